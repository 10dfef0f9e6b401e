import type { Fault } from '../../support/fake-telegram/faults.ts';

/** A fault of putting the next step into the message that is there; only Telegram can edit. */
export interface EditingCase {
  readonly what: string;
  readonly fault: Fault;
  readonly times?: number;
  /** What the log has about it; null where it is no trouble. */
  readonly named: RegExp | null;
  /** What follows, in words, for docs/faults.md. */
  readonly follows: string;
}

const NEW_MESSAGE = 'a new message says the same';
const AGAIN =
  'may have been done: edited once more when the platform answers; an edit that was done (`message is not modified`) is as good';

function refused(description: string): Fault {
  return { kind: 'answer', code: 400, description: `Bad Request: ${description}` };
}

/** Faults of editing and what follows, rows of the table in docs/faults.md. */
export const EDITING: readonly EditingCase[] = [
  {
    what: '429 with retry_after',
    fault: { kind: 'answer', code: 429, description: 'Too Many Requests', parameters: { retry_after: 7 } },
    named: /"problem":"rate-limited"/,
    follows: 'edited when the pause is over',
  },
  ...['message to edit not found', "message can't be edited"].map((description) => ({
    what: `400 ${description}`,
    fault: refused(description),
    named: null,
    follows: NEW_MESSAGE,
  })),
  ...(
    [
      ['an error 500 of the platform', { kind: 'answer', code: 500, description: 'Internal Server Error' }],
      ['a page 502', { kind: 'page', status: 502 }],
      ['a page 502 after it was done', { kind: 'broken-answer', status: 502 }],
      ['a page 200 of a portal', { kind: 'body', status: 200, body: '<html>Đăng nhập</html>' }],
      ['a connection that breaks before it was done', { kind: 'drop-before' }],
      ['a connection that breaks after it was done', { kind: 'drop-after' }],
      ['no answer, and it was not done', { kind: 'hang-before' }],
      ['no answer, and it was done', { kind: 'hang-after' }],
    ] as const
  ).map(([what, fault]) => ({ what, fault, named: /"problem":/, follows: AGAIN })),
];
