import type { PledgeContent } from './pledge.ts';
import type { ReportContent } from './review-content.ts';

/** Stands where somebody's own words stood: that there were some is still to be seen. */
const GONE = '…';

/** A registration without its writer's own words: titles, forms, grade and promises of the plan's list stay. */
export function anonymousPledge(content: PledgeContent): PledgeContent {
  const { initiative, commitments } = content;
  return {
    ...content,
    initiative: initiative === null ? null : { ...initiative, name: GONE, summary: '' },
    commitments: commitments.map(({ code, text }) => ({ code, text: code === null ? GONE : text })),
  };
}

/** A report without its writer's own words and evidence: how each promise stands, and its figure, stay. */
export function anonymousReport(content: ReportContent): ReportContent {
  const items = content.items.map((item, index) => ({
    ...item,
    // The key of a promise in one's own words holds these words.
    key: item.key.startsWith('own:') ? `own:${index}` : item.key,
    text: item.key.startsWith('plan:') ? item.text : GONE,
    note: item.note === null || item.note === '' ? item.note : GONE,
    evidence: [],
  }));
  return { ...content, items };
}
