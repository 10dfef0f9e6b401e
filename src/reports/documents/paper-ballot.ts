import { fingerprintOf } from '../../domain/ballot/canonical-text.ts';
import type { Election } from '../../domain/ballot/election.ts';
import type { Agency } from '../../domain/plan.ts';
import type { Result } from '../../lib/result.ts';
import type { DocumentWords } from './document-words.ts';
import { fillTemplate, type Template } from './fill-template.ts';
import type { DataOf, Shape } from './shape.ts';
import type { TemplateProblem } from './template-problem.ts';

export const PAPER_BALLOT = {
  agency: 'text',
  council: 'text',
  election: 'text',
  year: 'text',
  fingerprint_short: 'text',
  recusal: 'flag',
  titles: {
    order: 'text',
    title: 'text',
    lines: { line_number: 'text', nominee: 'text', division: 'text' },
  },
} as const satisfies Shape;

/** The ballot of an election for voting on paper, as a Word file; nothing on it says whose it is. */
export function paperBallot(
  election: Election,
  agency: Agency,
  template: Template,
  words: DocumentWords,
): Promise<Result<Uint8Array, TemplateProblem>> {
  return fillTemplate(template, PAPER_BALLOT, paperBallotData(election, agency, words), words);
}

function paperBallotData(election: Election, agency: Agency, words: DocumentWords): DataOf<typeof PAPER_BALLOT> {
  const nominees = election.nominees.toSorted((left, right) => left.number - right.number);
  const titles = [...new Set(nominees.map(({ title }) => title))];
  return {
    agency: agency.name,
    council: election.council,
    election: election.name,
    year: String(election.year),
    fingerprint_short: fingerprintOf(election).short,
    recusal: election.rules.some(({ voting }) => voting.recusal === 'abstains_on_own'),
    titles: titles.map((title, index) => ({
      order: String(index + 1),
      title: words.text(`title.${title}`),
      lines: nominees
        .filter((nominee) => nominee.title === title)
        .map(({ number, name, division }) => ({ line_number: String(number), nominee: name, division })),
    })),
  };
}
