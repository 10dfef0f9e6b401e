import type { VotingRule } from '../plan.ts';
import { INDIVIDUAL_TITLES, type Title } from '../title.ts';
import type { Election, Nominee, RollMember } from './election.ts';

/** The part of a voting rule by which it is decided whether a nominee passes. */
export type PassMark = Pick<VotingRule, 'numerator' | 'denominator' | 'comparator'>;

/** Whether `agree` of `base` reaches the share, by cross-multiplication. Of nobody, nothing is reached. */
export function passes(rule: PassMark, agree: number, base: number): boolean {
  if (base === 0) return false;
  const reached = rule.denominator * agree;
  const demanded = rule.numerator * base;
  return rule.comparator === '>=' ? reached >= demanded : reached > demanded;
}

/** The least number of agreeing marks that passes; more than `base` where the share cannot be reached. */
export function neededVotes(rule: PassMark, base: number): number {
  if (base === 0) return 1;
  const demanded = rule.numerator * base;
  const remainder = demanded % rule.denominator;
  const whole = (demanded - remainder) / rule.denominator;
  return rule.comparator === '>=' && remainder === 0 ? whole : whole + 1;
}

/** How many members must vote for the round to count: the share rounded up, and somebody at least. */
export function quorumOf(quorum: VotingRule['quorum'], members: number): number {
  return Math.max(1, neededVotes({ ...quorum, comparator: '>=' }, members));
}

/** The quorum of a whole round: one ballot holds all titles, so the strictest of their rules counts for all. */
export function electionQuorum({ rules, roll }: Pick<Election, 'rules' | 'roll'>): number {
  return Math.max(1, ...rules.map(({ voting }) => quorumOf(voting.quorum, roll.length)));
}

/**
 * What a nominee's share is taken of. `all_members` is the roll as it was frozen: who is absent, or abstains on their
 * own line, stays in it and weighs like one who does not agree, because the rule says "of the total number of council
 * members" (decree 91 of 2017, article 45, clause 8) and nothing found takes anybody out of that number.
 * `members_voting` is those who gave a mark on this line: one who abstains on it did not vote on it.
 */
export function baseOf(rule: Pick<VotingRule, 'base'>, members: number, marks: number): number {
  return rule.base === 'all_members' ? members : marks;
}

/** The rule of a nominee's title; a frozen election has one. */
export function ruleOf({ rules }: Pick<Election, 'rules'>, title: Title): Election['rules'][number] {
  const found = rules.find(({ voting }) => voting.title === title);
  if (found === undefined) throw new Error(`no voting rule for ${title}`);
  return found;
}

/**
 * Whether a member gives no mark on this line because it is their own. Only a person's own name counts: the head of a
 * division that is put forward votes on it. Nothing found in law demands recusal; the office's rule says.
 */
export function isRecused(
  election: Pick<Election, 'rules'>,
  nominee: Nominee,
  member: Pick<RollMember, 'code'>,
): boolean {
  if (ruleOf(election, nominee.title).voting.recusal === 'votes_on_all') return false;
  return isPerson(nominee) && nominee.code === member.code;
}

/** The lines on which a member marks, in the order of the ballot; a member recused from all of them still votes. */
export function linesOf(election: Election, member: Pick<RollMember, 'code'>): readonly Nominee[] {
  return election.nominees.filter((nominee) => !isRecused(election, nominee, member));
}

/** Whether the nominee is a person, by the title. */
function isPerson({ title }: Pick<Nominee, 'title'>): boolean {
  const individual: readonly Title[] = INDIVIDUAL_TITLES;
  return individual.includes(title);
}

/** A share in percent with two decimals: 85,71 % is `{whole: 85, hundredths: 71}`. */
export interface Percent {
  readonly whole: number;
  readonly hundredths: number;
}

/**
 * `part` of `base` in percent, in integers, half a hundredth rounded up; null of nobody. For people to read: whether a
 * nominee passes is never decided by it (17.999 of 20.000 is shown as 90,00 % and is less than 90 %).
 */
export function percentOf(part: number, base: number): Percent | null {
  if (base === 0) return null;
  const doubled = 20_000 * part + base;
  const hundredths = (doubled - (doubled % (2 * base))) / (2 * base);
  return { whole: (hundredths - (hundredths % 100)) / 100, hundredths: hundredths % 100 };
}
