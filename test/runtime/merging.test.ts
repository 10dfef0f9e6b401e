import { describe, expect, it } from 'vitest';
import { say } from '../../src/conversation/text-key.ts';
import type { Notice } from '../../src/conversation/types.ts';
import { MINUTE, SECOND } from '../../src/lib/clock.ts';
import { createLinks } from '../../src/runtime/links.ts';
import { createPost } from '../../src/runtime/post.ts';
import { CAST } from '../support/office.ts';
import { SENT } from '../support/scripted-channel.ts';
import { sendingDesk } from '../support/sending-desk.ts';

const { staff, colleague } = CAST;

/** A post office and a sender of one channel whose platform counts messages. */
async function countedDesk(maxText = 2000) {
  const quota = { channel: 'elsewhere', limit: 100 };
  const desk = await sendingDesk('elsewhere', undefined, quota);
  const { office, platform } = desk;
  platform.answerAll(() => SENT);
  for (const code of [staff, colleague])
    office.linkAccount(code, { channel: 'elsewhere', accountId: code, chatId: code });
  const { store, delivery, dataDir } = office.storage;
  const { fileLinks, uploadLinks, identities, members, settings } = store;
  const post = createPost({
    outbox: delivery.outbox,
    identities,
    members,
    catalogue: office.catalogue,
    capabilities: new Map([['elsewhere', { ...platform.channel.capabilities, maxText }]]),
    filesDir: dataDir.files,
    links: createLinks({ fileLinks, uploadLinks, identities, settings, random: office.random, publicUrl: () => null }),
    ephemeral: { add() {} },
    counted: new Set(['elsewhere']),
    defaultLocale: 'vi',
    added() {},
  });
  let sent = 0;
  function nextKey(): string {
    sent += 1;
    return `key ${sent}`;
  }
  const words = (text: string) => [say('text', { text })];
  return {
    ...desk,
    sent: () => platform.history,
    /** Another process. */
    again() {
      const next = desk.nextProcess();
      desk.platform.answerAll(() => SENT);
      next.start();
      return next;
    },
    used: () => office.work(({ store: here }) => here.sentMessages.since('elsewhere', '2022-02-01')),
    notice(code: string, text: string, more: Partial<Notice> = {}, key = nextKey()) {
      const notice: Notice = {
        ...{ to: office.person(code).id, kind: 'pledge_waiting', lane: 'receipt', reply: { say: words(text) } },
        ...more,
      };
      office.work(({ now }) => post.notice(notice, key, now));
      desk.sender.wake();
    },
    reply(code: string, text: string) {
      const to = { channel: 'elsewhere', chatId: code, memberId: office.person(code).id, locale: 'vi' } as const;
      office.work(({ now }) => post.reply(to, [{ say: words(text) }], nextKey(), now));
      desk.sender.wake();
    },
  };
}

describe('notices to one person within a minute', () => {
  it('are one message, which leaves a minute after the first, and count once', async () => {
    const { notice, sender, later, sent, used } = await countedDesk();
    sender.start();
    notice(staff, 'một');
    notice(colleague, 'riêng');
    await later(40 * SECOND, sender);
    notice(staff, 'hai');
    expect(sent()).toEqual([]);
    await later(20 * SECOND, sender);
    expect(sent()).toEqual([`${staff}: một\n\n———\n\nhai`, `${colleague}: riêng`]);
    expect(used()).toBe(2);
  });

  it('leave before an answer to that person, at once and in their order', async () => {
    const { notice, reply, sender, sent } = await countedDesk();
    sender.start();
    notice(staff, 'một');
    notice(staff, 'hai');
    notice(colleague, 'chờ');
    reply(staff, 'trả lời');
    await sender.idle();
    expect(sent()).toEqual([`${staff}: một\n\n———\n\nhai`, `${staff}: trả lời`]);
  });

  it('are two messages where one would be too long', async () => {
    const { notice, sender, later, sent } = await countedDesk(20);
    sender.start();
    notice(staff, 'mười hai chữ');
    notice(staff, 'và thêm nữa');
    await sender.idle();
    expect(sent()).toEqual([`${staff}: mười hai chữ`]);
    await later(MINUTE, sender);
    expect(sent().slice(1)).toEqual([`${staff}: và thêm nữa`]);
  });

  it('stay apart when they are never repeated, show a file, or belong to another lane', async () => {
    const { notice, sender, sent, later } = await countedDesk();
    sender.start();
    notice(staff, 'nhắc', { kind: 'registration_reminder', lane: 'reminder' });
    await sender.idle();
    expect(sent()).toEqual([`${staff}: nhắc`]);
    notice(staff, 'tin', {});
    notice(staff, 'đợt mới', { kind: 'registration_opens', lane: 'reminder' });
    const file = { storedName: 'x.pdf', name: 'x.pdf', mime: 'application/pdf' };
    notice(staff, 'tệp', { reply: { say: [say('text', { text: 'tệp' })], file } });
    await later(MINUTE, sender);
    await later(MINUTE, sender);
    expect(sent().slice(1).toSorted()).toEqual([`${staff}: tin`, `${staff}: tệp`, `${staff}: đợt mới`].toSorted());
  });

  it('are told once, whatever comes again', async () => {
    const { notice, sender, later, sent } = await countedDesk();
    sender.start();
    notice(staff, 'một', {}, 'k1');
    notice(staff, 'hai', {}, 'k2');
    notice(staff, 'hai', {}, 'k2');
    notice(staff, 'một', {}, 'k1');
    await later(MINUTE, sender);
    notice(staff, 'hai', {}, 'k2');
    await later(MINUTE, sender);
    expect(sent()).toEqual([`${staff}: một\n\n———\n\nhai`]);
  });

  it('wait on in another process', async () => {
    const desk = await countedDesk();
    desk.sender.start();
    desk.notice(staff, 'một');
    await desk.sender.idle();
    await desk.sender.stop();
    const next = desk.again();
    desk.notice(staff, 'hai');
    await next.idle();
    expect(desk.rows().map(({ state }) => state)).toEqual(['pending', 'expired']);
    desk.office.clock.advance(MINUTE);
    desk.timers.fire();
    await next.idle();
    expect(desk.rows().map(({ state }) => state)).toEqual(['sent', 'expired']);
  });

  it('are pointless only when the last of them is', async () => {
    const { notice, sender, office, timers, sent } = await countedDesk();
    sender.start();
    const now = office.clock.now();
    notice(staff, 'ngắn', { expiresAt: now + 30 * SECOND });
    notice(staff, 'dài', { expiresAt: now + 10 * MINUTE });
    office.clock.advance(2 * MINUTE);
    timers.fire();
    await sender.idle();
    expect(sent()).toHaveLength(1);
  });
});
