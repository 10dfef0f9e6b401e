import { describe, expect, it } from 'vitest';
import { DAY, HOUR, SECOND } from '../../../src/lib/clock.ts';
import { CAST, openOffice } from '../../support/office.ts';
import { localPhone } from '../../support/phone.ts';
import { SENT } from '../../support/scripted-channel.ts';
import { sendingDesk } from '../../support/sending-desk.ts';

const { staff, colleague } = CAST;

describe('a clock that is put back while messages wait', () => {
  it.each([
    ['an hour', HOUR],
    ['a day', DAY],
  ])('by %s makes none of them wait for it, and sends none twice', async (_what, backMs) => {
    const { add, platform, sender, timers, office, states } = await sendingDesk();
    let down = true;
    platform.answerAll(() => (down ? { kind: 'unavailable', detail: 'refused' } : SENT));
    add('A', 'một');
    sender.start();
    await sender.idle();
    down = false;
    office.clock.advance(-backMs);
    timers.fire();
    await sender.idle();
    add('A', 'hai');
    sender.wake();
    await sender.idle();
    expect([platform.history, states()]).toEqual([
      ['A: một', 'A: một', 'A: hai'],
      ['sent', 'sent'],
    ]);
    expect(office.log.lines.map(({ message }) => message)).toContain('the clock was put back');
  });

  it('and the process is started again, makes none of them wait for it', async () => {
    const bench = await sendingDesk();
    bench.add('A', 'một');
    bench.office.clock.advance(-DAY);
    bench.platform.answerAll(() => SENT);
    bench.sender.start();
    await bench.sender.idle();
    expect(bench.states()).toEqual(['sent']);
  });

  it('leaves what waits for its hour alone', async () => {
    const { add, platform, sender, timers, office, states } = await sendingDesk();
    platform.answerAll(() => SENT);
    add('A', 'một', { lane: 'reminder', dueIn: 5 * HOUR });
    sender.start();
    await sender.idle();
    office.clock.advance(-HOUR);
    timers.fire();
    await sender.idle();
    expect([platform.history, states()]).toEqual([[], ['pending']]);
  });

  it('by a moment, as NTP does, is no news', async () => {
    const { add, platform, sender, office } = await sendingDesk();
    platform.answerAll(() => SENT);
    sender.start();
    for (const step of [-400, 300, -SECOND / 2]) {
      office.clock.advance(step);
      add('A', `bước ${step}`);
      sender.wake();
      await sender.idle();
    }
    expect(platform.history).toHaveLength(3);
    expect(office.log.lines).toEqual([]);
  });
});

describe('what falls due', () => {
  it.each([
    ['an hour', HOUR],
    ['a day', DAY],
    ['a year', 365 * DAY],
  ])('fires once, whatever is done to the clock by %s', async (_what, ms) => {
    const office = await openOffice({ at: '2022-02-07 07:59' });
    const phone = localPhone(office);
    for (const who of [staff, colleague]) phone.link(who);
    await office.tick();
    for (const who of [staff, colleague]) phone.look(who);
    const fired = () =>
      office.storage.database.sqlite
        .prepare("SELECT key, settled_at FROM due_item WHERE state = 'fired' ORDER BY key")
        .all();
    office.clock.set('2022-02-07 08:00');
    await office.tick();
    const first = fired();
    const told = [staff, colleague].map((who) => phone.look(who).length);
    expect(told).toEqual([1, 1]);
    for (const step of [-ms, ms]) {
      office.clock.advance(step);
      await office.tick();
    }
    await office.restart();
    await office.tick();
    expect(fired()).toEqual(first);
    office.clock.advance(ms);
    await office.tick();
    office.clock.advance(-ms);
    await office.tick();
    // What fired stays fired at its time; no key has two rows, and no row two messages.
    expect(fired()).toEqual(expect.arrayContaining(first));
    const doubled = office.storage.database.sqlite
      .prepare('SELECT dedupe_key FROM outbox GROUP BY dedupe_key HAVING count(*) > 1')
      .all();
    expect(doubled).toEqual([]);
  });
});
