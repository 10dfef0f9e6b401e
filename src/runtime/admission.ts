import type { Dialogues, UnitOfWork } from '../app/delivery-ports.ts';
import { isOpenCode } from '../app/linking.ts';
import type { Identities, Store } from '../app/ports.ts';
import { parseSlash } from '../conversation/commands.ts';
import { isReadingNotice } from '../conversation/flows/link.ts';
import { type Say, say } from '../conversation/text-key.ts';
import type { Inbound, Reply } from '../conversation/types.ts';
import type { MonthlyQuota } from '../domain/message-quota.ts';
import type { Person } from '../domain/person.ts';
import { DAY, type EpochMs, MINUTE, SECOND } from '../lib/clock.ts';
import { createTokenBuckets, type Pace, type Taken } from '../lib/token-bucket.ts';
import type { Log } from './log.ts';

/** How many messages are taken. Counted by when the platform took them: what waited for the bot is no flood. */
export const FLOOD_LIMITS = {
  /** A linked person: far more than fingers can do in a dialogue. */
  person: { burst: 60, refillMs: 2 * SECOND, calm: 15 },
  /** The same person over a day, which bounds rows of answers that wait for a platform. */
  personDay: { burst: 600, refillMs: MINUTE, calm: 10 },
  /** A chat account that nobody is linked to; linking takes three messages. */
  stranger: { burst: 20, refillMs: 3 * MINUTE, calm: 5 },
  /** All strangers together: a sixth of what Telegram lets a bot send. Who holds a code is not counted out. */
  strangers: { burst: 600, refillMs: 200, calm: 25 },
  /** Answers «please wait» to strangers who are turned away together. */
  strangersTold: { burst: 30, refillMs: 2 * SECOND, calm: 1 },
  /** Commands in one group. */
  group: { burst: 6, refillMs: MINUTE, calm: 2 },
  /** Share of a counted month that all strangers may use up, in percent: so much at once, and as much over the month. */
  strangersMonthPercent: 5,
  /** The same for each linked person but the secretary, whose work it is. */
  personMonthPercent: 10,
} as const satisfies Readonly<Record<string, Pace | number>>;

type Percents = 'strangersMonthPercent' | 'personMonthPercent';

export type FloodLimits = Readonly<
  Record<Exclude<keyof typeof FLOOD_LIMITS, Percents>, Pace> & Record<Percents, number>
>;

/** Accounts remembered for each pace: some megabytes; whoever is forgotten begins anew. */
const MOST_KEYS = 20_000;
const MONTH_MS = 30 * DAY;
/** A code behind its command, in UTF-16 units. */
const LONGEST_CODE_LINE = 120;

/** Whether an event is handled. */
export type Admission =
  /** `missed`: how many were not, since the person was last answered. */
  | { readonly kind: 'served'; readonly missed: number }
  /** Not handled, and the sender is told so, once. */
  | { readonly kind: 'told'; readonly waitMs: number }
  /** Not handled; the sender has been told, or there are too many of them to tell. */
  | { readonly kind: 'ignored' };

const SERVED: Admission = { kind: 'served', missed: 0 };
const IGNORED: Admission = { kind: 'ignored' };

export interface AdmissionOptions {
  readonly store: Pick<Store, 'invites' | 'members' | 'settings'>;
  readonly dialogues: Pick<Dialogues, 'load'>;
  readonly unitOfWork: Pick<UnitOfWork, 'onUndo'>;
  readonly quotas: readonly MonthlyQuota[];
  readonly log: Log;
  /** Null lets everything in: time does not pass where events are made by a program. */
  readonly limits: FloodLimits | null;
}

/** Decides about one event, inside its transaction: what is undone with it has not been counted. */
export type Admit = (event: Inbound, found: ReturnType<Identities['find']>, subject: string, now: EpochMs) => Admission;

