import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allVoted,
  type Course,
  closeElection,
  draftCourse,
  ELECTION_STATES,
  type ElectionState,
  markCounted,
  mayCast,
  openElection,
  postpone,
  publish,
  quorumStanding,
  VOID_CAUSES,
  voidElection,
} from '../../../src/domain/ballot/course.ts';
import type { Election } from '../../../src/domain/ballot/election.ts';
import { HOUR } from '../../../src/lib/clock.ts';
import type { Result } from '../../../src/lib/result.ts';
import { electionOf, FROM, rollWith, UNTIL } from './example-election.ts';

const election = electionOf(9);
const nobody = rollWith(election, () => false);
const everybody = rollWith(election, () => true);
const ready = { now: FROM, warningsAcknowledged: true, sharesConfirmed: [] };
const down = { now: FROM, until: UNTIL + HOUR, reason: 'Zalo gián đoạn', channelDown: true };

function done<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

const draft = draftCourse(election);
const open = done(openElection(draft, election, ready));
const closed = done(closeElection(open, nobody, UNTIL));
const counted = done(markCounted(closed, 'met', UNTIL));
const published = done(publish(counted, UNTIL));
const lost = done(voidElection(closed, 'quorum_missed', null, UNTIL));
const AT: Readonly<Record<ElectionState, Course>> = { draft, open, closed, counted, published, void: lost };

const ACTIONS: Readonly<Record<string, (course: Course, now: number) => Result<Course, unknown>>> = {
  open: (course, now) => openElection(course, election, { ...ready, now }),
  postpone: (course, now) => postpone(course, { ...down, now, until: course.deadline + HOUR }),
  close: (course, now) => closeElection(course, everybody, now),
  count: (course, now) => markCounted(course, 'met', now),
  publish,
  ...Object.fromEntries(
    VOID_CAUSES.map((cause) => [cause, (course: Course, now: number) => voidElection(course, cause, 'lý do', now)]),
  ),
};

describe('the course of an election', () => {
  it('goes forward only: every state takes these steps and no other', () => {
    const steps = ELECTION_STATES.map((state) => {
      const taken = Object.keys(ACTIONS).filter((action) => ACTIONS[action]?.(AT[state], FROM).ok);
      return [state, taken.join(' ')];
    });
    expect(Object.fromEntries(steps)).toEqual({
      draft: 'open cancelled',
      open: 'postpone close cancelled restored key_lost',
      closed: 'count quorum_missed cancelled restored key_lost',
      counted: 'publish',
      published: '',
      void: '',
    });
  });

  it('never goes back, never moves the deadline forward in time, and keeps what was recorded', () => {
    const walk = fc.array(
      fc.tuple(fc.constantFrom(...Object.keys(ACTIONS)), fc.integer({ min: FROM, max: UNTIL + HOUR })),
    );
    fc.assert(
      fc.property(walk, fc.constantFrom(draft, open), (steps, from) => {
        let course = from;
        for (const [action, now] of steps) {
          const before = course;
          const result = ACTIONS[action]?.(course, now);
          if (result?.ok !== true) continue;
          course = result.value;
          expect(ELECTION_STATES.indexOf(course.state)).toBeGreaterThanOrEqual(ELECTION_STATES.indexOf(before.state));
          if (action !== 'postpone') expect(course.state).not.toBe(before.state);
          expect(course.deadline).toBeGreaterThanOrEqual(before.deadline);
          for (const moment of ['openedAt', 'closedAt', 'countedAt', 'publishedAt'] as const) {
            if (before[moment] !== null) expect(course[moment]).toBe(before[moment]);
          }
          expect(course.postponements.slice(0, before.postponements.length)).toEqual(before.postponements);
        }
      }),
    );
  });
});

describe('opening', () => {
  it.each([
    ['before the window', { now: FROM - 1 }, 'election_too_early'],
    ['when the window is over', { now: UNTIL }, 'election_window_over'],
    ['before the warnings are read', { warningsAcknowledged: false }, 'election_warnings_unread'],
  ])('is refused %s', (_, change, error) => {
    expect(openElection(draft, election, { ...ready, ...change })).toEqual({ ok: false, error });
  });

  it('waits until every teller holds a share, not only as many as are needed', () => {
    const tellers = ['CB02', 'CB03', 'CB04'].map((code) => ({ code, name: code }));
    const held: Election = { ...election, custody: { by: 'tellers', needed: 2, tellers } };
    const withShares = (...sharesConfirmed: string[]) => openElection(draft, held, { ...ready, sharesConfirmed });
    expect(withShares('CB02', 'CB03', 'CB09')).toEqual({ ok: false, error: 'election_shares_unconfirmed' });
    expect(withShares('CB04', 'CB02', 'CB03').ok).toBe(true);
  });

  it('happens once', () => {
    expect(openElection(open, election, ready)).toEqual({ ok: false, error: 'election_not_draft' });
  });
});

describe('casting', () => {
  const member = { code: 'CB02', way: 'electronic', voted: false } as const;

  it('is possible from the opening to the last moment before the deadline', () => {
    expect(mayCast(open, member, FROM).ok).toBe(true);
    expect(mayCast(open, member, UNTIL - 1).ok).toBe(true);
  });

  it.each([
    ['before the opening', draft, member, FROM, 'election_not_open'],
    ['at the deadline, though nobody has closed yet', open, member, UNTIL, 'election_over'],
    ['once it is closed, though the clock went back', closed, member, FROM, 'election_over'],
    ['of a void round', lost, member, FROM, 'election_over'],
    ['by somebody else', open, null, FROM, 'not_on_roll'],
    ['by one who votes on paper', open, { ...member, way: 'paper' }, FROM, 'votes_on_paper'],
    ['twice', open, { ...member, voted: true }, FROM, 'already_voted'],
  ] as const)('is refused %s', (_, course, who, now, error) => {
    expect(mayCast(course, who, now)).toEqual({ ok: false, error });
  });
});

