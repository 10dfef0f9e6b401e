import { castChoices } from '../../src/app/casting.ts';
import { enterPaper } from '../../src/app/paper-ballots.ts';
import { CAST, type Office } from './office.ts';
import { councilOf, openRound } from './voting.ts';

/** Members who vote on paper in these rounds: deputies, who have no other part in the stories. */
export const ON_PAPER = ['CB002', 'CB003'] as const;
/** What `enteredRound` has for each of its two lines. */
const SHEETS = [1, 2].map((nominee) => ({ nominee, agree: 1, disagree: 1, noOpinion: 0, invalid: 0 }));

/** A round of two nominees that is open. */
export async function openedRound(office: Office, paper: readonly string[] = []): Promise<number> {
  return (await openRound(office, { paper })).id;
}

/** Everybody who votes electronically has voted: agrees with the first, not with the second. */
export async function votedRound(office: Office, paper: readonly string[] = []): Promise<number> {
  const id = await openedRound(office, paper);
  for (const code of councilOf(office).filter((one) => !paper.includes(one))) {
    const marks = new Map([
      [1, 'agree'],
      [2, 'disagree'],
    ] as const);
    const cast = office.work((work) => castChoices(work, office.person(code), id, marks));
    if (!cast.ok) throw new Error(cast.error);
  }
  return id;
}

/** The deadline has passed: the round is counted, or waits for paper ballots. */
export async function endedRound(office: Office, paper: readonly string[] = []): Promise<number> {
  const id = await votedRound(office, paper);
  const deadline = office.storage.store.elections.byId(id)?.course.deadline ?? 0;
  office.clock.advance(deadline - office.clock.now());
  await office.tick();
  return id;
}

/** Paper ballots wait for the tellers. */
export async function enteredRound(office: Office): Promise<number> {
  const id = await endedRound(office, ON_PAPER);
  const given = { voters: ON_PAPER, totals: SHEETS };
  const entered = office.work((work) => enterPaper(work, office.person(CAST.secretary), id, given));
  if (!entered.ok) throw new Error(entered.error);
  return id;
}

/** One messenger of the office stops working, as its channel would say. */
export function messengerDown(office: Office): void {
  Object.assign(office.text, { health: () => ({ state: 'degraded', problem: 'unavailable' }) });
}
