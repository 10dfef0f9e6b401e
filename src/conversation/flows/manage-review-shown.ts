import type { Campaign } from '../../app/ports.ts';
import { reviewProgress } from '../../app/review.ts';
import { changesSinceSnapshot, frozenSnapshot } from '../../app/review-snapshot.ts';
import type { Review, ReviewRound } from '../../domain/review.ts';
import type { ItemStatus } from '../../domain/review-content.ts';
import type { MemberContext } from '../context.ts';
import { divisionLines, owingLines } from '../owing-wording.ts';
import { type Say, say } from '../text-key.ts';
import { commaList } from '../wording.ts';
import { NAMED_IN_DIVISION } from './manage-shown.ts';

/** Differences that a message lists; the rest is counted. */
const MOST_DIFFERENCES = 15;

/** Reports by division, and by name who still owes: the secretary is entitled to names. */
export function reviewProgressLines(context: MemberContext, campaign: Campaign, round: ReviewRound): readonly Say[] {
  const divisions = reviewProgress(context, campaign, round);
  const waiting = divisions.reduce((sum, { byDuty }) => sum + byDuty.reported, 0);
  const lines = divisionLines(divisions, ({ name, people, byDuty, collective }) =>
    say('manage.review.division', {
      name,
      people,
      reported: byDuty.reported + byDuty.confirmed,
      confirmed: byDuty.confirmed,
      collective: say(`review.duty.${collective}`),
    }),
  );
  const owing = owingLines(divisions, NAMED_IN_DIVISION);
  return [
    ...lines,
    say('manage.review.waiting', { count: waiting }),
    ...(owing.length === 0 ? [say('manage.review.all_reported')] : [say('manage.review.owing')]),
    ...owing,
  ];
}

/** What the review said when it closed. */
export function snapshotLines(context: MemberContext, review: Review): readonly Say[] {
  const frozen = frozenSnapshot(context, review);
  if (frozen === null) return [say('manage.review.no_snapshot')];
  const { said, takenAt, sha256 } = frozen;
  const { reported, confirmed, owes, returned } = said.people;
  return [
    say('manage.review.snapshot_heading', { at: { as: 'moment', date: takenAt } }),
    say('manage.review.snapshot_people', { reported: reported + confirmed, confirmed, missing: owes + returned }),
    ...statusLine(said.statuses),
    ...divisionLines(said.divisions, ({ name, people, collective }) =>
      say('manage.review.division', {
        name,
        people: people.owes + people.returned + people.reported + people.confirmed,
        reported: people.reported + people.confirmed,
        confirmed: people.confirmed,
        collective: say(`review.duty.${collective}`),
      }),
    ),
    say('manage.review.checksum', { sha256: sha256.slice(0, 16) }),
  ];
}

/** How often reports say what of a promise; nothing where they say nothing yet. */
export function statusLine(statuses: Readonly<Partial<Record<ItemStatus, number>>>): readonly Say[] {
  const counts = Object.entries(statuses) as readonly (readonly [ItemStatus, number])[];
  if (counts.length === 0) return [];
  const list = counts.map(([status, count]) =>
    say('manage.review.status_count', { status: say(`report.status.${status}`), count }),
  );
  return [say('manage.review.statuses', { list: commaList(list) })];
}

/** What came after the snapshot, with the reasons of late permissions. */
export function differenceLines(context: MemberContext, campaign: Campaign, review: Review): readonly Say[] {
  const differences = changesSinceSnapshot(context, campaign, review);
  if (differences.length === 0) return [say('manage.review.no_differences')];
  const more = differences.length - MOST_DIFFERENCES;
  return [
    say('manage.review.differences_heading', { count: differences.length }),
    ...differences.slice(0, MOST_DIFFERENCES).map(({ name, before, now }) =>
      say('manage.review.difference', {
        name,
        before: say(`review.duty.${before.duty}`),
        now: say(`review.duty.${now.duty}`),
        version: now.version,
      }),
    ),
    ...(more > 0 ? [say('manage.import.more', { count: more })] : []),
  ];
}
