import type { VotingRule } from '../../domain/plan.ts';
import type { DocumentWords } from './document-words.ts';

/** What it takes to pass: `từ 2/3 trở lên, tính trên tổng số 7 thành viên Hội đồng`. */
export function votingRuleText(rule: VotingRule, members: number, words: DocumentWords): string {
  const { numerator, denominator, comparator, base } = rule;
  const share = denominator === 100 ? `${numerator}%` : `${numerator}/${denominator}`;
  return words.text(comparator === '>=' ? 'document.share.at_least' : 'document.share.above', {
    share,
    base: words.text(`document.base.${base}`, { members }),
  });
}
