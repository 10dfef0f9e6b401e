import type { Fault as TelegramFault } from '../../support/fake-telegram/faults.ts';
import type { Fault as ZaloFault } from '../../support/fake-zalo/faults.ts';
import type { PlatformName, Town } from './town.ts';

/** Where a fault strikes. */
interface Aim {
  readonly town: Town;
  readonly chatId: string;
  readonly method: string;
}

/** What became of the message. */
interface Ending {
  readonly state: 'sent' | 'failed' | 'unknown';
  /** How often the person has it. */
  readonly seen: number;
  /** The person is marked as not to be reached on this platform. */
  readonly gone?: boolean;
}

/** A fault of sending, on each platform that can have it. */
export interface SendingCase {
  readonly what: string;
  readonly on: Readonly<Partial<Record<PlatformName, (aim: Aim) => void | Promise<void>>>>;
  readonly ends: Ending | ((lane: 'answer' | 'reminder') => Ending);
  /** What the log has about it, beside the channel. */
  readonly named: RegExp;
  /** What follows, in words, for docs/faults.md. */
  readonly follows: string;
}

const DELIVERED: Ending = { state: 'sent', seen: 1 };
const GIVEN_UP: Ending = { state: 'failed', seen: 0 };
const GONE: Ending = { state: 'failed', seen: 0, gone: true };
/** May have arrived, and did not: an answer is tried once more, a reminder is not. */
const NOT_DONE = (lane: 'answer' | 'reminder'): Ending =>
  lane === 'answer' ? DELIVERED : { state: 'unknown', seen: 0 };
/** May have arrived, and did: the same tries. */
const DONE = (lane: 'answer' | 'reminder'): Ending =>
  lane === 'answer' ? { state: 'sent', seen: 2 } : { state: 'unknown', seen: 1 };

const AMBIGUOUS =
  'may have arrived: the platform is asked something harmless until it answers; then an answer is sent once more, a reminder or digest never: it is listed (`queue list`)';

function telegram(fault: TelegramFault, times = 1) {
  return ({ town, chatId, method }: Aim) =>
    town.telegram.faults.strike(method, fault, { times, chatId: Number(chatId) });
}

function zalo(fault: ZaloFault, times = 1) {
  return ({ town, chatId, method }: Aim) => town.zalo.faults.strike(method, fault, { times, chatId });
}

function both(fault: TelegramFault & ZaloFault, times = 1): SendingCase['on'] {
  return { telegram: telegram(fault, times), zalo: zalo(fault, times) };
}

type Unclear = TelegramFault & ZaloFault;

/** A call after which nobody knows whether it was carried out. */
function unclear(what: string, fault: Unclear, ends: SendingCase['ends'], named: RegExp): SendingCase {
  return { what, on: both(fault), ends, named, follows: AMBIGUOUS };
}

function unanswered(what: string, fault: Unclear, ends: SendingCase['ends']): SendingCase {
  return { ...unclear(what, fault, ends, /"problem":"timeout"/), follows: `given up after 20 s; ${AMBIGUOUS}` };
}

function flood(seconds: unknown): TelegramFault {
  const parameters = { retry_after: seconds as number };
  return { kind: 'answer', code: 429, description: 'Too Many Requests', parameters };
}

