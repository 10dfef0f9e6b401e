import { issueBallotLink } from '../../src/app/casting.ts';
import { CHOICES, type Choice } from '../../src/domain/ballot/election.ts';
import { decodeMark } from '../../src/domain/ballot/mark.ts';
import type { Office } from './office.ts';

/** The address of a member's ballot page, as the bot would send it. */
export function ballotLink(office: Office, url: string, code: string, electionId: number): string {
  const issued = office.work((work) => issueBallotLink(work, office.person(code), electionId));
  if (!issued.ok) throw new Error(issued.error);
  return new URL(`/ballot/${issued.value.token}`, url).href;
}

/** What the boxes hold, opened with the server's key: how often each choice, by nominee. */
export function totalsOf(
  office: Office,
  electionId: number,
): Readonly<Record<number, Readonly<Record<Choice, number>>>> {
  return office.work(({ store }) => {
    const key = store.boxKeys.stored(electionId, store.elections.byId(electionId)?.publicKey ?? '');
    if (key === null) throw new Error('no key');
    return Object.fromEntries(
      store.ballots.boxes(electionId).map(({ nominee, marks }) => {
        const opened = marks.map((sealed) => decodeMark(key.open(sealed)));
        const of = (choice: Choice) =>
          opened.filter((mark) => 'choice' in mark && mark.nominee === nominee && mark.choice === choice).length;
        return [nominee, Object.fromEntries(CHOICES.map((choice) => [choice, of(choice)]))];
      }),
    ) as Record<number, Record<Choice, number>>;
  });
}

/** How many places of the roll have voted. */
export function votedCount(office: Office, electionId: number): number {
  return office.work(({ store }) => store.ballots.ticks(electionId).filter((voted) => voted).length);
}
