import { describe, expect, it } from 'vitest';
import { quotaStanding } from '../../src/app/message-quota.ts';
import { BASIC_PLAN } from '../../src/channels/zalo/plan-limits.ts';
import { HOUR, MINUTE } from '../../src/lib/clock.ts';
import { CAST } from '../support/office.ts';
import { zaloPhone } from '../support/zalo-phone.ts';

const ZALO = { channel: 'zalo', limit: 30, people: BASIC_PLAN } as const;

/** Everybody of the office has written to the bot in January; in February the platform takes so many messages. */
async function february(platformLimit: number) {
  const phone = await zaloPhone({ at: '2022-01-31 08:30', quotas: [ZALO] });
  const { office, zalo } = phone;
  const everybody = office.work(({ store }) => store.members.active().map(({ code }) => code));
  for (const code of everybody) zalo.person(code).say('xin chào');
  await zalo.until(() => zalo.pending().length === 0);
  await office.bot.settled();
  for (const code of everybody) {
    phone.link(code);
    phone.look(code);
  }
  zalo.quota.reset();
  zalo.quota.limit = platformLimit;
  /** Registration opens: everybody is told, after the minute in which notices wait for others. */
  async function opening(): Promise<void> {
    office.clock.set('2022-02-07 08:00');
    await office.tick();
    await minutes(1);
  }
  async function minutes(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      office.clock.advance(MINUTE);
      await office.tick();
    }
  }
  const standing = () => office.work((work) => quotaStanding(work, ZALO));
  return { phone, office, zalo, everybody, standing, opening, minutes };
}

describe('a month with 30 messages for 33 people', () => {
  it('gives 27 to reminders and the rest to answers; what was refused leaves when the month turns, nothing twice', async () => {
    const { phone, office, zalo, everybody, standing, opening } = await february(30);
    await opening();
    const got = new Map(everybody.map((code) => [code, phone.look(code).length]));
    expect([...got.values()].reduce((sum, count) => sum + count, 0)).toBe(27);
    const reminded = everybody.filter((code) => got.get(code) !== 0);
    expect(standing()).toMatchObject({ used: 27, refused: false });

    for (const code of reminded.slice(0, 3)) expect(await phone.type(code, 'menu')).toHaveLength(1);
    const [late = ''] = reminded.slice(3);
    expect(await phone.type(late, 'menu')).toHaveLength(0);
    expect(standing()).toMatchObject({ used: 30, refused: true });
    office.clock.advance(HOUR);
    await office.tick();
    expect(phone.look(late)).toHaveLength(0);

    zalo.quota.reset();
    office.clock.set('2022-03-01 00:00');
    for (const sender of office.bot.senders) sender.wake();
    await office.bot.settled();
    expect(phone.look(late)).toHaveLength(1);
    expect(standing()).toMatchObject({ refused: false });
    const texts = everybody.map((code) =>
      zalo
        .person(code)
        .messages()
        .map(({ text }) => text),
    );
    for (const said of texts) expect(new Set(said).size).toBe(said.length);
  });

  it('tells the secretary once what runs short, when, and who would not be reached', async () => {
    const { phone, opening, minutes } = await february(60);
    await opening();
    await minutes(4);
    const alarms = phone.look(CAST.secretary).filter(({ text }) => text.includes('Hạn mức tin nhắn'));
    expect(alarms).toHaveLength(1);
    expect(alarms[0]?.text).toContain('đã dùng 27/30 tin');
    expect(alarms[0]?.text).toContain('Sẽ không nhận được tin nhắc trong tháng:');
    expect(await phone.type(CAST.secretary, '/quanly')).toHaveLength(1);
    await phone.choose(CAST.secretary, 'Gửi tin');
    const [shown] = await phone.choose(CAST.secretary, 'Hạn mức tin nhắn');
    expect(shown?.text).toContain('Người đã liên kết: 33/50');
  });
});
