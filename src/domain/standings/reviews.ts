import { groupedBy } from '../../lib/grouping.ts';
import type { Person } from '../person.ts';
import { dutyOf, isReportedOn, type Review, type ReviewDuty } from '../review.ts';
import type { ItemStatus } from '../review-content.ts';
import type { StandingPledge, StandingReport, StatusCount } from './facts.ts';
import type { DivisionName, DivisionReview, ReviewStanding } from './view.ts';

/** How far the reports of one division are, with those whose report is missing or came back, by name. */
export interface DivisionReports extends DivisionName {
  /** Active people with a pledge to report on. */
  readonly people: number;
  readonly byDuty: DivisionReview['byDuty'];
  readonly owing: readonly Person[];
  /** What is owed for the division's collective pledge. */
  readonly collective: ReviewDuty;
}

/** The reports of a round in every division; without reports everybody still owes one. */
export function reportsByDivision(facts: {
  readonly divisions: readonly DivisionName[];
  readonly people: readonly Person[];
  readonly pledges: readonly StandingPledge[];
  readonly reports: readonly StandingReport[];
}): readonly DivisionReports[] {
  const pledges = facts.pledges.filter(isReportedOn);
  const pledged = new Set(pledges.map(({ memberId }) => memberId));
  const collectives = new Set(pledges.filter(({ kind }) => kind === 'collective').map(({ divisionId }) => divisionId));
  const byMember = new Map(facts.reports.map((report) => [report.memberId, report]));
  const byDivision = new Map(
    facts.reports.filter(({ kind }) => kind === 'collective').map((report) => [report.divisionId, report]),
  );
  const members = groupedBy(
    facts.people.filter(({ id }) => pledged.has(id)),
    ({ divisionId }) => divisionId,
  );
  return facts.divisions.map(({ id, code, name }) => {
    const people = members.get(id) ?? [];
    const byDuty = { owes: 0, returned: 0, reported: 0, confirmed: 0 };
    const owing: Person[] = [];
    for (const person of people) {
      const duty = dutyOf(byMember.get(person.id) ?? null);
      byDuty[duty] += 1;
      if (duty === 'owes' || duty === 'returned') owing.push(person);
    }
    const collective = collectives.has(id) ? dutyOf(byDivision.get(id) ?? null) : 'none';
    return { id, code, name, people: people.length, byDuty, owing, collective };
  });
}

/** What one division's reports come to. */
export function divisionReview(
  { round, state }: Pick<Review, 'round' | 'state'>,
  { people, byDuty, collective }: Pick<DivisionReports, 'people' | 'byDuty' | 'collective'>,
): DivisionReview {
  const { reported, confirmed } = byDuty;
  return { round, open: state === 'open', people, byDuty, reported: reported + confirmed, confirmed, collective };
}

/** A round over all its divisions. */
export function reviewStanding(
  review: Review,
  statuses: readonly StatusCount[] | null,
  divisions: readonly DivisionReports[],
): ReviewStanding {
  const byDuty = { owes: 0, returned: 0, reported: 0, confirmed: 0 };
  const collectives = { reported: 0, confirmed: 0, divisions: 0 };
  let people = 0;
  for (const division of divisions) {
    people += division.people;
    for (const duty of ['owes', 'returned', 'reported', 'confirmed'] as const) byDuty[duty] += division.byDuty[duty];
    if (division.collective === 'none') continue;
    collectives.divisions += 1;
    if (division.collective === 'reported' || division.collective === 'confirmed') collectives.reported += 1;
    if (division.collective === 'confirmed') collectives.confirmed += 1;
  }
  const { collective: _, ...counts } = divisionReview(review, { people, byDuty, collective: 'none' });
  const { openedAt, closedAt } = review;
  return { ...counts, openedAt, closedAt, collectives, statuses: statuses === null ? null : statusCounts(statuses) };
}

function statusCounts(counts: readonly StatusCount[]): NonNullable<ReviewStanding['statuses']> {
  const sums: Partial<Record<ItemStatus, number>> = {};
  for (const { status, count } of counts) sums[status] = (sums[status] ?? 0) + count;
  return sums;
}
