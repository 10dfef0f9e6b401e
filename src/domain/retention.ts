import { DAY, type EpochMs } from '../lib/clock.ts';

/** When the periods below were decided, `YYYY-MM-DD`; a change gets a new date and a word in docs/privacy.md. */
export const RETENTION_DECIDED = '2026-11-23';

/** From when a period counts. */
type RetentionStart =
  | 'delivered'
  | 'given_up'
  | 'received'
  | 'asked'
  | 'ended'
  | 'expired'
  | 'stored'
  | 'first_attempt'
  | 'year_ended'
  | 'left';

interface RetentionRule {
  readonly keptMs: number;
  readonly from: RetentionStart;
}

/**
 * How long what is kept for a purpose is kept after that purpose: the one table of periods, applied by the daily sweep
 * and by the file store. None is set by law; each is the shortest that its reason below allows.
 */
export const RETENTION = {
  // Platforms repeat an event within a day, and people ask "did it arrive" within weeks.
  event_keys: { keptMs: 30 * DAY, from: 'received' },
  delivered_messages: { keptMs: 30 * DAY, from: 'delivered' },
  // The text of a message that was given up goes earlier than the note that it was.
  undelivered_texts: { keptMs: 30 * DAY, from: 'given_up' },
  undelivered_messages: { keptMs: 180 * DAY, from: 'given_up' },
  // Drafts live in registrations and reports: an old place in a dialogue is only forgotten.
  dialogues: { keptMs: 90 * DAY, from: 'asked' },
  // Strangers agreed to nothing: how far one came with a code is known for a week.
  strangers: { keptMs: 7 * DAY, from: 'asked' },
  // A result (the rows of a staff list) is needed while its dialogue goes on.
  jobs: { keptMs: 2 * DAY, from: 'ended' },
  links: { keptMs: 30 * DAY, from: 'expired' },
  invites: { keptMs: 30 * DAY, from: 'expired' },
  // Wrong codes count within an hour (domain/invite-code.ts); a day is generous to a clock that is put right.
  link_attempts: { keptMs: DAY, from: 'first_attempt' },
  // A day more than a link to a file is good for.
  passing_files: { keptMs: 8 * DAY, from: 'stored' },
  // A file is kept a moment before its row is written.
  unknown_files: { keptMs: DAY, from: 'stored' },
  // A file whose draft was thrown away: somebody may be writing on.
  unused_evidence: { keptMs: DAY, from: 'stored' },
  // Decisions of a year come early in the next, and are asked about until the year after.
  evidence: { keptMs: 730 * DAY, from: 'year_ended' },
  // A row that a list wrongly marked is mended without new codes.
  leaver_chat: { keptMs: 30 * DAY, from: 'left' },
  // The last year's results are decided after somebody left, and titles of consecutive years are proved with them.
  leavers: { keptMs: 730 * DAY, from: 'left' },
} as const satisfies Readonly<Record<string, RetentionRule>>;
export type RetentionCode = keyof typeof RETENTION;

/** So long before somebody is anonymised the secretary is told. */
export const ANONYMISING_NOTICE_MS = 30 * DAY;

/** What began before this instant is past its period. */
export function keptSince(code: RetentionCode, now: EpochMs): EpochMs {
  return now - RETENTION[code].keptMs;
}

/** When the name of somebody who left is taken away, UTC ms. */
export function anonymisedFrom(leftAt: EpochMs): EpochMs {
  return leftAt + RETENTION.leavers.keptMs;
}