/** Down from now on, and back when so much time has passed. */
function downFor(platform: PlatformName, ms: number) {
  return async ({ town }: Aim) => {
    const fake = platform === 'telegram' ? town.telegram : town.zalo;
    await fake.goDown();
    // The client notices that its idle connections are gone: a call on one of them might have arrived.
    for (let turn = 0; turn < NOTICED_TURNS; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
    town.time.after(ms, () => void fake.comeBack());
  };
}

/** Each platform's client names it in its own words. */
const NO_JSON = /"problem":"(?:invalid-json|http 200 page)"/;
const BROKEN = /"problem":"ECONNRESET"/;
const pageOf = (status: number) => new RegExp(`"problem":"(?:http )?${status} `);
const bodyOf = (body: string) => ({ kind: 'body', status: 200, body }) as const;
const ERROR_500 = { kind: 'answer', code: 500, description: 'Internal Server Error' } as const;
const HOUR_MS = 3_600_000;
/** Of the event loop: on a busy machine one long wait may be a single turn, in which nothing is noticed. */
const NOTICED_TURNS = 50;
const RESTS = 'the chat rests as long as the platform asks, at most an hour; the try is not counted';

/** Faults of sending and what follows, the rows of the table in docs/faults.md. */
export const SENDING: readonly SendingCase[] = [
  {
    what: '429 with retry_after',
    on: { telegram: telegram(flood(30)) },
    ends: DELIVERED,
    named: /"problem":"rate-limited"/,
    follows: RESTS,
  },
  ...[undefined, 1e12, -5, 'soon'].map((seconds) => ({
    what: `429 with retry_after ${String(seconds)}`,
    on: { telegram: telegram(flood(seconds)) },
    ends: DELIVERED,
    named: /"problem":"rate-limited"/,
    follows: 'nonsense counts as a second, or an hour',
  })),
  {
    what: '429 as a page of a server in between',
    on: { zalo: zalo({ kind: 'page', status: 429 }) },
    ends: DELIVERED,
    named: /"problem":"rate-limited"/,
    follows: 'the whole channel rests for a minute',
  },
  {
    what: '403 blocked by the person',
    on: {
      telegram: telegram({ kind: 'answer', code: 403, description: 'Forbidden: bot was blocked by the user' }),
      zalo: zalo({ kind: 'answer', code: 403, description: 'Forbidden' }),
    },
    ends: GONE,
    named: /"problem":"403/,
    follows: 'the person is marked unreachable there; what can go another way does, the rest is listed',
  },
  {
    what: '403 account deleted',
    on: { telegram: telegram({ kind: 'answer', code: 403, description: 'Forbidden: user is deactivated' }) },
    ends: GONE,
    named: /"problem":"403/,
    follows: 'as blocked',
  },
  {
    what: 'chat not found',
    on: {
      telegram: telegram({ kind: 'answer', code: 400, description: 'Bad Request: chat not found' }),
      zalo: zalo({ kind: 'answer', code: 410, description: 'Chat not found' }),
    },
    ends: GONE,
    named: /"problem":"4[01]0/,
    follows: 'as blocked',
  },
  {
    what: '422 not permitted to write to this chat',
    on: { zalo: zalo({ kind: 'answer', code: 422, description: 'Not permitted' }) },
    ends: GONE,
    named: /"problem":"422/,
    follows: 'as blocked',
  },
  {
    what: '400 bad request',
    on: {
      telegram: telegram({ kind: 'answer', code: 400, description: 'Bad Request: strange' }),
      zalo: zalo({ kind: 'answer', code: 400, description: 'Bad Request: strange' }),
    },
    ends: GIVEN_UP,
    named: /"problem":"400/,
    follows: 'our mistake: given up and listed, the chat goes on',
  },
  {
    what: '401 for a while',
    on: both({ kind: 'answer', code: 401, description: 'Unauthorized' }),
    ends: DELIVERED,
    named: /"problem":"unauthorised"/,
    follows: '`/readyz` says so; the channel rests for a minute, then goes on',
  },
  unclear('an error 500 of the platform', ERROR_500, NOT_DONE, /"problem":"500 /),
  ...[502, 503, 504].map((status) => unclear(`a page ${status}`, { kind: 'page', status }, NOT_DONE, pageOf(status))),
  unclear('a page 502 after it was done', { kind: 'broken-answer', status: 502 }, DONE, pageOf(502)),
  unclear('a page 200 of a portal', bodyOf('<html>Đăng nhập</html>'), NOT_DONE, NO_JSON),
  unclear('JSON that breaks off', bodyOf('{"ok":true,"resu'), NOT_DONE, NO_JSON),
  unclear('an empty body', bodyOf(''), NOT_DONE, NO_JSON),
  unclear('a connection that breaks before it was done', { kind: 'drop-before' }, NOT_DONE, BROKEN),
  unclear('a connection that breaks after it was done', { kind: 'drop-after' }, DONE, BROKEN),
  unanswered('no answer, and it was not done', { kind: 'hang-before' }, NOT_DONE),
  unanswered('no answer, and it was done', { kind: 'hang-after' }, DONE),
  {
    what: 'nobody listens for an hour',
    on: { telegram: downFor('telegram', HOUR_MS), zalo: downFor('zalo', HOUR_MS) },
    ends: DELIVERED,
    named: /"problem":"ECONNREFUSED"/,
    follows: 'certainly not done: tried again after 1, 2, 4 … seconds, at most five minutes, for about a day',
  },
];
