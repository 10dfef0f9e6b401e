import type { Election, Nominee } from '../../domain/ballot/election.ts';
import { ruleOf } from '../../domain/ballot/pass-rule.ts';
import type { ElectionResult, LineResult, TitleResult } from '../../domain/ballot/result.ts';
import type { DocumentWords } from './document-words.ts';
import type { DataOf, Shape } from './shape.ts';
import { votingRuleText } from './voting-rule-text.ts';

export const COUNT_TITLE = {
  order: 'text',
  title: 'text',
  condition: 'text',
  grounds: 'text',
  capped: 'flag',
  places: 'text',
  over_cap: 'flag',
  passed_count: 'text',
  nominees_of_title: 'text',
  passed_names: 'text',
  lines: {
    line_number: 'text',
    nominee: 'text',
    division: 'text',
    agree: 'text',
    disagree: 'text',
    no_opinion: 'text',
    invalid: 'text',
    base: 'text',
    needed: 'text',
    percent: 'text',
    outcome: 'text',
  },
} as const satisfies Shape;

/** The result of each title, with its rule and its lines in the order of the ballot. */
export function countTitles(
  election: Election,
  result: ElectionResult,
  words: DocumentWords,
): readonly DataOf<typeof COUNT_TITLE>[] {
  return result.titles.map((title, index) => titleData(election, result, title, index + 1, words));
}

function titleData(
  election: Election,
  { lines }: ElectionResult,
  { title, passed, places, overCap }: TitleResult,
  order: number,
  words: DocumentWords,
): DataOf<typeof COUNT_TITLE> {
  const { voting } = ruleOf(election, title);
  const nominees = election.nominees.filter((nominee) => nominee.title === title);
  const judged = lines.flatMap((line) => {
    const nominee = nominees.find(({ number }) => number === line.nominee);
    return nominee === undefined ? [] : [{ nominee, line }];
  });
  const names = judged.filter(({ line }) => line.passed).map(({ nominee }) => nominee.name);
  return {
    order: String(order),
    title: words.text(`title.${title}`),
    condition: votingRuleText(voting, election.roll.length, words),
    grounds: voting.grounds,
    capped: places !== null,
    places: places === null ? '' : String(places),
    over_cap: overCap,
    passed_count: String(passed),
    nominees_of_title: String(nominees.length),
    passed_names: names.join(', ') || words.text('document.nobody'),
    lines: judged.map(({ nominee, line }) => lineData(nominee, line, words)),
  };
}

function lineData({ number, name, division }: Nominee, line: LineResult, words: DocumentWords) {
  return {
    line_number: String(number),
    nominee: name,
    division,
    agree: String(line.agree),
    disagree: String(line.disagree),
    no_opinion: String(line.noOpinion),
    invalid: String(line.invalid),
    base: String(line.base),
    needed: String(line.needed),
    percent: words.percent(line.percent),
    outcome: words.text(line.passed ? 'document.outcome.passed' : 'document.outcome.not_passed'),
  };
}
