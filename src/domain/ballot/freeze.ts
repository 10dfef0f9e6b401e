import { err, ok, type Result } from '../../lib/result.ts';
import type { VotingRule } from '../plan.ts';
import type { Custody, Election, ElectionRule, Nominee } from './election.ts';

/** What keeps an election from being frozen. */
export type ElectionProblem =
  | 'election_roll_empty'
  | 'election_roll_repeats'
  | 'election_no_nominees'
  | 'election_nominee_numbers'
  | 'election_nominee_repeats'
  | 'election_rules_missing'
  | 'election_rule_not_secret'
  | 'election_rule_unusable'
  | 'election_places_unusable'
  | 'election_window_empty'
  | 'election_tellers_unusable';

/** A mark names its nominee in two bytes; no ballot comes near. */
export const MOST_NOMINEES = 65_535;
/** Two at least, or a single teller could read the boxes; 255 is what Shamir's scheme over bytes can share. */
const LEAST_TELLERS = 2;
const MOST_TELLERS = 255;

/** The election with every list in its own order, or what is wrong with it first. */
export function freeze(election: Election): Result<Election, ElectionProblem> {
  const problem = problemOf(election);
  if (problem !== null) return err(problem);
  const { roll, nominees, rules, custody } = election;
  return ok({
    ...election,
    roll: roll.toSorted(by(({ code }) => code)),
    nominees: nominees.toSorted((left, right) => left.number - right.number),
    rules: rules.toSorted(by(({ voting }) => voting.title)),
    custody:
      custody.by === 'server' ? custody : { ...custody, tellers: custody.tellers.toSorted(by(({ code }) => code)) },
  });
}

function problemOf({ roll, nominees, rules, window, custody }: Election): ElectionProblem | null {
  if (roll.length === 0) return 'election_roll_empty';
  if (repeats(roll.map(({ code }) => code))) return 'election_roll_repeats';
  if (nominees.length === 0) return 'election_no_nominees';
  if (!numbered(nominees)) return 'election_nominee_numbers';
  if (repeats(nominees.map(({ title, code }) => `${title}:${code}`))) return 'election_nominee_repeats';
  const titles = rules.map(({ voting }) => voting.title);
  if (repeats(titles) || nominees.some(({ title }) => !titles.includes(title))) return 'election_rules_missing';
  return rules.map(ruleProblem).find((found) => found !== null) ?? timeProblem(window) ?? custodyProblem(custody);
}

function ruleProblem({ voting, places }: ElectionRule): ElectionProblem | null {
  if (voting.method !== 'secret_ballot') return 'election_rule_not_secret';
  const { numerator, denominator, comparator, quorum } = voting;
  // "More than all" can never be reached, and "at least nothing" passes those whom nobody wants.
  const reachable = comparator === '>=' ? isShare({ numerator, denominator }) : numerator < denominator;
  if (!reachable || !isFraction({ numerator, denominator }) || !isShare(quorum)) return 'election_rule_unusable';
  return places === null || (Number.isSafeInteger(places) && places >= 0) ? null : 'election_places_unusable';
}

type Fraction = VotingRule['quorum'];

function isFraction({ numerator, denominator }: Fraction): boolean {
  return Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) && numerator >= 0;
}

function isShare(fraction: Fraction): boolean {
  return isFraction(fraction) && fraction.numerator > 0 && fraction.numerator <= fraction.denominator;
}

function timeProblem({ from, until }: Election['window']): ElectionProblem | null {
  return Number.isSafeInteger(from) && Number.isSafeInteger(until) && from < until ? null : 'election_window_empty';
}

function custodyProblem(custody: Custody): ElectionProblem | null {
  if (custody.by === 'server') return null;
  const { needed, tellers } = custody;
  const usable = Number.isInteger(needed) && needed >= LEAST_TELLERS && needed <= tellers.length;
  return usable && tellers.length <= MOST_TELLERS && !repeats(tellers.map(({ code }) => code))
    ? null
    : 'election_tellers_unusable';
}

function numbered(nominees: readonly Nominee[]): boolean {
  const numbers = new Set(nominees.map(({ number }) => number));
  return nominees.length <= MOST_NOMINEES && nominees.every((_, index) => numbers.has(index + 1));
}

/** Two spellings of one text that look the same are the same. */
function repeats(texts: readonly string[]): boolean {
  return new Set(texts.map((text) => text.normalize('NFC'))).size < texts.length;
}

function by<T>(key: (entry: T) => string): (left: T, right: T) => number {
  return (left, right) => (key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0);
}
