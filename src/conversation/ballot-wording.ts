import { holderOfNominee } from '../app/election-results.ts';
import type { Campaign, Work } from '../app/ports.ts';
import type { Election, Nominee } from '../domain/ballot/election.ts';
import { heldTitles, type ResultHolder } from '../domain/history.ts';
import type { PledgeContent } from '../domain/pledge.ts';
import { REVIEW_ROUNDS } from '../domain/review.ts';
import type { ReportItem } from '../domain/review-content.ts';
import { isIndividualTitle } from '../domain/title.ts';
import { groupedBy } from '../lib/grouping.ts';
import { roundHeading } from './review-wording.ts';
import { type Say, say } from './text-key.ts';
import { commaList, shortTitleSay, titleSay } from './wording.ts';

// Nominees as texts to say: what the council's members see of them, wherever they vote.

/** A line of the ballot: number, name, division, title. */
export function nomineeSay({ number, name, division, title }: Nominee): Say {
  const params = { number: String(number), name, title: shortTitleSay(title) };
  return isIndividualTitle(title)
    ? say('ballot.nominee', { ...params, division })
    : say('ballot.nominee.collective', params);
}

/**
 * What a member reads about a nominee: division, titles, initiative, commitments and what was reported on them. The notes
 * of reports are left out: people write there why something is late, an illness among it.
 */
export function nomineeCard(
  work: Pick<Work, 'store'>,
  election: Pick<Election, 'year'>,
  nominee: Nominee,
): readonly Say[] {
  const { number, name, division, title } = nominee;
  const heading = [
    say('ballot.card.name', { number: String(number), name }),
    say('ballot.card.title', { title: titleSay(title) }),
    ...(isIndividualTitle(title) ? [say('ballot.card.division', { division })] : []),
  ];
  const campaign = work.store.campaigns.byYear(election.year);
  const holder = holderOfNominee(work, nominee);
  if (campaign === null || holder === null) return heading;
  const content = pledgedBy(work, campaign, holder);
  const items = reportedBy(work, campaign, holder);
  return [
    ...heading,
    ...(content === null ? [] : promiseLines(content, items?.items ?? [])),
    ...recordLines(work, campaign.year, holder),
    items === null ? say('ballot.card.no_report') : reportLine(items),
  ];
}

function pledgedBy({ store }: Pick<Work, 'store'>, { id }: Campaign, holder: ResultHolder): PledgeContent | null {
  if (holder.of === 'agency') return null;
  const pledge =
    holder.of === 'person'
      ? store.pledges.ofMember(id, holder.memberId)
      : store.pledges.ofDivision(id, holder.divisionId);
  return pledge?.content ?? null;
}

/** The newest report that was handed in on the pledge. */
interface Reported {
  readonly round: (typeof REVIEW_ROUNDS)[number];
  readonly confirmed: boolean;
  readonly items: readonly ReportItem[];
}

function reportedBy({ store }: Pick<Work, 'store'>, campaign: Campaign, holder: ResultHolder): Reported | null {
  for (const round of REVIEW_ROUNDS.toReversed()) {
    const review = store.reviews.find(campaign.id, round);
    if (review === null || holder.of === 'agency') continue;
    const report =
      holder.of === 'person'
        ? store.reviewReports.ofMember(review.id, holder.memberId)
        : store.reviewReports.ofDivision(review.id, holder.divisionId);
    // What came back to its author is not what anybody stands by.
    const stands = report?.state === 'submitted' || report?.state === 'confirmed';
    if (stands && report.content !== null) {
      return { round, confirmed: report.state === 'confirmed', items: report.content.items };
    }
  }
  return null;
}

function promiseLines(
  { titles, initiative, commitments }: PledgeContent,
  items: readonly ReportItem[],
): readonly Say[] {
  const withStatus = (text: string): Say => {
    const status = items.find((item) => item.text === text)?.status ?? null;
    if (status === null) return say('ballot.card.commitment', { text });
    return say('ballot.card.commitment_status', { text, status: say(`report.status.${status}`) });
  };
  return [
    say('ballot.card.titles', { titles: commaList(titles.map(titleSay)) }),
    ...(initiative === null
      ? []
      : [
          say('ballot.card.initiative', { name: initiative.name, level: say(`level.${initiative.level}`) }),
          ...initiative.summary.split('\n').map((summary) => say('pledge.line.summary', { summary })),
        ]),
    ...(commitments.length === 0 ? [] : [say('ballot.card.commitments', { count: commitments.length })]),
    ...commitments.map(({ text }) => withStatus(text)),
  ];
}

/** Initiatives that were recognised this year, and titles of the years before. */
function recordLines({ store }: Pick<Work, 'store'>, year: number, holder: ResultHolder): readonly Say[] {
  const results = store.yearResults.of(holder);
  const recognised = results.flatMap(({ year: of, achievement }) =>
    of === year && achievement.kind === 'initiative'
      ? [say('ballot.card.recognised', { name: achievement.name, level: say(`level.${achievement.level}`) })]
      : [],
  );
  const before = heldTitles(results).filter((held) => held.year < year);
  const byTitle = groupedBy(before, ({ title }) => title);
  const held = [...byTitle].map(([title, years]) =>
    say('ballot.card.held_title', {
      title: shortTitleSay(title),
      years: { list: [...new Set(years.map((one) => String(one.year)))].toSorted(), join: 'comma' },
    }),
  );
  return held.length === 0
    ? recognised
    : [...recognised, say('ballot.card.held', { titles: { list: held, join: 'semicolon' } })];
}

function reportLine({ round, confirmed, items }: Reported): Say {
  const counts = [...groupedBy(items, ({ status }) => status)].map(([status, same]) =>
    say('ballot.card.status_count', { count: same.length, status: say(`report.status.${status}`) }),
  );
  return say(confirmed ? 'ballot.card.report_confirmed' : 'ballot.card.report', {
    round: roundHeading(round),
    statuses: { list: counts, join: 'comma' },
  });
}
