import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHOICES, type Choice } from '../../src/domain/ballot/election.ts';
import { DAY } from '../../src/lib/clock.ts';
import { fillIn } from '../support/casting.ts';
import { event, tokenOf } from '../support/events.ts';
import { type Office, openOffice } from '../support/office.ts';
import { localPhone, textPhone } from '../support/phone.ts';
import { councilOf, openRound } from '../support/voting.ts';

/** Closes the round and tells what each line got. */
async function totalsOf(office: Office, id: number) {
  office.clock.advance(3 * DAY);
  await office.tick();
  const counted = office.work(({ store }) => store.elections.byId(id));
  return counted?.result?.lines.map(({ agree, disagree, noOpinion }) => [agree, disagree, noOpinion]);
}

/** What the totals must be: for every line, how many said what. */
function expected(ballots: readonly (readonly Choice[])[]): readonly (readonly number[])[] {
  return [0, 1].map((line) => CHOICES.map((choice) => ballots.filter((ballot) => ballot[line] === choice).length));
}

interface Deed {
  /** Place of the member in the council. */
  readonly member: number;
  /** Delivered again by the platform, or done again by the person. */
  readonly again: 'no' | 'delivered' | 'done';
}

const deed = fc.record<Deed>({
  member: fc.nat(6),
  again: fc.constantFrom('no', 'no', 'delivered', 'done'),
});
const ballot = fc.tuple(fc.constantFrom(...CHOICES), fc.constantFrom(...CHOICES));

/** What a member types to cast a ballot, from the command to the sending. */
function wordsOf([first, second]: readonly [Choice, Choice]): readonly string[] {
  const number = (choice: Choice) => String(CHOICES.indexOf(choice) + 1);
  return ['/bophieu', 'Vẫn bỏ phiếu tại đây', number(first), number(second), 'gửi phiếu'];
}

describe('ballots of a whole council', () => {
  it('come to their totals whatever the order in which events arrive, and however often they do', async () => {
    const office = await openOffice();
    const council = councilOf(office);
    for (const who of council) office.link(who, 'local-text');
    const ballots = fc.array(ballot, { minLength: 7, maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(ballots, fc.array(deed, { minLength: 20, maxLength: 60 }), async (chosen, schedule) => {
        const { id } = await openRound(office);
        const left = chosen.map((choices) => [...wordsOf(choices)]);
        // Whoever was not called often enough finishes at the end.
        const rest = council.flatMap((_, member) =>
          wordsOf(['agree', 'agree']).map(() => ({ member, again: 'no' as const })),
        );
        for (const { member, again } of [...schedule, ...rest]) {
          const who = council[member] ?? '';
          const word = left[member]?.shift();
          if (word === undefined) continue;
          const said = event(who, word, { channel: 'local-text' });
          office.bot.receive(again === 'delivered' ? [said, said] : [said]);
          // Only what sends may be done twice without meaning something else.
          if (again === 'done' && word === 'gửi phiếu')
            office.bot.receive([event(who, word, { channel: 'local-text' })]);
        }
        await office.bot.settled();
        expect(office.work(({ store }) => store.ballots.ticks(id))).toEqual(council.map(() => true));
        expect(await totalsOf(office, id)).toEqual(expected(chosen));
      }),
      { numRuns: 8 },
    );
  });

  it('sent in one batch from two channels, each of them twice, are seven ballots', async () => {
    const office = await openOffice();
    const council = councilOf(office);
    const chosen = council.map((_, index): [Choice, Choice] => [CHOICES[index % 3] ?? 'agree', 'disagree']);
    const { id } = await openRound(office);
    const sending = [];
    for (const [index, who] of council.entries()) {
      const bare = index % 2 === 0;
      office.link(who, bare ? 'local-text' : 'local');
      await fillIn(bare ? textPhone(office) : localPhone(office), who, chosen[index] ?? []);
      const sent = () =>
        bare
          ? event(who, 'gửi phiếu', { channel: 'local-text' })
          : event(who, { kind: 'choice', token: tokenOf(office, who) });
      sending.push(sent(), sent());
    }
    expect(office.bot.receive(sending).every(({ status }) => status === 'done')).toBe(true);
    await office.bot.settled();
    expect(office.work(({ store }) => store.ballots.ticks(id).filter(Boolean))).toHaveLength(7);
    expect(await totalsOf(office, id)).toEqual(expected(chosen));
  });
});
