import type { Pledge } from '../domain/pledge.ts';
import { dutyOf, type Report, type Review } from '../domain/review.ts';
import { recognisedLevel } from '../domain/review-content.ts';
import {
  differencesSince,
  type ReportedPledge,
  type ReviewFacts,
  type ReviewSnapshot,
  type SnapshotDifference,
  snapshotOf,
  type TargetFigures,
} from '../domain/review-snapshot.ts';
import { sha256Hex } from '../lib/ids.ts';
import type { Campaign, Work } from './ports.ts';
import type { StoredSnapshot } from './review-ports.ts';
import { activeDivisions, standings } from './standings.ts';

/** The snapshot of a review as it stands at this moment, ready to be frozen. */
export function takeSnapshot(work: Work, campaign: Campaign, review: Review): StoredSnapshot {
  const body = JSON.stringify(snapshotOf(factsOf(work, campaign, review)));
  return { takenAt: work.now, sha256: sha256Hex(body), body };
}

/** The frozen snapshot of a review, null before its closing. */
export function frozenSnapshot(
  work: Work,
  review: Review,
): (StoredSnapshot & { readonly said: ReviewSnapshot }) | null {
  const stored = work.store.reviews.snapshot(review.id);
  // Written by `takeSnapshot` alone.
  return stored === null ? null : { ...stored, said: JSON.parse(stored.body) as ReviewSnapshot };
}

/** What changed since a review was frozen: late reports, decisions and corrections, kept apart from the snapshot. */
export function changesSinceSnapshot(work: Work, campaign: Campaign, review: Review): readonly SnapshotDifference[] {
  const frozen = frozenSnapshot(work, review);
  return frozen === null ? [] : differencesSince(frozen.said, snapshotOf(factsOf(work, campaign, review)));
}

function factsOf(work: Work, campaign: Campaign, review: Review): ReviewFacts {
  const reports = work.store.reviewReports.all(review.id);
  const divisions = activeDivisions(work.store);
  const pledges = reportedPledges(work, campaign, reports);
  return {
    year: campaign.year,
    round: review.round,
    takenAt: work.now,
    divisions: divisions.map(({ code, name }) => ({ code, name })),
    pledges,
    targets: targetFigures(work, campaign, pledges),
    indicators: indicatorFigures(work, campaign, review),
  };
}

function reportedPledges(work: Work, campaign: Campaign, reports: readonly Report[]): readonly ReportedPledge[] {
  const { store } = work;
  const byMember = new Map(reports.map((report) => [report.memberId, report]));
  const byDivision = new Map(
    reports.flatMap((report) => (report.kind === 'collective' ? [[report.divisionId, report]] : [])),
  );
  const divisions = new Map(store.divisions.all().map((division) => [division.id, division]));
  const people = new Map(store.members.active().map((person) => [person.id, person]));
  return store.pledges
    .inStates(campaign.id, ['submitted', 'endorsed', 'accepted'])
    .flatMap((pledge: Pledge): readonly ReportedPledge[] => {
      const report =
        (pledge.memberId === null ? byDivision.get(pledge.divisionId) : byMember.get(pledge.memberId)) ?? null;
      const division = divisions.get(pledge.divisionId);
      const owner = pledge.memberId === null ? division : people.get(pledge.memberId);
      if (owner === undefined || division === undefined) return [];
      return [
        {
          kind: pledge.kind,
          code: owner.code,
          name: 'fullName' in owner ? owner.fullName : owner.name,
          divisionCode: division.code,
          duty: dutyOf(report),
          version: report?.version ?? 0,
          content: report?.content ?? null,
        },
      ];
    });
}

function targetFigures(work: Work, campaign: Campaign, pledges: readonly ReportedPledge[]): readonly TargetFigures[] {
  return standings(work, campaign, null).targets.map(({ target, registered }) => {
    const { measure } = target;
    // Titles and commendations are decided after the review; only initiatives have a result of their own before.
    const reported = measure.of === 'initiative' ? recognisedAt(pledges, measure.level) : null;
    return {
      code: target.code,
      text: target.text,
      registered: registered?.count ?? null,
      reported,
      base: registered?.base ?? null,
    };
  });
}

function indicatorFigures(work: Work, campaign: Campaign, review: Review): ReviewFacts['indicators'] {
  const divisions = new Map(work.store.divisions.all().map(({ id, code }) => [id, code]));
  return work.store.indicators.current(campaign.id, review.round).map((entered) => ({
    code: entered.code,
    division: entered.divisionId === null ? null : (divisions.get(entered.divisionId) ?? ''),
    asOf: entered.asOf,
    figure: entered.figure,
    source: entered.source,
    note: entered.note,
  }));
}

function recognisedAt(pledges: readonly ReportedPledge[], level: string): number {
  return pledges.filter(
    ({ duty, content }) =>
      (duty === 'reported' || duty === 'confirmed') &&
      (content?.items.some((item) => recognisedLevel(item.status) === level) ?? false),
  ).length;
}
