import { describe, expect, it } from 'vitest';
import type { ChannelHealth } from '../../src/channels/channel.ts';
import { MINUTE } from '../../src/lib/clock.ts';
import { metricsText, readiness } from '../../src/runtime/monitoring.ts';
import { scriptedChannel } from '../support/scripted-channel.ts';
import { sendingDesk } from '../support/sending-desk.ts';

async function watched(health: ChannelHealth = { state: 'receiving', problem: null }) {
  const desk = await sendingDesk();
  const { outbox } = desk.office.storage.delivery;
  const channels = [{ ...scriptedChannel('elsewhere').channel, health: () => health }];
  return { ...desk, outbox, options: { outbox, channels, clock: desk.office.clock } };
}

describe('readiness', () => {
  it('tells how many messages wait, and since when the oldest does', async () => {
    const { add, office, options } = await watched();
    add('A', 'một');
    office.clock.advance(MINUTE);
    add('B', 'hai');
    expect(readiness(options)).toMatchObject({ ready: true, queue: { waiting: 2, oldestMs: MINUTE } });
  });

  it('is not given while a channel does not receive', async () => {
    const { options } = await watched({ state: 'degraded', problem: 'network' });
    expect(readiness(options)).toMatchObject({ ready: false, channels: { elsewhere: { problem: 'network' } } });
  });
});

describe('the metrics', () => {
  it('count what waits and what was given up', async () => {
    const { add, outbox, office, options } = await watched();
    for (const text of ['một', 'hai', 'ba']) add('A', text);
    const [first, second] = outbox.waiting('elsewhere', 0);
    office.work(({ now }) => {
      outbox.claim(first?.id ?? 0);
      outbox.settle(second?.id ?? 0, 'unknown', 'REF', 'timeout', now);
    });
    const lines = metricsText(options).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'thidua_outbox_messages{state="pending"} 1',
        'thidua_outbox_messages{state="sending"} 1',
        'thidua_outbox_messages{state="unknown"} 1',
        'thidua_channel_receiving{channel="elsewhere"} 1',
      ]),
    );
  });
});
