import type { EpochMs } from '../../lib/clock.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Election, RollEntry } from './election.ts';
import { electionQuorum } from './pass-rule.ts';

export const ELECTION_STATES = ['draft', 'open', 'closed', 'counted', 'published', 'void'] as const;
export type ElectionState = (typeof ELECTION_STATES)[number];

/**
 * Why a round came to nothing: too few voted, the secretary called it off, the database was restored from a backup
 * while it was open or not yet counted, or the key of the boxes is gone.
 */
export const VOID_CAUSES = ['quorum_missed', 'cancelled', 'restored', 'key_lost'] as const;
export type VoidCause = (typeof VOID_CAUSES)[number];

/** A later deadline than the one before it, with the reason for the minutes. */
export interface Postponement {
  readonly from: EpochMs;
  readonly until: EpochMs;
  readonly reason: string;
  readonly at: EpochMs;
}

/** Where an election stands. It only goes forward: draft, open, closed, counted, published, or void before a count. */
export interface Course {
  readonly state: ElectionState;
  /** The deadline as it stands: the frozen window's end, or what it was moved to. */
  readonly deadline: EpochMs;
  readonly openedAt: EpochMs | null;
  readonly closedAt: EpochMs | null;
  readonly closedBy: 'deadline' | 'all_voted' | null;
  readonly countedAt: EpochMs | null;
  readonly publishedAt: EpochMs | null;
  readonly voided: { readonly cause: VoidCause; readonly reason: string | null; readonly at: EpochMs } | null;
  readonly postponements: readonly Postponement[];
}

/** The course of an election that is still being prepared. */
export function draftCourse({ window }: Pick<Election, 'window'>): Course {
  return {
    state: 'draft',
    deadline: window.until,
    openedAt: null,
    closedAt: null,
    closedBy: null,
    countedAt: null,
    publishedAt: null,
    voided: null,
    postponements: [],
  };
}

/** What must have happened before the boxes may take a mark. */
export interface OpeningChecks {
  readonly now: EpochMs;
  /** The chair or the secretary has read the warnings. */
  readonly warningsAcknowledged: boolean;
  /** Staff codes of the tellers who confirmed that they hold their share; not asked with the server's custody. */
  readonly sharesConfirmed: readonly string[];
}

export type OpeningError =
  | 'election_not_draft'
  | 'election_too_early'
  | 'election_window_over'
  | 'election_warnings_unread'
  | 'election_shares_unconfirmed';

/** Opens a frozen election. */
export function openElection(course: Course, election: Election, checks: OpeningChecks): Result<Course, OpeningError> {
  const { now, warningsAcknowledged, sharesConfirmed } = checks;
  if (course.state !== 'draft') return err('election_not_draft');
  if (now >= election.window.until) return err('election_window_over');
  if (now < election.window.from) return err('election_too_early');
  if (!warningsAcknowledged) return err('election_warnings_unread');
  const { custody } = election;
  const confirmed = custody.by === 'server' || custody.tellers.every(({ code }) => sharesConfirmed.includes(code));
  return confirmed ? ok({ ...course, state: 'open', openedAt: now }) : err('election_shares_unconfirmed');
}

export type CastError = 'election_not_open' | 'election_over' | 'not_on_roll' | 'votes_on_paper' | 'already_voted';

/** Whether a ballot of this member may be cast now; the deadline holds by the clock, before the closing is carried out. */
export function mayCast(course: Course, member: RollEntry | null, now: EpochMs): Result<void, CastError> {
  if (course.state === 'draft') return err('election_not_open');
  if (course.state !== 'open' || now >= course.deadline) return err('election_over');
  if (member === null) return err('not_on_roll');
  if (member.way === 'paper') return err('votes_on_paper');
  return member.voted ? err('already_voted') : ok(undefined);
}

/** A wish to move the deadline. */
export interface PostponementWish {
  readonly now: EpochMs;
  readonly until: EpochMs;
  readonly reason: string;
  /** A channel of this office is down at the moment, by its own health state. */
  readonly channelDown: boolean;
}

export type PostponementError =
  | 'election_not_open'
  | 'election_over'
  | 'election_channels_work'
  | 'election_deadline_not_later'
  | 'election_reason_missing';

