import type { Fault as TelegramFault } from '../../support/fake-telegram/faults.ts';
import type { Fault as ZaloFault } from '../../support/fake-zalo/faults.ts';

/** A fault of asking for events, and what the log has about it. */
export interface ReceivingCase {
  readonly what: string;
  readonly telegram?: TelegramFault;
  readonly zalo?: ZaloFault;
  /** How often it strikes in a row. */
  readonly times: number;
  readonly named: RegExp;
  /** What follows, in words, for docs/faults.md. */
  readonly follows: string;
}

const ASKED_AGAIN = 'asked again after 1, 2, 4 … seconds, at most 30; `/readyz` says so meanwhile';

function both(
  what: string,
  fault: TelegramFault & ZaloFault,
  named = /"kind":"unclear"|"kind":"unreached"/,
  follows = ASKED_AGAIN,
): ReceivingCase {
  return { what, telegram: fault, zalo: fault, times: 3, named, follows };
}

/** Faults of receiving by polling and what follows, rows of the table in docs/faults.md. */
export const RECEIVING: readonly ReceivingCase[] = [
  ...[500, 502, 503, 504].map((status) => both(`a page ${status}`, { kind: 'page', status })),
  both('an error 500 of the platform', { kind: 'answer', code: 500, description: 'Internal Server Error' }),
  both('JSON that breaks off', { kind: 'body', status: 200, body: '{"ok":true,"resu' }),
  both('an empty body', { kind: 'body', status: 200, body: '' }),
  both('a broken connection', { kind: 'drop-before' }),
  both('an answer that never comes', { kind: 'hang-before' }, /"detail":"timeout"/),
  {
    what: 'a result that is none',
    telegram: { kind: 'body', status: 200, body: '{"ok":true,"result":null}' },
    times: 3,
    named: /"detail":"not-telegram"/,
    follows: ASKED_AGAIN,
  },
  {
    what: 'a list of what is no update',
    telegram: { kind: 'body', status: 200, body: '{"ok":true,"result":[null,7]}' },
    times: 1,
    named: /"detail":"not-telegram"/,
    follows: ASKED_AGAIN,
  },
  {
    what: '429',
    telegram: { kind: 'answer', code: 429, description: 'Too Many Requests', parameters: { retry_after: 7 } },
    zalo: { kind: 'answer', code: 429, description: 'Too Many Requests' },
    times: 2,
    named: /"kind":"flood"|"kind":"too-many"/,
    follows: 'asked again when the platform says, or after 5, 10 … seconds',
  },
  both(
    '400 bad request',
    { kind: 'answer', code: 400, description: 'Bad Request: strange' },
    /"kind":"(refused|rejected)"/,
  ),
  both(
    '409 conflict',
    { kind: 'answer', code: 409, description: 'Conflict' },
    /"kind":"conflict"/,
    'asked again after 5, 10, 20 … seconds, at most 30; a webhook that is in the way is taken away',
  ),
  both(
    '401 for a while',
    { kind: 'answer', code: 401, description: 'Unauthorized' },
    /"problem":"unauthorised"/,
    '`/readyz` says so, the process lives; asked again every minute, so a good token needs no restart',
  ),
];
