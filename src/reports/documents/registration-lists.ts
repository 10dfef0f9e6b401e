import type { PledgeContent } from '../../domain/pledge.ts';
import type { Title } from '../../domain/title.ts';
import type { Result } from '../../lib/result.ts';
import type { DocumentWords } from './document-words.ts';
import { fillTemplate, type Template } from './fill-template.ts';
import { AGENCY_HEAD, agencyHead, type PaperDetails, SIGNED, signed } from './letterhead.ts';
import type { DataOf, Shape } from './shape.ts';
import { shareText } from './share-text.ts';
import type { TemplateProblem } from './template-problem.ts';

/** What one registration promises, as the newest submitted version says it. */
interface Registered {
  readonly division: string;
  readonly content: PledgeContent;
}

/** A person's registration; the list keeps the order in which they are given. */
export interface RegisteredPerson extends Registered {
  readonly name: string;
  readonly position: string;
}

/** A division's registration, with its people and how many of them registered for what its own title asks. */
export interface RegisteredDivision extends Registered {
  readonly people: number;
  readonly advancedWorkers: number;
  readonly grassrootsFighters: number;
}

export const INDIVIDUAL_LIST = {
  ...AGENCY_HEAD,
  ...SIGNED,
  registered_count: 'text',
  totals: 'text',
  registered_people: {
    order: 'text',
    name: 'text',
    position: 'text',
    division: 'text',
    registered_titles: 'text',
    registered_awards: 'text',
    initiative: 'text',
  },
} as const satisfies Shape;

export const COLLECTIVE_LIST = {
  ...AGENCY_HEAD,
  ...SIGNED,
  registered_count: 'text',
  totals: 'text',
  registered_divisions: {
    order: 'text',
    division: 'text',
    headcount: 'text',
    registered_titles: 'text',
    registered_awards: 'text',
    advanced_workers: 'text',
    grassroots_fighters: 'text',
  },
} as const satisfies Shape;

/** The list of people's registrations (danh sách đăng ký thi đua cá nhân) as a Word file. */
export function individualList(
  paper: PaperDetails,
  people: readonly RegisteredPerson[],
  template: Template,
  words: DocumentWords,
): Promise<Result<Uint8Array, TemplateProblem>> {
  const data: DataOf<typeof INDIVIDUAL_LIST> = {
    ...frame(paper, people, words),
    registered_people: people.map(({ name, position, division, content }, index) => ({
      order: String(index + 1),
      name,
      position,
      division,
      ...registeredTexts(content, words),
      initiative: initiativeText(content, words),
    })),
  };
  return fillTemplate(template, INDIVIDUAL_LIST, data, words);
}

/** The list of divisions' registrations (danh sách đăng ký thi đua tập thể) as a Word file. */
export function collectiveList(
  paper: PaperDetails,
  divisions: readonly RegisteredDivision[],
  template: Template,
  words: DocumentWords,
): Promise<Result<Uint8Array, TemplateProblem>> {
  const data: DataOf<typeof COLLECTIVE_LIST> = {
    ...frame(paper, divisions, words),
    registered_divisions: divisions.map(({ division, people, content, ...of }, index) => ({
      order: String(index + 1),
      division,
      headcount: String(people),
      ...registeredTexts(content, words),
      advanced_workers: shareText(of.advancedWorkers, people, words),
      grassroots_fighters: String(of.grassrootsFighters),
    })),
  };
  return fillTemplate(template, COLLECTIVE_LIST, data, words);
}

function frame(paper: PaperDetails, registered: readonly Registered[], words: DocumentWords) {
  const counts = new Map<Title, number>();
  for (const { content } of registered) {
    for (const title of content.titles) counts.set(title, (counts.get(title) ?? 0) + 1);
  }
  return {
    ...agencyHead(paper, words),
    ...signed(paper.agency, words),
    registered_count: String(registered.length),
    totals:
      [...counts]
        .map(([title, count]) => words.text('document.total', { title: words.text(`title.${title}`), count }))
        .join('; ') || words.text('document.nobody'),
  };
}

function registeredTexts({ titles, awards }: PledgeContent, words: DocumentWords) {
  return {
    registered_titles: titles.map((title) => words.text(`title.${title}`)).join('\n'),
    registered_awards: awards.map((award) => words.text(`award.${award}`)).join('\n'),
  };
}

function initiativeText({ initiative }: PledgeContent, words: DocumentWords): string {
  if (initiative === null) return '';
  const { name, level } = initiative;
  return words.text('document.initiative', { name, level: words.text(`level.${level}`) });
}
