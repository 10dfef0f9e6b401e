import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issueBallotLink } from '../../src/app/casting.ts';
import { votedCount } from '../support/ballot-link.ts';
import { fillIn } from '../support/casting.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, nextClientId } from '../support/phone.ts';
import { councilOf, openRound } from '../support/voting.ts';

/** What rounds look like from outside: nothing of this may move. */
function standing(office: Office, id: number): unknown {
  const { elections, ballots } = office.storage.store;
  return { election: elections.byId(id), boxes: ballots.boxes(id), ticks: ballots.ticks(id) };
}

/** Every button of every message in a chat. */
function buttonsOf(office: Office, who: string): readonly string[] {
  return office.rich.hub.chat(who).messages.flatMap(({ buttons }) => buttons.flat().map(({ token }) => token));
}

describe('forged buttons, tokens and addresses', () => {
  it('of anybody, made up or taken from another member, change nothing about a round', async () => {
    const office = await openOffice();
    const [victim = '', thief = ''] = councilOf(office);
    const phone = localPhone(office);
    for (const who of [victim, thief, CAST.staff]) phone.link(who);
    const { id } = await openRound(office);
    // The victim stands before "send": the thief has seen every button of theirs.
    await fillIn(phone, victim, ['agree', 'disagree']);
    const seen = buttonsOf(office, victim);
    expect(seen.length).toBeGreaterThan(1);
    const before = standing(office, id);

    const made = fc.oneof(
      fc.string({ maxLength: 80 }),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc
        .tuple(fc.base64String({ minLength: 8, maxLength: 8 }), fc.nat({ max: 120 }))
        .map(([token, at]) => `${token}.${at}`),
      fc.constantFrom(...seen),
      fc.constantFrom(...seen).chain((token) => fc.nat({ max: 99 }).map((at) => token.replace(/\d+$/, String(at)))),
      fc.base64String({ maxLength: 60 }).map((share) => `/mohom ${share}`),
      fc.nat().map((number) => `/dotbophieu ${number}`),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(thief, CAST.staff), made, async (who, token) => {
        const body = { kind: 'choice' as const, token, messageId: '1' };
        office.rich.hub.post({ clientId: nextClientId(), personId: who, displayName: who, body });
        await office.bot.settled();
        expect(standing(office, id)).toEqual(before);
      }),
      { numRuns: 150 },
    );
    expect(office.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    // The victim's own ballot is still as it was filled in, and can be sent.
    await phone.choose(victim, 'Gửi phiếu');
    expect(votedCount(office, id)).toBe(1);
  });

  it('of the ballot page open nothing, and cast nothing, however close to a real one', async () => {
    const office = await openOffice();
    const [member = ''] = councilOf(office);
    const { id } = await openRound(office);
    const issued = office.work((work) => issueBallotLink(work, office.person(member), id));
    if (!issued.ok) throw new Error(issued.error);
    const { token } = issued.value;
    const before = standing(office, id);
    const near = fc.tuple(fc.nat({ max: token.length - 1 }), fc.constantFrom(...'abzAZ09-_')).map(([at, sign]) => {
      return `${token.slice(0, at)}${sign}${token.slice(at + 1)}`;
    });
    const forged = fc.oneof(
      near,
      fc.string({ maxLength: 60 }),
      fc.constant(`${token} `),
      fc.constant(token.toLowerCase()),
    );
    const bytes = fc.uint8Array({ maxLength: 120 });
    const marks = fc.array(fc.tuple(fc.integer({ min: -1, max: 5 }), bytes), { maxLength: 5 });
    fc.assert(
      fc.property(forged, marks, (guess, sealed) => {
        fc.pre(guess !== token);
        expect(office.bot.ballotDesk.look(guess, null)).toBeNull();
        expect(office.bot.ballotDesk.cast(guess, new Map(sealed)).ok).toBe(false);
        expect(standing(office, id)).toEqual(before);
      }),
    );
    // With the right address, anything but one mark of 80 bytes for each line is refused whole.
    fc.assert(
      fc.property(marks, (sealed) => {
        const given = new Map(sealed);
        const whole = given.size === 2 && [1, 2].every((line) => given.get(line)?.length === 80);
        fc.pre(!whole);
        expect(office.bot.ballotDesk.cast(token, given).ok).toBe(false);
        expect(standing(office, id)).toEqual(before);
      }),
    );
  });
});
