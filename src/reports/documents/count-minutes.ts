import type { Election, RollEntry } from '../../domain/ballot/election.ts';
import { isRecused } from '../../domain/ballot/pass-rule.ts';
import { participation } from '../../domain/ballot/reminders.ts';
import type { ElectionResult } from '../../domain/ballot/result.ts';
import type { Title } from '../../domain/title.ts';
import type { Result } from '../../lib/result.ts';
import { COUNT_TITLE, countTitles } from './count-titles.ts';
import type { DocumentWords } from './document-words.ts';
import { fillTemplate, type Template } from './fill-template.ts';
import { COUNCIL_HEAD, councilHead } from './letterhead.ts';
import { ROUND, type RoundDetails, roundData } from './round-data.ts';
import type { DataOf, Shape } from './shape.ts';
import type { TemplateProblem } from './template-problem.ts';

/** What the minutes of a count are made from. */
export interface CountMinutes extends RoundDetails {
  readonly roll: readonly RollEntry[];
  readonly result: ElectionResult;
  /** Who was put forward although a condition was not on record, with the secretary's reason. */
  readonly exceptions: readonly { readonly name: string; readonly title: Title; readonly reason: string }[];
}

export const COUNT_MINUTES = {
  ...COUNCIL_HEAD,
  ...ROUND,
  counted_at: 'text',
  members: 'text',
  quorum: 'text',
  with_exceptions: 'flag',
  exceptions: { name: 'text', title: 'text', reason: 'text' },
  voted: 'text',
  absent: 'text',
  voted_electronically: 'text',
  voted_on_paper: 'text',
  marks: 'text',
  valid_marks: 'text',
  invalid_marks: 'text',
  single_paper: 'flag',
  single_electronic: 'flag',
  titles: COUNT_TITLE,
  participation: 'flag',
  participants: 'text',
  absentees: 'text',
} as const satisfies Shape;

/** The minutes of a count (biên bản kiểm phiếu) as a Word file. */
export function countMinutes(
  minutes: CountMinutes,
  template: Template,
  words: DocumentWords,
): Promise<Result<Uint8Array, TemplateProblem>> {
  return fillTemplate(template, COUNT_MINUTES, countMinutesData(minutes, words), words);
}

/** What the minutes say, in words; who took part is listed only where that tells nobody's choice. */
function countMinutesData(minutes: CountMinutes, words: DocumentWords): DataOf<typeof COUNT_MINUTES> {
  const { election, course, roll, result } = minutes;
  const marks = sumOf(result.lines.map((line) => line.marks));
  const invalid = sumOf(result.lines.map((line) => line.invalid));
  const electronic = result.voted - result.paper;
  const listed = participation(course.state, roll);
  const namesOf = (codes: readonly string[]): string =>
    election.roll
      .filter(({ code }) => codes.includes(code))
      .map(({ name }) => name)
      .join(', ') || words.text('document.nobody');
  return {
    ...councilHead({ ...minutes, council: election.council, year: election.year }, words),
    ...roundData(minutes, words),
    counted_at: course.countedAt === null ? words.orByHand(null) : words.moment(course.countedAt),
    members: String(result.members),
    quorum: String(result.quorum),
    with_exceptions: minutes.exceptions.length > 0,
    exceptions: minutes.exceptions.map(({ name, title, reason }) => ({
      name,
      title: words.text(`title.${title}`),
      reason,
    })),
    voted: String(result.voted),
    absent: String(result.absent),
    voted_electronically: String(electronic),
    voted_on_paper: String(result.paper),
    marks: String(marks),
    valid_marks: String(marks - invalid),
    invalid_marks: String(invalid),
    single_paper: result.paper === 1 || standsAlone(election, roll, 'paper'),
    single_electronic: result.paper > 0 && (electronic === 1 || standsAlone(election, roll, 'electronic')),
    titles: countTitles(election, result, words),
    participation: listed !== null,
    participants: listed === null ? '' : namesOf(listed.voted),
    absentees: listed === null ? '' : namesOf(listed.absent),
  };
}

/** Whether on some line one mark came this way and no other: those who entered the paper ballots know it. */
function standsAlone(election: Election, roll: readonly RollEntry[], way: RollEntry['way']): boolean {
  const voters = roll.filter((entry) => entry.voted && entry.way === way);
  return election.nominees.some(
    (nominee) => voters.filter((voter) => !isRecused(election, nominee, voter)).length === 1,
  );
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
