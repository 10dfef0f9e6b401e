import { wantedSay } from '../../conversation/figure-wording.ts';
import { actualSay, markSay, sentence } from '../../conversation/target-wording.ts';
import type { Plan } from '../../domain/plan.ts';
import type { ReviewRound } from '../../domain/review.ts';
import type { Standings, TargetStanding, YearCounts } from '../../domain/standings/view.ts';
import type { Title } from '../../domain/title.ts';
import type { Result } from '../../lib/result.ts';
import type { DocumentWords } from './document-words.ts';
import { fillTemplate, type Template } from './fill-template.ts';
import { AGENCY_HEAD, agencyHead, type PaperDetails, SIGNED, signed } from './letterhead.ts';
import type { DataOf, Shape } from './shape.ts';
import { shareText } from './share-text.ts';
import type { TemplateProblem } from './template-problem.ts';

/** What a report on the campaign is made from. */
export interface CampaignReport extends PaperDetails {
  readonly plan: Plan;
  readonly round: ReviewRound;
  readonly standings: Standings;
  /** What was recorded of the years, the campaign's own among them once it has results. */
  readonly years: readonly YearCounts[];
}

export const CAMPAIGN_REPORT = {
  ...AGENCY_HEAD,
  ...SIGNED,
  plan_title: 'text',
  plan_number: 'text',
  plan_date: 'text',
  as_of: 'text',
  registered_share: 'text',
  accepted_count: 'text',
  registered_by_division: { division: 'text', registered_share: 'text' },
  title_counts: {
    order: 'text',
    title: 'text',
    registered_count: 'text',
    accepted_count: 'text',
    achieved_count: 'text',
  },
  reviewed: 'flag',
  reported_share: 'text',
  confirmed_count: 'text',
  report_targets: { order: 'text', target: 'text', wanted: 'text', actual: 'text', assessment: 'text' },
  targets_met: 'text',
  targets_not_met: 'text',
  targets_unknown: 'text',
  exemplars_listed: 'text',
  exemplars_spread: 'text',
  exemplars_recognised: 'text',
  movements: { movement: 'text' },
} as const satisfies Shape;

/** A report on half of the year or on all of it (báo cáo sơ kết, tổng kết) as a Word file: figures filled, prose left. */
export function campaignReport(
  report: CampaignReport,
  template: Template,
  words: DocumentWords,
): Promise<Result<Uint8Array, TemplateProblem>> {
  return fillTemplate(template, CAMPAIGN_REPORT, campaignReportData(report, words), words);
}

function campaignReportData(report: CampaignReport, words: DocumentWords): DataOf<typeof CAMPAIGN_REPORT> {
  const { plan, standings, round } = report;
  const { registration, divisions, targets, exemplars } = standings;
  const review = standings.reviews.find((one) => one.round === round) ?? null;
  const met = (verdict: boolean | null): string =>
    String(targets.filter(({ achieved }) => (achieved?.assessment.met ?? null) === verdict).length);
  return {
    ...agencyHead(report, words),
    ...signed(plan.agency, words),
    plan_title: plan.title,
    plan_number: words.orByHand(plan.issued?.number ?? null),
    plan_date: words.day(plan.issued?.date ?? null, plan.year),
    as_of: words.moment(standings.at),
    registered_share: shareText(registration.handedIn, registration.people, words),
    accepted_count: String(registration.accepted),
    registered_by_division: divisions.map(({ name, registration: { handedIn, people } }) => ({
      division: name,
      registered_share: shareText(handedIn, people, words),
    })),
    title_counts: standings.titles.map(({ title, registered, accepted }, index) => ({
      order: String(index + 1),
      title: words.text(`title.${title}`),
      registered_count: String(registered),
      accepted_count: String(accepted),
      achieved_count: achievedText(report, title, words),
    })),
    reviewed: review !== null,
    reported_share: review === null ? '' : shareText(review.reported, review.people, words),
    confirmed_count: review === null ? '' : String(review.confirmed),
    report_targets: targets.map((standing, index) => targetRow(standing, index + 1, words)),
    targets_met: met(true),
    targets_not_met: met(false),
    targets_unknown: met(null),
    exemplars_listed: String(exemplars.listed),
    exemplars_spread: String(exemplars.spread),
    exemplars_recognised: String(exemplars.recognised),
    movements: plan.movements.map(({ name }) => ({ movement: name })),
  };
}

/** Holders as decided; before the year's decisions are recorded that is not known, which is not none. */
function achievedText({ years, year }: CampaignReport, title: Title, words: DocumentWords): string {
  const recorded = years.find((one) => one.year === year);
  if (recorded === undefined) return words.text('document.not_decided');
  return String(recorded.titles.find((one) => one.title === title)?.holders ?? 0);
}

function targetRow(standing: TargetStanding, order: number, words: DocumentWords) {
  const { target, achieved } = standing;
  return {
    order: String(order),
    target: sentence(target.text),
    wanted: words.said(wantedSay(target)),
    actual: achieved === null ? '' : words.said(actualSay(standing, achieved)),
    assessment: achieved === null ? words.text('targets.mark.unknown') : words.said(markSay(achieved)),
  };
}