/** Moves the deadline later while a channel is down; a deadline that has passed stays. */
export function postpone(course: Course, wish: PostponementWish): Result<Course, PostponementError> {
  const { now, until, channelDown } = wish;
  if (course.state === 'draft') return err('election_not_open');
  if (course.state !== 'open' || now >= course.deadline) return err('election_over');
  if (!channelDown) return err('election_channels_work');
  if (!Number.isSafeInteger(until) || until <= course.deadline) return err('election_deadline_not_later');
  const reason = wish.reason.trim();
  if (reason === '') return err('election_reason_missing');
  const moved = { from: course.deadline, until, reason, at: now };
  return ok({ ...course, deadline: until, postponements: [...course.postponements, moved] });
}

/** Whether nobody is left who could cast electronically. */
export function allVoted(roll: readonly RollEntry[]): boolean {
  return roll.every(({ way, voted }) => way === 'paper' || voted);
}

export type ClosingError = 'election_not_open' | 'election_over' | 'election_votes_outstanding';

/** Closes at the stored deadline, as of that moment however late it is noticed, or before it once all have voted. */
export function closeElection(course: Course, roll: readonly RollEntry[], now: EpochMs): Result<Course, ClosingError> {
  if (course.state === 'draft') return err('election_not_open');
  if (course.state !== 'open') return err('election_over');
  if (now >= course.deadline)
    return ok({ ...course, state: 'closed', closedAt: course.deadline, closedBy: 'deadline' });
  return allVoted(roll)
    ? ok({ ...course, state: 'closed', closedAt: now, closedBy: 'all_voted' })
    : err('election_votes_outstanding');
}

/** Where a closed election stands towards its count; `waits_for_paper` until the tellers have entered the paper ballots. */
export type QuorumStanding = 'met' | 'missed' | 'waits_for_paper';

/**
 * Whether enough members have voted. A paper row counts once its ballot was entered. Until `paperEntered` no box is
 * opened, or who enters paper would know the electronic totals; but what no paper could save is missed at once.
 */
export function quorumStanding(
  election: Pick<Election, 'rules' | 'roll'>,
  roll: readonly RollEntry[],
  paperEntered: boolean,
): QuorumStanding {
  const needed = electionQuorum(election);
  const voted = roll.filter((entry) => entry.voted).length;
  const awaited = paperEntered ? 0 : roll.filter((entry) => entry.way === 'paper' && !entry.voted).length;
  if (voted + awaited < needed) return 'missed';
  return awaited > 0 ? 'waits_for_paper' : 'met';
}

export type CountingError = 'election_not_closed' | 'election_quorum_missed' | 'election_paper_outstanding';

/** Records that the boxes were opened and counted. */
export function markCounted(course: Course, quorum: QuorumStanding, now: EpochMs): Result<Course, CountingError> {
  if (course.state !== 'closed') return err('election_not_closed');
  if (quorum === 'missed') return err('election_quorum_missed');
  if (quorum === 'waits_for_paper') return err('election_paper_outstanding');
  return ok({ ...course, state: 'counted', countedAt: now });
}

/** Records that the result was published; key and boxes are destroyed with it. */
export function publish(course: Course, now: EpochMs): Result<Course, 'election_not_counted'> {
  if (course.state !== 'counted') return err('election_not_counted');
  return ok({ ...course, state: 'published', publishedAt: now });
}

/** The states that each cause can end. A result that somebody has seen cannot be called off. */
const VOIDED_FROM: Readonly<Record<VoidCause, readonly ElectionState[]>> = {
  quorum_missed: ['closed'],
  cancelled: ['draft', 'open', 'closed'],
  restored: ['open', 'closed'],
  key_lost: ['open', 'closed'],
};

export type VoidError = 'election_not_voidable' | 'election_reason_missing';

/** Ends the election without a result; boxes and key are destroyed unopened. Calling it off needs a reason. */
export function voidElection(
  course: Course,
  cause: VoidCause,
  reason: string | null,
  now: EpochMs,
): Result<Course, VoidError> {
  if (!VOIDED_FROM[cause].includes(course.state)) return err('election_not_voidable');
  const said = reason?.trim() ?? '';
  if (cause === 'cancelled' && said === '') return err('election_reason_missing');
  return ok({ ...course, state: 'void', voided: { cause, reason: said === '' ? null : said, at: now } });
}
