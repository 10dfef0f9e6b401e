import type { Nominee } from '../domain/ballot/election.ts';
import type { Decision, ResultHolder } from '../domain/history.ts';
import type { Person } from '../domain/person.ts';
import { isIndividualTitle, type Title } from '../domain/title.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { StoredElection } from './ballot-ports.ts';
import { type HistoryError, recordResult } from './history.ts';
import type { Work } from './ports.ts';

/** Somebody who passed in a published round, for whom the decision of the title is not recorded yet. */
export interface Awaited {
  readonly title: Title;
  readonly holder: ResultHolder;
  readonly name: string;
}

/** Titles of a published round whose decisions are still to be recorded, with who passed. */
export function awaitingDecision(work: Work, { course, election, result }: StoredElection): readonly Awaited[] {
  if (course.state !== 'published' || result === null) return [];
  return election.nominees.flatMap(({ number, title, code, name }) => {
    const passed = result.lines.some(({ nominee, passed: yes }) => nominee === number && yes);
    const holder = passed ? holderOfNominee(work, { title, code }) : null;
    if (holder === null || isRecorded(work, holder, title, election.year)) return [];
    return [{ title, holder, name }];
  });
}

/** Whose results those of a nominee are; null where the person or division is not in the lists any more. */
export function holderOfNominee(
  { store }: Pick<Work, 'store'>,
  { title, code }: Pick<Nominee, 'title' | 'code'>,
): ResultHolder | null {
  if (isIndividualTitle(title)) {
    const person = store.members.byCode(code);
    return person === null ? null : { of: 'person', memberId: person.id };
  }
  const division = store.divisions.all().find((candidate) => candidate.code === code);
  return division === undefined ? null : { of: 'division', divisionId: division.id };
}

function isRecorded({ store }: Work, holder: ResultHolder, title: Title, wanted: number): boolean {
  return store.yearResults.of(holder).some(({ year, achievement }) => {
    return year === wanted && achievement.kind === 'title' && achievement.title === title;
  });
}

/** Records one decision for everybody who passed for a title; who has it already is left as they are. Returns how many. */
export function recordDecision(
  work: Work,
  actor: Person,
  electionId: number,
  title: Title,
  decision: Decision,
): Result<number, HistoryError> {
  const stored = work.store.elections.byId(electionId);
  const awaited = stored === null ? [] : awaitingDecision(work, stored).filter((one) => one.title === title);
  if (stored === null || awaited.length === 0) return err('result_known');
  for (const { holder } of awaited) {
    const { year } = stored.election;
    const recorded = recordResult(work, actor, { holder, year, achievement: { kind: 'title', title }, decision });
    if (!recorded.ok) return recorded;
  }
  return ok(awaited.length);
}
