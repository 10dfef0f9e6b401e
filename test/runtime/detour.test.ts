import { describe, expect, it } from 'vitest';
import { leadershipGroup } from '../../src/app/leadership-group.ts';
import type { SendOutcome } from '../../src/channels/channel.ts';
import { event, happen } from '../support/events.ts';
import { groupCode } from '../support/group-code.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, textOf, textPhone } from '../support/phone.ts';
import { SENT, scriptedChannel } from '../support/scripted-channel.ts';
import { submitFor } from '../support/steps.ts';

const { staff, head, secretary, leader } = CAST;

/** An office in which people have a platform that refuses some chats, and the local messenger without buttons. */
async function openBoth(refused: Readonly<Record<string, SendOutcome>>) {
  const platform = scriptedChannel('telegram');
  platform.answerAll(({ chatId }) => refused[chatId] ?? SENT);
  const office = await openOffice({ channels: () => [platform.channel] });
  return { office, platform };
}

const GONE: SendOutcome = { kind: 'recipient-gone', detail: 'blocked' };

/** Somebody's pledge is sent and withdrawn: the head is told of it. */
async function withdrawal(office: Office): Promise<void> {
  submitFor(office, staff);
  const phone = localPhone(office);
  await phone.type(staff, '/dangky');
  await phone.choose(staff, 'Rút bản đăng ký');
  await phone.choose(staff, 'Rút');
}

describe('a message whose chat is gone', () => {
  it('arrives on the other messenger, once, as that one shows it', async () => {
    const { office, platform } = await openBoth({ [`t-${head}`]: GONE });
    office.linkAccount(head, { channel: 'telegram', accountId: `t-${head}`, chatId: `t-${head}` });
    office.link(head, 'local-text');
    office.work(({ store }) => {
      const { id } = office.person(head);
      const first = store.identities.ofMember(id).find(({ channel }) => channel === 'telegram');
      store.identities.prefer(id, first?.id ?? 0);
    });
    office.link(staff);
    const phone = textPhone(office);
    phone.look(head);
    await withdrawal(office);
    expect(textOf(phone.look(head)).match(/đã được rút/g)).toHaveLength(1);
    expect(platform.history.filter((call) => call.startsWith(`t-${head}`))).toHaveLength(1);
    const { problems } = office.storage.delivery.outbox;
    expect(problems(10)).toEqual([]);
    // Known to be gone: the next one goes to the other at once.
    submitFor(office, staff);
    await withdrawal(office);
    expect(textOf(phone.look(head))).toContain('đã được rút');
    expect(platform.history.filter((call) => call.startsWith(`t-${head}`))).toHaveLength(1);
  });

  it('is listed as not delivered when there is no other messenger', async () => {
    const { office } = await openBoth({ [`t-${head}`]: GONE });
    office.linkAccount(head, { channel: 'telegram', accountId: `t-${head}`, chatId: `t-${head}` });
    office.link(staff);
    await withdrawal(office);
    expect(office.storage.delivery.outbox.problems(10)).toMatchObject([{ state: 'failed', problem: 'blocked' }]);
  });
});

describe('the weekly digest', () => {
  const monday = '2022-02-21 08:00';

  it('goes to the leadership group, and to no leader beside it', async () => {
    const office = await openOffice();
    for (const code of [secretary, leader]) office.link(code);
    const phone = localPhone(office);
    await happen(office, event(secretary, '/nhomlanhdao', { chat: { id: 'G1', kind: 'group' } }));
    phone.look(leader);
    office.clock.set(monday);
    await office.tick();
    const inGroup = office.rich.hub.chat('G1').messages.map(({ text }) => text);
    expect(inGroup.filter((text) => text.includes('Bản tin thi đua'))).toHaveLength(1);
    expect(textOf(phone.look(leader))).not.toContain('Bản tin thi đua');
    office.clock.advance(60_000);
    await office.tick();
    expect(office.rich.hub.chat('G1').messages).toHaveLength(inGroup.length);
  });

  it.each([
    ['is gone', { kind: 'recipient-gone', detail: 'kicked' }, 'không còn trong nhóm nhận bản tin'],
    ['refuses it', { kind: 'rejected', detail: 'x' }, 'không gửi được vào nhóm nhận bản tin'],
  ] as const)('goes to each leader when the group %s, and the secretary knows', async (_what, outcome, said) => {
    const { office } = await openBoth({ G1: outcome });
    for (const code of [secretary, leader]) office.link(code);
    const phone = localPhone(office);
    const group = { channel: 'telegram', chat: { id: 'G1', kind: 'group' } } as const;
    const code = groupCode(office);
    await happen(office, event('ai đó', `/nhomlanhdao ${code}`, group));
    for (const who of [secretary, leader]) phone.look(who);
    office.clock.set(monday);
    await office.tick();
    expect(textOf(phone.look(leader)).match(/Bản tin thi đua/g)).toHaveLength(1);
    expect(textOf(phone.look(secretary))).toContain(said);
    expect(office.work((work) => leadershipGroup(work)) === null).toBe(outcome.kind === 'recipient-gone');
  });

  it('is told to each leader once, however many messages it takes in the group', async () => {
    const { office } = await openBoth({ G1: { kind: 'rejected', detail: 'x' } });
    for (const code of [secretary, leader]) office.link(code);
    const phone = localPhone(office);
    await office.tick();
    for (const who of [secretary, leader]) phone.look(who);
    office.work(({ now }) => {
      const part = { channel: 'telegram', chatId: 'G1', memberId: null, lane: 3, kind: 'weekly_digest', dueAt: now };
      for (const index of [0, 1]) {
        const payload = JSON.stringify({ type: 'text', text: `phần ${index}` });
        const row = { ...part, dedupeKey: `due:x.${index}`, payload, expiresAt: now + 3_600_000 };
        office.storage.delivery.outbox.add(row, now);
      }
    });
    await office.tick();
    expect(textOf(phone.look(leader)).match(/Bản tin thi đua/g)).toHaveLength(1);
    expect(textOf(phone.look(secretary)).match(/đã nhắn riêng cho từng/g)).toHaveLength(1);
  });
});
