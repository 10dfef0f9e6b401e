import type { Fault as TelegramFault } from '../../support/fake-telegram/faults.ts';
import type { Fault as ZaloFault } from '../../support/fake-zalo/faults.ts';

/** A fault of fetching what a person sent, and what they are told. */
export interface FetchingCase {
  readonly what: string;
  /** Telegram tells the place of a file first (`getFile`), then hands it out (`download`). */
  readonly telegram?: { readonly method: 'getFile' | 'download'; readonly fault: TelegramFault };
  readonly zalo?: ZaloFault;
  /** Part of the words that the person reads. */
  readonly told: string;
  /** What follows, in words, for docs/faults.md. */
  readonly follows: string;
}

const GONE = {
  told: 'không còn giữ tệp này',
  follows: 'the person is told that the platform has the file no more, and sends it again',
};
const UNAVAILABLE = {
  told: 'Chưa tải được tệp',
  follows: 'the person is told that it could not be fetched now, and sends it again in a few minutes',
};

function both(what: string, fault: TelegramFault & ZaloFault, words: typeof GONE): FetchingCase {
  return { what, telegram: { method: 'download', fault }, zalo: fault, ...words };
}

/** Faults of fetching files and what follows, rows of the table in docs/faults.md. */
export const FETCHING: readonly FetchingCase[] = [
  both('a page 404', { kind: 'page', status: 404 }, GONE),
  {
    what: 'a file that the platform does not know',
    telegram: {
      method: 'getFile',
      fault: {
        kind: 'answer',
        code: 400,
        description: 'Bad Request: wrong file_id or the file is temporarily unavailable',
      },
    },
    ...GONE,
  },
  ...[500, 502, 503].map((status) => both(`a page ${status}`, { kind: 'page', status }, UNAVAILABLE)),
  both('a broken connection', { kind: 'drop-before' }, UNAVAILABLE),
  both('a file that never comes', { kind: 'hang-before' }, UNAVAILABLE),
  ...(
    [
      ['an error 500 where its place is asked', { kind: 'answer', code: 500, description: 'Internal Server Error' }],
      ['429 where its place is asked', { kind: 'answer', code: 429, description: 'Too Many Requests' }],
      ['a broken connection where its place is asked', { kind: 'drop-before' }],
      ['no answer where its place is asked', { kind: 'hang-before' }],
      [
        'a page 200 of a portal where its place is asked',
        { kind: 'body', status: 200, body: '<html>Đăng nhập</html>' },
      ],
    ] as const
  ).map(([what, fault]) => ({ what, telegram: { method: 'getFile' as const, fault }, ...UNAVAILABLE })),
];
