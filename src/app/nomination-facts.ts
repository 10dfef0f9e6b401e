import type { CollectiveFacts, GradeFact, PersonFacts } from '../domain/eligibility.ts';
import { heldTitles, type ResultHolder, type YearResult } from '../domain/history.ts';
import type { Person } from '../domain/person.ts';
import { DISCIPLINES, type Discipline } from '../domain/rule-set.ts';
import {
  COLLECTIVE_TITLES,
  INDIVIDUAL_TITLES,
  type IndividualTitle,
  isCollectiveTitle,
  isIndividualTitle,
  type Title,
} from '../domain/title.ts';
import { groupedBy } from '../lib/grouping.ts';
import type { StoredElection } from './ballot-ports.ts';
import type { Campaign, StoredDivision, Work } from './ports.ts';

/** What is recorded of everybody towards nomination, read once for a whole list of candidates. */
export interface NominationRecords {
  readonly work: Work;
  readonly campaign: Campaign;
  resultsOf(holder: ResultHolder): readonly YearResult[];
  /** What the council said last of somebody for a title in this campaign's published rounds; null where it said nothing. */
  councilSaid(title: Title, code: string): boolean | null;
  /** Whether somebody in the office has a recorded title of that year, or one that the council let pass. */
  knowsTitle(title: Title, year: number): boolean;
}

/** Reads results, and the council's published rounds. */
export function nominationRecords(work: Work, campaign: Campaign): NominationRecords {
  const { store } = work;
  const results = store.yearResults.inYears(0, campaign.year);
  const byHolder = groupedBy(results, ({ holder }) => keyOf(holder));
  const said = councilVerdicts(store.elections.ofCampaign(campaign.id));
  const known = new Set(results.flatMap((result) => heldTitles([result]).map(({ year, title }) => `${year}:${title}`)));
  for (const [key, passed] of said) if (passed) known.add(`${campaign.year}:${key.split(':')[0]}`);
  return {
    work,
    campaign,
    resultsOf: (holder) => byHolder.get(keyOf(holder)) ?? [],
    councilSaid: (title, code) => said.get(`${title}:${code}`) ?? null,
    knowsTitle: (title, year) => known.has(`${year}:${title}`),
  };
}

function keyOf(holder: ResultHolder): string {
  if (holder.of === 'person') return `person:${holder.memberId}`;
  return holder.of === 'division' ? `division:${holder.divisionId}` : 'agency';
}

// Newest first as they are read: the newest word stands.
function councilVerdicts(elections: readonly StoredElection[]): ReadonlyMap<string, boolean> {
  const said = new Map<string, boolean>();
  for (const { course, election, result } of elections.toReversed()) {
    if (course.state !== 'published' || result === null) continue;
    for (const { number, title, code } of election.nominees) {
      const line = result.lines.find(({ nominee }) => nominee === number);
      if (line !== undefined) said.set(`${title}:${code}`, line.passed);
    }
  }
  return said;
}

/**
 * The facts of a person at nomination. What the council has let pass this year counts as held: it decides on a lower title
 * in the same session in which it goes on to the next one, and the decision is signed afterwards.
 */
export function personFacts(records: NominationRecords, person: Person): PersonFacts {
  const { campaign } = records;
  const holder = { of: 'person', memberId: person.id } as const;
  const results = records.resultsOf(holder);
  return {
    ...commonFacts(records, results),
    subject: 'individual',
    discipline: worstDiscipline(records, [person]),
    titles: titlesThisYear(records, holder, person.code).filter(isIndividualTitle),
    initiatives: results.flatMap(({ year, achievement }) =>
      year === campaign.year && achievement.kind === 'initiative'
        ? [{ level: achievement.level, state: 'recognised' as const }]
        : [],
    ),
  };
}

/** The facts of a division at nomination, its people's among them. */
export function collectiveFacts(records: NominationRecords, division: StoredDivision): CollectiveFacts {
  const holder = { of: 'division', divisionId: division.id } as const;
  const people = records.work.store.members.activeInDivision(division.id);
  const holders: Partial<Record<IndividualTitle, number>> = {};
  for (const person of people) {
    for (const title of titlesThisYear(records, { of: 'person', memberId: person.id }, person.code)) {
      if (isIndividualTitle(title)) holders[title] = (holders[title] ?? 0) + 1;
    }
  }
  return {
    ...commonFacts(records, records.resultsOf(holder)),
    subject: 'collective',
    discipline: worstDiscipline(records, people),
    titles: titlesThisYear(records, holder, division.code).filter(isCollectiveTitle),
    memberCount: people.length,
    holders,
    allMembersCompleted: allCompleted(records, people),
  };
}

function commonFacts({ campaign }: NominationRecords, results: readonly YearResult[]) {
  // Candidates come from accepted pledges alone.
  const registered = true;
  const { year } = campaign;
  return {
    moment: 'nomination' as const,
    year,
    grading: gradeOf(results, year),
    history: heldTitles(results),
    registered,
  };
}

function gradeOf(results: readonly YearResult[], wanted: number): GradeFact | null {
  for (const { year, achievement } of results) {
    if (year === wanted && achievement.kind === 'grade') return { grade: achievement.grade, state: 'known' };
  }
  return null;
}

/** Titles of this year: recorded, or passed by the council and not decided yet. */
export function titlesThisYear(records: NominationRecords, holder: ResultHolder, code: string): readonly Title[] {
  const { year } = records.campaign;
  const recorded = heldTitles(records.resultsOf(holder))
    .filter((held) => held.year === year)
    .map(({ title }) => title);
  const kinds: readonly Title[] = holder.of === 'person' ? INDIVIDUAL_TITLES : COLLECTIVE_TITLES;
  const passed = kinds.filter((title) => records.councilSaid(title, code) === true);
  return [...new Set([...recorded, ...passed])];
}

function worstDiscipline({ work, campaign }: NominationRecords, people: readonly Person[]): Discipline {
  let worst: Discipline = 'none';
  for (const { id } of people) {
    for (const { year, level } of work.store.disciplineRecords.ofMember(id)) {
      if (year === campaign.year && DISCIPLINES.indexOf(level) > DISCIPLINES.indexOf(worst)) worst = level;
    }
  }
  return worst;
}

/** Whether everybody completed their tasks, by their grades; null while somebody's is not recorded. */
function allCompleted(records: NominationRecords, people: readonly Person[]): boolean | null {
  const { year } = records.campaign;
  const grades = people.map(({ id }) => gradeOf(records.resultsOf({ of: 'person', memberId: id }), year)?.grade);
  if (grades.includes('not_fulfilled')) return false;
  return people.length > 0 && grades.every((grade) => grade !== undefined) ? true : null;
}