/** Counts what comes from each person, each stranger, each group and all strangers together; nobody has come yet. */
export function createAdmission({ store, dialogues, unitOfWork, quotas, log, limits }: AdmissionOptions): Admit {
  if (limits === null) return () => SERVED;
  const paced = (pace: Pace, mostKeys = MOST_KEYS) => createTokenBuckets(pace, mostKeys, unitOfWork.onUndo);
  const person = paced(limits.person);
  const personDay = paced(limits.personDay);
  const stranger = paced(limits.stranger);
  const strangers = paced(limits.strangers, 1);
  const strangersTold = paced(limits.strangersTold, 1);
  const group = paced(limits.group);
  const monthly = (percent: number, mostKeys = MOST_KEYS) =>
    new Map(quotas.map(({ channel, limit }) => [channel, paced(monthPace(limit, percent), mostKeys)]));
  const months = monthly(limits.strangersMonthPercent, 1);
  const personMonths = monthly(limits.personMonthPercent);

  function fromPerson({ channel }: Inbound, { id, roles }: Person, at: EpochMs): Admission {
    const month = roles.includes('secretary') ? undefined : personMonths.get(channel);
    let missed = 0;
    for (const buckets of [person, personDay, month]) {
      const taken = buckets?.take(`${id}`, at);
      if (taken?.ok === false) return admissionOf(taken);
      missed += taken?.missed ?? 0;
    }
    return { kind: 'served', missed };
  }

  // A code that is right, or a notice that is being read, is worth more than any flood: its owner is no stranger.
  function fromStranger(event: Inbound, subject: string, at: EpochMs, now: EpochMs): Admission {
    const { channel, from, body } = event;
    const own = stranger.take(`${channel}:${from.id}`, at);
    if (!own.ok) return own.first && monthAllows(channel, at) ? admissionOf(own) : IGNORED;
    const served: Admission = { kind: 'served', missed: own.missed };
    const typed = body.kind === 'text' ? codeIn(body.text) : '';
    if (isOpenCode({ store, now }, { channel, accountId: from.id }, typed)) return served;
    if (isReadingNotice(dialogues, subject)) return served;
    if (!monthAllows(channel, at)) return IGNORED;
    const all = strangers.take('', at);
    if (all.ok) return served;
    if (all.first) log.warn({ channel }, 'strangers write too much: only codes are answered');
    const tells = !months.has(channel) && strangersTold.take('', at).ok;
    return tells ? { kind: 'told', waitMs: all.waitMs } : IGNORED;
  }

  function monthAllows(channel: string, at: EpochMs): boolean {
    const spent = months.get(channel)?.take('', at) ?? { ok: true };
    if (!spent.ok && spent.first) log.warn({ channel }, "strangers have used up their share of the month's messages");
    return spent.ok;
  }

  function inGroup({ channel, chat }: Inbound, known: boolean, at: EpochMs): Admission {
    const own = group.take(`${channel}:${chat.id}`, at);
    if (!own.ok && !own.first) return IGNORED;
    if (!known && !monthAllows(channel, at)) return IGNORED;
    return own.ok ? SERVED : admissionOf(own);
  }

  return (event, found, subject, now) => {
    if (!isCounted(event)) return SERVED;
    // A date from the future, or none, would keep its sender out until then.
    const at = Number.isFinite(event.at) ? Math.min(event.at, now) : now;
    const known = found?.person.active === true ? found.person : null;
    if (event.chat.kind === 'group') return inGroup(event, known !== null, at);
    return known === null ? fromStranger(event, subject, at, now) : fromPerson(event, known, at);
  };
}

// As it is typed, or behind the link on a slip: `/start ABCD-2345`.
function codeIn(text: string): string {
  const slash = parseSlash(text.slice(0, LONGEST_CODE_LINE), []);
  return slash === null ? text.slice(0, LONGEST_CODE_LINE) : 'args' in slash ? slash.args : '';
}

function admissionOf(taken: Extract<Taken, { ok: false }>): Admission {
  return taken.first ? { kind: 'told', waitMs: taken.waitMs } : IGNORED;
}

function monthPace(quota: number, percent: number): Pace {
  const share = Math.max(1, Math.floor((quota * percent) / 100));
  return { burst: share, refillMs: MONTH_MS / share, calm: 1 };
}

// What the platform says of its chats and what we have asked for ourselves does not come from somebody's fingers.
function isCounted({ body }: Inbound): boolean {
  if (body.kind === 'file') return body.file.uploadHash === undefined;
  return ['text', 'choice', 'contact', 'edited', 'unsupported'].includes(body.kind);
}

/** What is said to a sender whose event was not handled. */
export function refusalOf(admission: Exclude<Admission, { kind: 'served' }>): readonly Say[] {
  return admission.kind === 'told' ? [say('flood.wait', { minutes: Math.ceil(admission.waitMs / MINUTE) })] : [];
}

/** What was not handled meanwhile must not be taken for done: the first answer afterwards says how much it was. */
export function afterFlood(replies: readonly Reply[], missed: number): readonly Reply[] {
  const [first, ...rest] = replies;
  if (missed === 0 || first === undefined) return replies;
  return [{ ...first, say: [say('flood.missed', { count: missed }), say('dialogue.gap'), ...first.say] }, ...rest];
}
