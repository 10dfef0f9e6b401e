import type { StoredElection } from '../app/ballot-ports.ts';
import type { UnitOfWork } from '../app/delivery-ports.ts';
import { closeDue, type ElectionTurn, proceedWaiting } from '../app/election-closing.ts';
import { type OpeningTurn, openDue } from '../app/election-opening.ts';
import { rollOf } from '../app/election-record.ts';
import type { Store, Work } from '../app/ports.ts';
import { restoredTurns } from '../app/restored-elections.ts';
import { reminderNotices, turnNotices } from '../conversation/election-notices.ts';
import { openingNotices } from '../conversation/opening-notices.ts';
import { reminderReach } from '../domain/ballot/reminders.ts';
import type { EpochMs } from '../lib/clock.ts';
import { errorFields, type Log } from './log.ts';
import type { Post } from './post.ts';

export interface BallotWatchOptions {
  readonly store: Store;
  readonly unitOfWork: UnitOfWork;
  readonly random: Work['random'];
  readonly zone: string;
  readonly post: Post;
  readonly log: Log;
}

/**
 * What looks at running elections: opens those whose time has come, closes those whose deadline has passed, goes on with what waited, and reminds at the
 * moments settled at the opening. All truth is in the elections' rows; each turn and each slot is told once.
 */
export function createBallotWatch(options: BallotWatchOptions): (now: EpochMs) => void {
  const { store, unitOfWork, random, zone, post, log } = options;

  function tell(work: Work, turn: ElectionTurn): void {
    for (const notice of turnNotices(work, turn)) {
      post.notice(notice, `ballot:${turn.election.id}:${turn.kind}:${notice.to}`, work.now);
    }
  }

  // What could not open is told again where it is acknowledged anew and fails again.
  function tellOpening(work: Work, turn: OpeningTurn): void {
    for (const notice of openingNotices(work, turn)) {
      post.notice(notice, `ballot:${turn.election.id}:${turn.kind}:${work.now}:${notice.to}`, work.now);
    }
  }

  function remind(work: Work, stored: StoredElection): void {
    const due = stored.slots.filter(({ at, told }) => !told && at <= work.now);
    const last = due.at(-1);
    if (last === undefined) return;
    const slots = stored.slots.map((slot) => (due.includes(slot) ? { ...slot, told: true } : slot));
    store.elections.save({ ...stored, slots });
    // Of several that were missed, one is enough.
    const reach = reminderReach(rollOf(work, stored));
    for (const notice of reminderNotices(work, stored, reach)) {
      post.notice(notice, `ballot:${stored.id}:slot:${last.at}:${notice.to}`, work.now);
    }
  }

  function look(now: EpochMs): void {
    const work: Work = { store, now, random, zone };
    for (const turn of openDue(work)) tellOpening(work, turn);
    for (const turn of [...restoredTurns(work), ...closeDue(work), ...proceedWaiting(work)]) tell(work, turn);
    for (const stored of store.elections.running()) {
      if (stored.course.state === 'open' && now < stored.course.deadline) remind(work, stored);
    }
  }

  return (now) => {
    try {
      unitOfWork.run(() => look(now));
    } catch (error) {
      // Elections are looked at again in a minute; what else is due fires all the same.
      log.error(errorFields(error), 'elections not looked at');
    }
  };
}
