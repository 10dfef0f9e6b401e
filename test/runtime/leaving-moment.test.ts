import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../src/channels/channel.ts';
import { manualTimers } from '../support/manual-timers.ts';
import { CAST, openOffice } from '../support/office.ts';
import { SENT, scriptedChannel } from '../support/scripted-channel.ts';
import { submitFor } from '../support/steps.ts';

const { staff, colleague } = CAST;
const OUT_OF_REACH: SendOutcome = { kind: 'unavailable', detail: 'no network' };

/** A platform that was out of reach when the reminder of the morning fell due. */
async function outOfReach() {
  const platform = scriptedChannel('telegram');
  const timers = manualTimers();
  const office = await openOffice({ at: '2022-02-18 09:00', channels: () => [platform.channel], timers });
  platform.answerAll(() => SENT);
  for (const who of [staff, colleague]) {
    office.linkAccount(who, { channel: 'telegram', accountId: who, chatId: who });
  }
  await office.tick();
  platform.answerAll(() => OUT_OF_REACH);
  office.clock.set('2022-02-21 08:00');
  await office.tick();
  const tried = platform.history.length;
  expect(platform.history.join()).toContain('Nhắc hạn');
  platform.answerAll(() => SENT);
  return {
    office,
    told: () => platform.history.slice(tried).map((call) => call.slice(0, call.indexOf(':'))),
    async goTo(moment: string) {
      office.clock.set(moment);
      timers.fire();
      await office.tick();
    },
  };
}

describe('a reminder that its platform could not take for hours', () => {
  it('leaves when the platform is back, in working time', async () => {
    const { told, goTo } = await outOfReach();
    await goTo('2022-02-21 10:00');
    expect(told().toSorted()).toEqual([staff, colleague]);
  });

  it('does not come at night: it waits for the next working morning, once', async () => {
    const { told, goTo } = await outOfReach();
    await goTo('2022-02-21 20:00');
    await goTo('2022-02-22 07:00');
    expect(told()).toEqual([]);
    await goTo('2022-02-22 07:30');
    expect(told().toSorted()).toEqual([staff, colleague]);
  });

  it('does not come at all to whoever has finished meanwhile', async () => {
    const { office, told, goTo } = await outOfReach();
    submitFor(office, staff);
    await goTo('2022-02-21 10:00');
    expect(told()).toEqual([colleague]);
  });

  it('does not come to whoever has left the office meanwhile', async () => {
    const { office, told, goTo } = await outOfReach();
    office.change(staff, { active: false });
    await goTo('2022-02-21 10:00');
    expect(told()).toEqual([colleague]);
  });
});
