import { describe, expect, it } from 'vitest';
import type { ChannelHealth } from '../../src/channels/channel.ts';
import { MINUTE } from '../../src/lib/clock.ts';
import { readiness } from '../../src/runtime/monitoring.ts';
import { scriptedChannel } from '../support/scripted-channel.ts';
import { sendingDesk } from '../support/sending-desk.ts';

async function watched(health: ChannelHealth = { state: 'receiving', problem: null }) {
  const desk = await sendingDesk();
  const { clock, storage } = desk.office;
  const channels = [{ ...scriptedChannel('elsewhere').channel, health: () => health }];
  return { ...desk, options: { outbox: storage.delivery.outbox, channels, clock, lastBeat: () => clock.now() } };
}

describe('readiness', () => {
  it('tells how many messages wait, and since when the oldest does', async () => {
    const { add, office, options } = await watched();
    add('A', 'một');
    office.clock.advance(MINUTE);
    add('B', 'hai');
    expect(readiness(options)).toMatchObject({ ready: true, reasons: [], queue: { waiting: 2, oldestMs: MINUTE } });
  });

  it('is not given while a channel does not receive', async () => {
    const { options } = await watched({ state: 'degraded', problem: 'network' });
    expect(readiness(options)).toMatchObject({
      ready: false,
      reasons: ['channel_elsewhere'],
      channels: { elsewhere: { problem: 'network' } },
    });
  });

  it('is not given once nobody has looked at what falls due for some minutes', async () => {
    const { office, options } = await watched();
    const beat = office.clock.now();
    office.clock.advance(5 * MINUTE);
    expect(readiness({ ...options, lastBeat: () => beat }).ready).toBe(true);
    office.clock.advance(MINUTE);
    expect(readiness({ ...options, lastBeat: () => beat })).toMatchObject({ ready: false, reasons: ['heartbeat'] });
    expect(readiness({ ...options, lastBeat: () => null }).ready).toBe(true);
  });

  it('is not given while the database cannot be read', async () => {
    const { options } = await watched();
    const outbox = {
      ...options.outbox,
      counts() {
        throw new Error('disk I/O error');
      },
    };
    expect(readiness({ ...options, outbox })).toMatchObject({
      ready: false,
      reasons: ['database'],
      database: 'unavailable',
    });
  });
});
