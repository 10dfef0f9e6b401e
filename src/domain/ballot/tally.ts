import { err, ok, type Result } from '../../lib/result.ts';
import type { Choice, Election, Nominee, RollEntry } from './election.ts';
import { MARK_VERSION, type Mark, type OpenedMark } from './mark.ts';
import { isRecused } from './pass-rule.ts';
import { type ElectionResult, type LineTotals, resultOf } from './result.ts';

/** The box of one nominee, opened. */
export interface OpenedBox {
  readonly nominee: number;
  readonly marks: readonly OpenedMark[];
}

/** The paper ballots' totals of one line, as two tellers confirmed them. */
export interface PaperTotals extends LineTotals {
  readonly nominee: number;
}

/** What does not add up, where, and by how much; `nominee` is null where it is no single line. */
export interface CountProblem {
  readonly code:
    | 'count_roll_differs'
    | 'count_boxes_differ'
    | 'count_marks_differ'
    | 'count_paper_lines_differ'
    | 'count_paper_differs';
  readonly nominee: number | null;
  readonly expected: number;
  readonly found: number;
}

/**
 * Counts the opened boxes and the paper totals against the roll. Each box must hold one mark of everybody who voted
 * electronically and is not recused from its line, and the paper totals one of every paper ballot, or nothing is
 * counted. The order of boxes, marks and roll means nothing.
 */
export function countElection(
  election: Election,
  roll: readonly RollEntry[],
  boxes: readonly OpenedBox[],
  paper: readonly PaperTotals[],
): Result<ElectionResult, CountProblem> {
  const voters = roll.filter(({ voted }) => voted);
  const byPaper = voters.filter(({ way }) => way === 'paper').length;
  const problem =
    rollProblem(election, roll) ??
    linesProblem('count_boxes_differ', election.nominees, boxes) ??
    linesProblem('count_paper_lines_differ', byPaper === 0 ? [] : election.nominees, paper);
  if (problem !== null) return err(problem);

  const lines = new Map<number, LineTotals>();
  for (const nominee of election.nominees) {
    const { number } = nominee;
    const entitled = voters.filter((voter) => !isRecused(election, nominee, voter));
    const marks = boxes.flatMap((box) => (box.nominee === number ? box.marks : []));
    const sheets = paper.find((totals) => totals.nominee === number) ?? NOTHING;
    const expectedMarks = entitled.filter(({ way }) => way === 'electronic').length;
    const expectedSheets = entitled.length - expectedMarks;
    if (marks.length !== expectedMarks) return err(differs('count_marks_differ', number, expectedMarks, marks.length));
    if (!countable(sheets) || sum(sheets) !== expectedSheets) {
      return err(differs('count_paper_differs', number, expectedSheets, sum(sheets)));
    }
    lines.set(number, added(countBox(number, marks), sheets));
  }
  return ok(resultOf(election, { voted: voters.length, paper: byPaper }, lines));
}

/**
 * The totals of one box. A mark that is unreadable, of another version or of another nominee is invalid. Of marks with
 * the same serial one counts and the copies are invalid; if they differ in what they choose, all are, since nobody can
 * say which was cast.
 */
export function countBox(nominee: number, marks: readonly OpenedMark[]): LineTotals {
  const valid = marks.filter((mark) => isValid(mark, nominee));
  const counts: Record<Choice, number> = { agree: 0, disagree: 0, no_opinion: 0 };
  let counted = 0;
  for (const choices of bySerial(valid).values()) {
    const [choice] = choices;
    if (choice === undefined || choices.size > 1) continue;
    counts[choice] += 1;
    counted += 1;
  }
  const { agree, disagree, no_opinion: noOpinion } = counts;
  return { agree, disagree, noOpinion, invalid: marks.length - counted };
}

function isValid(mark: OpenedMark, nominee: number): mark is Mark {
  return !('unreadable' in mark) && mark.version === MARK_VERSION && mark.nominee === nominee;
}

function bySerial(marks: readonly Mark[]): ReadonlyMap<string, ReadonlySet<Choice>> {
  const found = new Map<string, Set<Choice>>();
  for (const { serial, choice } of marks) {
    const known = found.get(serial);
    if (known === undefined) found.set(serial, new Set([choice]));
    else known.add(choice);
  }
  return found;
}

function rollProblem(election: Election, roll: readonly RollEntry[]): CountProblem | null {
  const frozen = new Map(election.roll.map(({ code, way }) => [code, way]));
  const known = new Set(roll.filter(({ code, way }) => frozen.get(code) === way).map(({ code }) => code));
  if (known.size === frozen.size && roll.length === frozen.size) return null;
  return differs('count_roll_differs', null, frozen.size, roll.length === frozen.size ? known.size : roll.length);
}

function linesProblem(
  code: CountProblem['code'],
  nominees: readonly Nominee[],
  lines: readonly { readonly nominee: number }[],
): CountProblem | null {
  for (const { nominee } of lines) {
    if (!nominees.some(({ number }) => number === nominee)) return differs(code, nominee, 0, 1);
  }
  for (const { number } of nominees) {
    const found = lines.filter(({ nominee }) => nominee === number).length;
    if (found !== 1) return differs(code, number, 1, found);
  }
  return null;
}

const NOTHING: LineTotals = { agree: 0, disagree: 0, noOpinion: 0, invalid: 0 };

function parts({ agree, disagree, noOpinion, invalid }: LineTotals): readonly number[] {
  return [agree, disagree, noOpinion, invalid];
}

function sum(totals: LineTotals): number {
  return parts(totals).reduce((all, part) => all + part, 0);
}

function countable(totals: LineTotals): boolean {
  return parts(totals).every((part) => Number.isSafeInteger(part) && part >= 0);
}

function added(left: LineTotals, right: LineTotals): LineTotals {
  return {
    agree: left.agree + right.agree,
    disagree: left.disagree + right.disagree,
    noOpinion: left.noOpinion + right.noOpinion,
    invalid: left.invalid + right.invalid,
  };
}

function differs(code: CountProblem['code'], nominee: number | null, expected: number, found: number): CountProblem {
  return { code, nominee, expected, found };
}