describe('a later deadline', () => {
  it('is set while a channel is down, and every move stays on record with its reason', () => {
    const moved = done(postpone(open, { ...down, reason: '  Zalo gián đoạn ' }));
    expect(moved.deadline).toBe(UNTIL + HOUR);
    expect(moved.postponements).toEqual([{ from: UNTIL, until: UNTIL + HOUR, reason: 'Zalo gián đoạn', at: FROM }]);
    const again = done(postpone(moved, { ...down, now: UNTIL, until: UNTIL + 2 * HOUR }));
    expect(again.postponements.map(({ from, until }) => until - from)).toEqual([HOUR, HOUR]);
    expect(mayCast(moved, nobody[1] ?? null, UNTIL).ok).toBe(true);
    expect(closeElection(moved, nobody, UNTIL)).toEqual({ ok: false, error: 'election_votes_outstanding' });
  });

  it.each([
    ['before the opening', draft, {}, 'election_not_open'],
    ['after the closing', closed, {}, 'election_over'],
    ['once the deadline has passed', open, { now: UNTIL }, 'election_over'],
    ['while every channel works', open, { channelDown: false }, 'election_channels_work'],
    ['that is the same one', open, { until: UNTIL }, 'election_deadline_not_later'],
    ['that is earlier', open, { until: UNTIL - 1 }, 'election_deadline_not_later'],
    ['that is no time', open, { until: Number.NaN }, 'election_deadline_not_later'],
    ['without a reason', open, { reason: ' \n' }, 'election_reason_missing'],
  ])('is refused %s', (_, course, change, error) => {
    expect(postpone(course, { ...down, ...change })).toEqual({ ok: false, error });
  });
});

describe('closing', () => {
  it('takes effect at the deadline, however late it is noticed', () => {
    expect(done(closeElection(open, nobody, UNTIL + 40 * HOUR))).toMatchObject({
      state: 'closed',
      closedAt: UNTIL,
      closedBy: 'deadline',
    });
  });

  it('comes early once all have voted who can, paper aside', () => {
    const mixed = electionOf(3, {}, { paper: 1 });
    const roll = rollWith(mixed, (code) => code !== 'CB01');
    expect(allVoted(roll)).toBe(true);
    expect(done(closeElection(open, roll, FROM + 1))).toMatchObject({ closedAt: FROM + 1, closedBy: 'all_voted' });
  });

  it('does not come early while one is missing, whoever asks', () => {
    const roll = rollWith(election, (code) => code !== 'CB09');
    expect(closeElection(open, roll, UNTIL - 1)).toEqual({ ok: false, error: 'election_votes_outstanding' });
    expect(closeElection(draft, roll, FROM)).toEqual({ ok: false, error: 'election_not_open' });
    expect(closeElection(closed, roll, UNTIL)).toEqual({ ok: false, error: 'election_over' });
  });
});

describe('the quorum', () => {
  const mixed = electionOf(9, {}, { paper: 2 });
  const first = (count: number) => rollWith(mixed, (code) => Number(code.slice(2)) <= 2 + count && code > 'CB02');

  it.each([
    [7, false, 'waits_for_paper'],
    [7, true, 'met'],
    [6, true, 'met'],
    [5, false, 'waits_for_paper'],
    [4, false, 'waits_for_paper'],
    [3, false, 'missed'],
    [5, true, 'missed'],
  ] as const)(
    'of six of nine: with %i ballots cast, two on paper and their entry %s, it is %s',
    (cast, entered, standing) => {
      expect(quorumStanding(mixed, first(cast), entered)).toBe(standing);
    },
  );

  it('is met without waiting where nobody votes on paper, or all paper is in', () => {
    expect(
      quorumStanding(
        election,
        rollWith(election, (code) => code <= 'CB06'),
        false,
      ),
    ).toBe('met');
    expect(
      quorumStanding(
        mixed,
        rollWith(mixed, (code) => code <= 'CB06'),
        false,
      ),
    ).toBe('met');
  });

  it('keeps a round from being counted', () => {
    expect(markCounted(closed, 'missed', UNTIL)).toEqual({ ok: false, error: 'election_quorum_missed' });
    expect(markCounted(closed, 'waits_for_paper', UNTIL)).toEqual({ ok: false, error: 'election_paper_outstanding' });
    expect(markCounted(open, 'met', UNTIL)).toEqual({ ok: false, error: 'election_not_closed' });
    expect(publish(closed, UNTIL)).toEqual({ ok: false, error: 'election_not_counted' });
  });
});

describe('voiding', () => {
  it('keeps cause, reason and time', () => {
    const voided = done(voidElection(open, 'cancelled', ' Sai danh sách ', FROM)).voided;
    expect(voided).toEqual({ cause: 'cancelled', reason: 'Sai danh sách', at: FROM });
    expect(lost.voided).toEqual({ cause: 'quorum_missed', reason: null, at: UNTIL });
  });

  it('calls nothing off without a reason', () => {
    expect(voidElection(open, 'cancelled', ' ', FROM)).toEqual({ ok: false, error: 'election_reason_missing' });
  });

  it('does not take back what has been counted', () => {
    expect(voidElection(counted, 'cancelled', 'lý do', FROM)).toEqual({ ok: false, error: 'election_not_voidable' });
  });
});
