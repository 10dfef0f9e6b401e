import { describe, expect, it } from 'vitest';
import { leadershipGroup } from '../../../src/app/leadership-group.ts';
import type { Group } from '../../support/fake-telegram/group.ts';
import { groupCode } from '../../support/group-code.ts';
import { telegramAccount } from '../../support/phone.ts';
import { openTown, PEOPLE, type Town } from './town.ts';

const LIMIT_MS = 240_000;
const DIGEST = 'Bản tin thi đua hằng tuần';
const OLD = -500;
const NEW = -1_009_999;

/** A town whose leadership group is one on Telegram, shortly before the digest of the week. */
async function withGroup(): Promise<{ readonly town: Town; readonly group: Group }> {
  const town = await openTown({ at: '2022-02-13 07:00' });
  const { office } = town;
  const person = town.telegram.user(telegramAccount(PEOPLE.telegram.unlucky));
  const group = town.telegram.group(OLD, 'Lãnh đạo');
  group.addBot(person);
  group.say(person, `/nhomlanhdao ${groupCode(office)}`);
  await town.until(() => group.messages().length > 0);
  office.clock.set('2022-02-14 08:00');
  return { town, group };
}

/** The id of the group that is stored now. */
function stored({ office }: Town): string | undefined {
  return office.work((work) => leadershipGroup(work))?.chatId;
}

function digests(group: Group): number {
  return group.messages().filter(({ text }) => text.includes(DIGEST)).length;
}

describe('a leadership group that becomes a supergroup', () => {
  it('is followed by the refusal of a digest, where no event tells of it', { timeout: LIMIT_MS }, async () => {
    const { town, group } = await withGroup();
    const next = town.telegram.group(NEW, 'Lãnh đạo', 'supergroup');
    next.addBot(town.telegram.user(telegramAccount(PEOPLE.telegram.unlucky)));
    await town.until(() => town.telegram.pending().length === 0);
    const parameters = { migrate_to_chat_id: NEW };
    const description = 'Bad Request: group chat was upgraded to a supergroup chat';
    town.telegram.faults.strike('sendMessage', { kind: 'answer', code: 400, description, parameters }, { chatId: OLD });
    await town.office.tick();
    await town.until(() => digests(next) > 0);
    expect([digests(group), digests(next), stored(town)]).toEqual([0, 1, String(NEW)]);
    expect(town.logged().filter((line) => line.includes('chat has another id now'))).toHaveLength(1);
    // The week after, it goes there at once.
    town.office.clock.set('2022-02-21 08:00');
    await town.office.tick();
    await town.until(() => digests(next) > 1);
    expect([digests(group), digests(next)]).toEqual([0, 2]);
  });

  it.each([
    ['before', true],
    ['while', false],
  ])(
    'is followed by the service messages %s the digest leaves, and has it once',
    {
      timeout: LIMIT_MS,
    },
    async (_when, heardFirst) => {
      const { town, group } = await withGroup();
      const next = group.migrate(NEW);
      if (heardFirst) await town.until(() => stored(town) === String(NEW));
      await town.office.tick();
      await town.until(() => digests(next) > 0 && stored(town) === String(NEW));
      await town.until(() => town.telegram.pending().length === 0);
      expect([digests(group), digests(next)]).toEqual([0, 1]);
      // What is asked in the new group is answered there.
      const before = next.messages().length;
      next.say(town.telegram.user(telegramAccount(PEOPLE.telegram.unlucky)), '/nhomlanhdao');
      await town.until(() => next.messages().length > before);
    },
  );
});
