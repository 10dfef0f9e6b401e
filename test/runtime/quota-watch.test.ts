import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../src/channels/channel.ts';
import { MINUTE } from '../../src/lib/clock.ts';
import { CAST, openOffice } from '../support/office.ts';
import { textPhone } from '../support/phone.ts';
import { SENT, scriptedChannel } from '../support/scripted-channel.ts';

const { secretary, staff, head } = CAST;
const people = { people: 3, source: 'https://example.vn', verified: false };

/** An office with a messenger that counts, beside those that do not. */
async function openCounted(limit: number, answer: SendOutcome = SENT) {
  const platform = scriptedChannel('zalo');
  platform.answerAll(() => answer);
  const office = await openOffice({
    channels: () => [platform.channel],
    quotas: [{ channel: 'zalo', limit, people }],
  });
  return { office, platform };
}

describe('somebody with a second messenger', () => {
  it.each([
    ['there is no more room for them', 1, SENT],
    ['the platform refuses them', 1000, { kind: 'quota-exhausted', detail: '429' } as const],
  ])('gets reminders there once %s', async (_what, limit, answer) => {
    const { office, platform } = await openCounted(limit, answer);
    office.linkAccount(staff, { channel: 'zalo', accountId: 'z', chatId: 'z' });
    office.link(staff, 'local');
    const refused = answer.kind === 'sent' ? 0 : 1;
    // The opening, which waits for others, and after it a reminder, which does not.
    for (const moment of ['2022-02-14 08:31', '2022-02-14 08:32', '2022-02-21 08:00']) {
      office.clock.set(moment);
      await office.tick();
    }
    expect(platform.history).toHaveLength(refused);
    const got = office.rich.hub.chat(staff).messages.map(({ text }) => text);
    expect(got.filter((text) => text.includes('đăng ký thi đua'))).toHaveLength(2);
    office.clock.advance(MINUTE);
    await office.tick();
    expect(office.rich.hub.chat(staff).messages).toHaveLength(got.length);
  });
});

describe('the secretary', () => {
  it('is told of a refusal once, on the messenger that does not count', async () => {
    const { office, platform } = await openCounted(1000, { kind: 'quota-exhausted', detail: '429' });
    for (const code of [secretary, head]) {
      office.linkAccount(code, { channel: 'zalo', accountId: `z-${code}`, chatId: `z-${code}` });
    }
    office.link(secretary, 'local-text');
    office.clock.set('2022-02-21 08:00');
    for (let n = 0; n < 3; n += 1) {
      await office.tick();
      office.clock.advance(MINUTE);
    }
    const phone = textPhone(office);
    const alarms = phone.look(secretary).filter(({ text }) => text.includes('từ chối gửi thêm'));
    expect(alarms).toHaveLength(1);
    expect(alarms[0]?.text).toContain(office.person(head).fullName);
    expect(alarms[0]?.text).toContain('Cách làm:');
    expect(platform.history.filter((call) => call.includes('từ chối gửi thêm'))).toEqual([]);
  });

  it('is warned before more people are invited than the messenger takes', async () => {
    const { office } = await openCounted(1000);
    office.link(secretary, 'local-text');
    const phone = textPhone(office);
    await phone.type(secretary, '/quanly');
    await phone.choose(secretary, 'Cán bộ và tài khoản');
    const [asked] = await phone.choose(secretary, 'Cấp mã liên kết');
    expect(asked?.text).toContain('gói hiện tại nhận 3');
  });
});
