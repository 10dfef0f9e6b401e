import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { castChoices, issueBallotLink } from '../../src/app/casting.ts';
import { CHOICES, type Choice } from '../../src/domain/ballot/election.ts';
import { totalsOf, votedCount } from '../support/ballot-link.ts';
import { fillIn, sendIt } from '../support/casting.ts';
import { type Office, openOffice } from '../support/office.ts';
import { localPhone, textPhone } from '../support/phone.ts';
import { councilOf, openRound } from '../support/voting.ts';

type Ballot = readonly [Choice, Choice];

/** One way in which a ballot arrives: from a chat, or sealed from the page. */
interface Arrival {
  readonly member: number;
  readonly by: 'chat' | 'page';
  readonly ballot: Ballot;
}

function asMap(ballot: Ballot): ReadonlyMap<number, Choice> {
  return new Map(ballot.map((choice, index) => [index + 1, choice] as const));
}

function arrive(office: Office, id: number, council: readonly string[], { member, by, ballot }: Arrival): boolean {
  const person = office.person(council[member] ?? '');
  if (by === 'chat') return office.work((work) => castChoices(work, person, id, asMap(ballot))).ok;
  const link = office.work((work) => issueBallotLink(work, person, id));
  if (!link.ok) return false;
  const key = office.storage.store.elections.byId(id)?.publicKey ?? '';
  const { boxKeys } = office.storage.store;
  const marks = [...asMap(ballot)].map(([line, choice]) => [line, boxKeys.seal(key, line, choice)] as const);
  return office.bot.ballotDesk.cast(link.value.token, new Map(marks)).ok;
}

/** What the first ballot of everybody adds up to. */
function expected(first: ReadonlyMap<number, Ballot>): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const count = (line: 0 | 1, choice: Choice) => [...first.values()].filter((ballot) => ballot[line] === choice).length;
  const totals = (line: 0 | 1) => Object.fromEntries(CHOICES.map((choice) => [choice, count(line, choice)]));
  return { 1: totals(0), 2: totals(1) };
}

const choice = fc.constantFrom(...CHOICES);
const arrival = fc.record({
  member: fc.nat({ max: 6 }),
  by: fc.constantFrom('chat' as const, 'page' as const),
  ballot: fc.tuple(choice, choice),
});

describe('whatever the order, however often and from wherever ballots arrive', () => {
  it('the first of every member counts, and no other', async () => {
    const office = await openOffice();
    const council = councilOf(office);
    await fc.assert(
      fc.asyncProperty(fc.array(arrival, { minLength: 1, maxLength: 20 }), async (arrivals) => {
        const { id } = await openRound(office);
        const first = new Map<number, Ballot>();
        for (const each of arrivals) {
          const counted = arrive(office, id, council, each);
          expect(counted).toBe(!first.has(each.member));
          if (counted) first.set(each.member, each.ballot);
        }
        expect(totalsOf(office, id)).toEqual(expected(first));
        expect(votedCount(office, id)).toBe(first.size);
      }),
      { numRuns: 12 },
    );
  });

  it('the whole council sends at once from two messengers and the page, twice each: seven ballots', async () => {
    const office = await openOffice();
    const council = councilOf(office);
    const { id } = await openRound(office);
    const [buttons, typed] = [localPhone(office), textPhone(office)];
    const ballotOf = (member: number): Ballot => [
      member % 3 === 0 ? 'disagree' : 'agree',
      CHOICES[member % 3] ?? 'agree',
    ];
    // Half of the council fills in on the one messenger, the other half on the other; all have a page open besides.
    for (const [member, code] of council.entries()) {
      const phone = member % 2 === 0 ? buttons : typed;
      office.link(code, member % 2 === 0 ? 'local' : 'local-text');
      await fillIn(phone, code, ballotOf(member));
    }
    const sends = council.flatMap((code, member) => {
      const phone = member % 2 === 0 ? buttons : typed;
      const page = async () => void arrive(office, id, council, { member, by: 'page', ballot: ballotOf(member) });
      // The second tap may meet a message that offers nothing any more.
      const chat = async () => void (await sendIt(phone, code).catch(() => []));
      return [chat, page, page, chat];
    });
    await Promise.all(sends.toReversed().map((send) => send()));
    expect(votedCount(office, id)).toBe(7);
    const all = new Map(council.map((_, member) => [member, ballotOf(member)] as const));
    expect(totalsOf(office, id)).toEqual(expected(all));
  });
});
