import type { UnitOfWork } from '../app/delivery-ports.ts';
import { fireForPerson } from '../app/due-firing.ts';
import { fireForOffice } from '../app/due-office.ts';
import type { DueItem } from '../app/due-ports.ts';
import type { Store, Work } from '../app/ports.ts';
import { dueNotice } from '../conversation/due-notices.ts';
import type { EpochMs } from '../lib/clock.ts';
import { type DigestPostOptions, postDigest } from './digest-post.ts';
import { errorFields, type Log } from './log.ts';
import { isStorageFailure } from './storage-failure.ts';

export interface DueScanOptions extends DigestPostOptions {
  readonly store: Store;
  readonly unitOfWork: UnitOfWork;
  readonly random: Work['random'];
  readonly zone: string;
  readonly log: Log;
}

/** People of one commit; between two of them others get their turn. */
const PEOPLE_A_ROUND = 200;
/** Closings add rows that are due at once: those of the first pass are taken by the second. */
const PASSES = 3;

/**
 * Takes everything that is due at `now` in rounds, each one commit, and yields after each how many rows fired. Each
 * person's rows are one savepoint and one message; what cannot be fired holds up nothing else.
 */
export function* scanDue(options: DueScanOptions, now: EpochMs): Generator<number> {
  const { store, unitOfWork } = options;
  for (let pass = 0; pass < PASSES; pass += 1) {
    const due = store.dueItems.due(now);
    if (due.length === 0) return;
    const office = due.filter(({ memberId }) => memberId === null);
    // Of several that were missed the last one speaks for all.
    const latest = office.filter((item, index) => !office.slice(index + 1).some(({ kind }) => repeats(item, kind)));
    if (latest.length > 0) yield unitOfWork.run(() => sum(latest.map((item) => take(options, [item], now))));
    const people = byPerson(due);
    for (let start = 0; start < people.length; start += PEOPLE_A_ROUND) {
      const round = people.slice(start, start + PEOPLE_A_ROUND);
      yield unitOfWork.run(() => sum(round.map((items) => take(options, items, now))));
    }
  }
}

function byPerson(due: readonly DueItem[]): readonly (readonly DueItem[])[] {
  const people = new Map<number, DueItem[]>();
  for (const item of due) {
    if (item.memberId === null) continue;
    const items = people.get(item.memberId);
    if (items === undefined) people.set(item.memberId, [item]);
    else items.push(item);
  }
  return [...people.values()];
}

function repeats(item: DueItem, kind: DueItem['kind']): boolean {
  return item.kind === 'weekly_digest' && kind === item.kind;
}

/** How many rows of one person, or of the office, fired. */
function take(options: DueScanOptions, items: readonly DueItem[], now: EpochMs): number {
  try {
    return options.unitOfWork.nested(() => fire(options, items, now));
  } catch (error) {
    // What is due stays planned while the database cannot be written: the next scan takes it.
    if (isStorageFailure(error)) throw error;
    if (items.length > 1) return sum(items.map((item) => take(options, [item], now)));
    // A row that cannot be fired must not hold up the others, nor come again for ever.
    const [item] = items;
    if (item === undefined) return 0;
    options.log.error({ kind: item.kind, ...errorFields(error) }, 'due item failed');
    options.store.dueItems.settle(item.key, 'skipped', now);
    return 0;
  }
}

function fire(options: DueScanOptions, items: readonly DueItem[], now: EpochMs): number {
  const { store, random, zone } = options;
  const [first] = items;
  if (first === undefined) return 0;
  const work: Work = { store, now, random, zone };
  if (first.memberId === null) return fireOffice(options, work, first);
  const told = fireForPerson(work, items);
  // The day's reminders of one person, whatever they are about, are one message.
  const notice = dueNotice(told.fired, first.kind, told.expiresAt);
  if (notice !== null) options.post.notice(notice, `due:${first.key}`, now);
  return told.fired.length;
}

function fireOffice(options: DueScanOptions, work: Work, item: DueItem): number {
  const digest = fireForOffice(work, item);
  if (digest === null) return 0;
  const { key, expiresAt } = item;
  return postDigest(options, work, { digest, key: `due:${key}`, expiresAt });
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
