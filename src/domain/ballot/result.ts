import type { Title } from '../title.ts';
import type { Election, Nominee } from './election.ts';
import { baseOf, electionQuorum, neededVotes, type Percent, passes, percentOf, ruleOf } from './pass-rule.ts';

/** How the marks of one line were: paper and electronic ones together. */
export interface LineTotals {
  readonly agree: number;
  readonly disagree: number;
  readonly noOpinion: number;
  readonly invalid: number;
}

/** What the council said of one nominee. */
export interface LineResult extends LineTotals {
  readonly nominee: number;
  /** All marks of the line, invalid ones too; fewer than voted where somebody abstains on their own line. */
  readonly marks: number;
  /** What the share is taken of, as the rule says. */
  readonly base: number;
  /** The least number of agreeing marks that passes. */
  readonly needed: number;
  /** Agreeing marks of the base; null where nobody marked. */
  readonly percent: Percent | null;
  readonly passed: boolean;
}

/** How many passed for a title, against its cap: more than its places are flagged for the council, never cut. */
export interface TitleResult {
  readonly title: Title;
  readonly passed: number;
  readonly places: number | null;
  readonly overCap: boolean;
}

/** The record of a count, from which minutes and publication are made. It names no member. */
export interface ElectionResult {
  readonly members: number;
  readonly voted: number;
  readonly absent: number;
  /** Of those who voted, how many did on paper. */
  readonly paper: number;
  readonly quorum: number;
  readonly quorumMet: boolean;
  /** In the order of the ballot. */
  readonly lines: readonly LineResult[];
  readonly titles: readonly TitleResult[];
}

/** Puts totals of every line under the election's rules; a line without totals is a bug. */
export function resultOf(
  election: Election,
  { voted, paper }: { readonly voted: number; readonly paper: number },
  totals: ReadonlyMap<number, LineTotals>,
): ElectionResult {
  const members = election.roll.length;
  const quorum = electionQuorum(election);
  const ordered = election.nominees.toSorted((left, right) => left.number - right.number);
  const judged = ordered.map((nominee) => ({ nominee, line: judge(election, nominee, totals.get(nominee.number)) }));
  return {
    members,
    voted,
    absent: members - voted,
    paper,
    quorum,
    quorumMet: voted >= quorum,
    lines: judged.map(({ line }) => line),
    titles: [...new Set(ordered.map(({ title }) => title))].map((title) => {
      const { places } = ruleOf(election, title);
      const passed = judged.filter(({ nominee, line }) => nominee.title === title && line.passed).length;
      return { title, passed, places, overCap: places !== null && passed > places };
    }),
  };
}

/** Blank and invalid marks agree with nothing, and stay in the base: who gave one has voted. */
function judge(election: Election, nominee: Nominee, totals: LineTotals | undefined): LineResult {
  if (totals === undefined) throw new Error(`no totals for nominee ${nominee.number}`);
  const { agree, disagree, noOpinion, invalid } = totals;
  const { voting } = ruleOf(election, nominee.title);
  const marks = agree + disagree + noOpinion + invalid;
  const base = baseOf(voting, election.roll.length, marks);
  return {
    nominee: nominee.number,
    agree,
    disagree,
    noOpinion,
    invalid,
    marks,
    base,
    needed: neededVotes(voting, base),
    percent: percentOf(agree, base),
    passed: passes(voting, agree, base),
  };
}
