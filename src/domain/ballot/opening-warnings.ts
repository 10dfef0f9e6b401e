import type { VotingRule } from '../plan.ts';
import type { Title } from '../title.ts';
import type { Election, RollMember } from './election.ts';
import { baseOf, electionQuorum, isRecused, neededVotes, ruleOf } from './pass-rule.ts';

/**
 * How much it takes to learn marks from what is published, worst first: nothing at all; the word "passed" or "not
 * passed" when everybody votes; the same when some do not; totals that happen to be extreme.
 */
export const SEVERITIES = ['certain', 'decision', 'turnout', 'totals'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What there is to know before an election is opened; at equal severity the earlier one comes first. */
export const OPENING_WARNINGS = [
  /** No nominee of these can pass even if everybody agrees who may mark: who abstains stays in the base. */
  'cannot_pass',
  /** One or two members: each total says what they chose. */
  'too_few_members',
  /** The only paper mark is known to the tellers who enter it; of one line, where another paper voter is recused. */
  'single_paper_ballot',
  /** The only electronic mark is what remains when tellers take the paper totals off. */
  'single_electronic_ballot',
  /** "Passed" says that everybody agreed who marked. */
  'pass_reveals_all',
  /** "Not passed" says that nobody agreed. */
  'fail_reveals_all',
  /** "Passed" says that at most one did not agree. */
  'pass_reveals_nearly_all',
  /** "Not passed" says that at most one agreed. */
  'fail_reveals_nearly_all',
  /** The quorum lets a line be counted with one or two marks, or none. */
  'few_marks',
  /** All alike, whatever they chose: everybody's mark is known. */
  'unanimous_totals',
  /** No agreeing mark: nobody's support is hidden any more. */
  'nobody_agrees',
  /** The one who differs knows everybody else's mark. */
  'one_differs',
] as const;
export type OpeningFindingCode = (typeof OPENING_WARNINGS)[number];

/** One thing to acknowledge before opening. */
export interface OpeningFinding {
  readonly code: OpeningFindingCode;
  readonly severity: Severity;
  /** The lines it is about, all of one title; null and empty where it is about the whole round. */
  readonly title: Title | null;
  readonly nominees: readonly number[];
  readonly members: number;
  /** How many marks in such a box bring it about, from the fewest to the most. */
  readonly marks: { readonly least: number; readonly most: number };
  /** Agreeing marks that pass when there are `marks.most`; null where the rule has no part in it. */
  readonly needed: number | null;
}

/** With one or two marks whoever made one of them knows the rest, or nearly. */
const LEAST_HIDDEN = 3;

/** What the frozen facts alone say about how little a result may hide, worst first. Never empty. */
export function openingWarnings(election: Election): readonly OpeningFinding[] {
  const members = election.roll.length;
  const quorum = electionQuorum(election);
  const found = [
    ...roundFindings(election),
    ...lineGroups(election).flatMap((lines) => lineFindings(lines, members, quorum)),
  ];
  return found.toSorted(
    (left, right) =>
      SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity) ||
      OPENING_WARNINGS.indexOf(left.code) - OPENING_WARNINGS.indexOf(right.code) ||
      (left.nominees[0] ?? 0) - (right.nominees[0] ?? 0),
  );
}

function roundFindings({ roll }: Election): readonly OpeningFinding[] {
  const members = roll.length;
  const round = { title: null, nominees: [], members, needed: null };
  const all = { ...round, marks: { least: members, most: members } };
  return [
    ...(members < LEAST_HIDDEN ? [{ ...all, code: 'too_few_members', severity: 'certain' } as const] : []),
    ...singles(roll).map((code) => ({ ...round, ...SINGLE, code })),
    { ...all, code: 'unanimous_totals', severity: 'totals' },
    { ...all, code: 'nobody_agrees', severity: 'totals' },
    { ...all, code: 'one_differs', severity: 'totals' },
  ];
}

const SINGLE = { severity: 'certain', marks: { least: 1, most: 1 } } as const;

/** Where paper and electronic marks come apart, and one of them stands alone. */
function singles(markers: readonly RollMember[]): readonly OpeningFindingCode[] {
  const paper = markers.filter(({ way }) => way === 'paper').length;
  const electronic = markers.length - paper;
  return [
    ...(paper === 1 ? (['single_paper_ballot'] as const) : []),
    ...(paper > 0 && electronic === 1 ? (['single_electronic_ballot'] as const) : []),
  ];
}

/** Lines of one title on which equally many members mark, and marks stand alone in the same way. */
interface LineGroup {
  readonly title: Title;
  readonly nominees: readonly number[];
  readonly voting: VotingRule;
  readonly recused: number;
  /** Singles of these lines that are none of the whole round. */
  readonly singles: readonly OpeningFindingCode[];
}

function lineGroups(election: Election): readonly LineGroup[] {
  const ofRound = singles(election.roll);
  const groups = new Map<string, LineGroup & { readonly nominees: number[] }>();
  for (const line of election.nominees.toSorted((left, right) => left.number - right.number)) {
    const markers = election.roll.filter((member) => !isRecused(election, line, member));
    const recused = election.roll.length - markers.length;
    const own = singles(markers).filter((code) => !ofRound.includes(code));
    const key = [line.title, recused, ...own].join(':');
    const known = groups.get(key);
    if (known !== undefined) known.nominees.push(line.number);
    else {
      const { voting } = ruleOf(election, line.title);
      groups.set(key, { title: line.title, nominees: [line.number], voting, recused, singles: own });
    }
  }
  return [...groups.values()];
}

/** Of `marks` in a box with `needed` to pass, whether the decision alone tells what was marked. */
const TELLING: readonly {
  readonly code: OpeningFindingCode;
  readonly tells: (marks: number, needed: number) => boolean;
}[] = [
  { code: 'pass_reveals_all', tells: (marks, needed) => needed === marks },
  { code: 'fail_reveals_all', tells: (_, needed) => needed === 1 },
  { code: 'pass_reveals_nearly_all', tells: (marks, needed) => needed === marks - 1 },
  { code: 'fail_reveals_nearly_all', tells: (marks, needed) => needed === 2 && marks > 1 },
];

function lineFindings(group: LineGroup, members: number, quorum: number): readonly OpeningFinding[] {
  const { title, nominees, voting, recused } = group;
  const most = members - recused;
  // A recused member may be among those who make up the quorum.
  const least = quorum - recused;
  const neededOf = (marks: number) => neededVotes(voting, baseOf(voting, members, marks));
  const line = { title, nominees, members };

  const found: OpeningFinding[] = group.singles.map((code) => ({ ...line, ...SINGLE, code, needed: null }));
  if (neededOf(most) > most) {
    const certain = { code: 'cannot_pass', severity: 'certain' } as const;
    found.push({ ...line, ...certain, marks: { least: most, most }, needed: neededOf(most) });
  }
  for (const { code, tells } of TELLING) {
    const telling = range(Math.max(1, least), most).filter((marks) => tells(marks, neededOf(marks)));
    const [from, to] = [telling[0], telling.at(-1)];
    if (from === undefined || to === undefined) continue;
    const severity = to === most ? 'decision' : 'turnout';
    found.push({ ...line, code, severity, marks: { least: from, most: to }, needed: neededOf(to) });
  }
  if (least < LEAST_HIDDEN && members >= LEAST_HIDDEN) {
    const marks = { least, most: Math.min(LEAST_HIDDEN - 1, most) };
    found.push({ ...line, code: 'few_marks', severity: 'turnout', marks, needed: null });
  }
  return found;
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
