import { describe, expect, it } from 'vitest';
import { SENDING } from './sending-cases.ts';
import { enqueue, expectDiscreet, fate, openTown, PEOPLE, PLATFORMS } from './town.ts';

/** Everything that a person is sent must hold this word of the case, and no log may. */
const WORD = 'thong-tin-rieng';
/** An hour passes in many steps. */
const LIMIT_MS = 240_000;

describe.each(PLATFORMS)('%s', (platform) => {
  const { unlucky, neighbour } = PEOPLE[platform];
  const other = platform === 'telegram' ? PEOPLE.zalo.unlucky : PEOPLE.telegram.unlucky;
  const cases = SENDING.filter(({ on }) => on[platform] !== undefined);

  for (const lane of ['answer', 'reminder'] as const) {
    it.each(cases)(`${lane}: $what`, { timeout: LIMIT_MS }, async ({ on, ends, named }) => {
      const town = await openTown();
      const { office } = town;
      const text = `${WORD} ${lane}`;
      const chatId = town.chatId(unlucky);
      await on[platform]?.({ town, chatId, method: 'sendMessage' });
      const key = enqueue(town, unlucky, text, lane);
      enqueue(town, neighbour, `${WORD} bên cạnh`, lane);
      enqueue(town, other, `${WORD} nơi khác`, lane);
      await town.until(() => !['pending', 'sending'].includes(fate(town, key).state));
      await town.until(
        () =>
          town.read(neighbour).some((said) => said.includes(WORD)) &&
          town.read(other).some((said) => said.includes(WORD)),
      );

      const expected = typeof ends === 'function' ? ends(lane) : ends;
      const seen = town.read(unlucky).filter((said) => said.includes(text)).length;
      expect({ state: fate(town, key).state, seen }).toEqual({ state: expected.state, seen: expected.seen });
      if (expected.state !== 'sent') {
        expect(office.storage.delivery.outbox.problems(5)).toMatchObject([
          { reference: expect.stringMatching(/.{4,}/) },
        ]);
      }
      const reachable = office.storage.store.identities
        .ofMember(office.person(unlucky).id)
        .map((identity) => identity.reachable);
      expect(reachable).toEqual([expected.gone !== true]);
      expect(town.logged().filter((line) => line.includes(`"channel":"${platform}"`) && named.test(line))).not.toEqual(
        [],
      );
      expectDiscreet(town, WORD);
      // The process goes on: the same person is answered.
      town.telegram.faults.clear();
      town.zalo.faults.clear();
      if (expected.gone !== true) {
        const before = town.read(unlucky).length;
        town.say(unlucky, '/lich');
        await town.until(() => town.read(unlucky).length > before);
      }
    });
  }
});
