import type { VotingRule } from '../domain/plan.ts';
import { fold } from '../lib/vietnamese.ts';
import type { MemberContext } from './context.ts';

export type TypedShare = Pick<VotingRule, 'numerator' | 'denominator' | 'comparator'>;

// `2/3`, `90%`, `> 1/2`, `>= 70 %`.
const SHARE = /^(>=|≥|>)? ?(\d{1,3}) ?(?:\/ ?(\d{1,3})|%)$/;

/** A share typed as `từ 2/3`, `trên 50%`, `>= 90%`; without a word it is "at least". Null when it is none, or more than all. */
export function readShare(context: Pick<MemberContext, 'words'>, typed: string): TypedShare | null {
  let text = fold(typed);
  for (const [key, sign] of [
    ['election.words.at_least', '>='],
    ['election.words.more_than', '>'],
  ] as const) {
    const word = context.words(key).find((candidate) => text.startsWith(`${candidate} `));
    if (word !== undefined) text = `${sign} ${text.slice(word.length + 1)}`;
  }
  const [, sign, numerator = '', denominator = '100'] = SHARE.exec(text) ?? [];
  if (numerator === '') return null;
  const share = { numerator: Number(numerator), denominator: Number(denominator) };
  const comparator = sign === '>' ? '>' : '>=';
  const reachable = comparator === '>' ? share.numerator < share.denominator : share.numerator <= share.denominator;
  return reachable && (share.numerator > 0 || comparator === '>') ? { ...share, comparator } : null;
}
