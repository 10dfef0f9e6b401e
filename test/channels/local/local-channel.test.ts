import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SHOWN_PER_CHAT } from '../../../src/channels/local/chat-log.ts';
import { SHELF_LIMIT_BYTES } from '../../../src/channels/local/file-shelf.ts';
import {
  createLocalChannel,
  LOCAL_FILE_LIMIT_BYTES,
  type LocalChannel,
} from '../../../src/channels/local/local-channel.ts';
import type { HubEvent, Posted } from '../../../src/channels/local/messenger-hub.ts';
import type { Inbound } from '../../../src/conversation/types.ts';
import type { OutboundText } from '../../../src/presentation/types.ts';

const NOW = Date.UTC(2022, 1, 14, 1, 5);
const QUESTION: OutboundText = {
  type: 'text',
  text: 'Nộp bản đăng ký?',
  buttons: [
    [
      { label: 'Nộp', token: 'p1.0' },
      { label: 'Chưa', token: 'p1.1' },
    ],
  ],
};

describe('what a person posts', () => {
  it('arrives under the key that the page made, from the person who is the chat', async () => {
    const { channel, received } = await opened();
    const posted = text('xin chào');
    expect(channel.hub.post(posted)).toEqual({ ok: true, value: { eventKey: `l:${posted.clientId}`, status: 'done' } });
    expect(received).toEqual([
      {
        channel: 'local',
        eventKey: `l:${posted.clientId}`,
        at: NOW,
        chat: { id: 'lan', kind: 'private' },
        from: { id: 'lan', displayName: 'Lan' },
        binding: true,
        body: { kind: 'text', text: 'xin chào' },
      },
    ]);
  });

  it('shows once however often the page sends it again', async () => {
    const { channel } = await opened();
    const posted = text('xin chào');
    channel.hub.post(posted);
    channel.hub.post(posted);
    expect(shownTexts(channel)).toEqual(['xin chào']);
  });

  it('is not shown when it was not stored, and can be sent again', async () => {
    const { channel, refuseOnce } = await opened();
    const events = watch(channel);
    refuseOnce();
    const posted = text('xin chào');
    expect(channel.hub.post(posted)).toEqual({ ok: false, error: 'messenger-not-stored' });
    expect(shownTexts(channel)).toEqual([]);
    expect(events).toEqual([]);
    expect(channel.hub.post(posted).ok).toBe(true);
    expect(shownTexts(channel)).toEqual(['xin chào']);
  });

  it('stands before the answer even when the answer comes at once', async () => {
    const { channel } = await opened((event, own) => {
      void own.send(event.chat.id, { type: 'text', text: 'đã nghe' }, patient);
    });
    channel.hub.post(text('xin chào'));
    expect(shownTexts(channel)).toEqual(['xin chào', 'đã nghe']);
  });

  it('is refused as a file over 5 MB', async () => {
    const { channel, received } = await opened();
    const bytes = new Uint8Array(LOCAL_FILE_LIMIT_BYTES + 1);
    const posted: Posted = { ...text(''), body: { kind: 'file', name: 'a.bin', mime: 'application/x', bytes } };
    expect(channel.hub.post(posted)).toEqual({ ok: false, error: 'messenger-file-too-large' });
    expect(received).toEqual([]);
  });
});

describe('a pressed button', () => {
  it('is marked on its message, and is no message of its own', async () => {
    const { channel } = await opened();
    const messageId = await sent(channel, QUESTION);
    channel.hub.post({ ...text(''), body: { kind: 'choice', token: 'p1.1', messageId } });
    expect(channel.hub.chat('lan').messages.map((message) => message.chosen)).toEqual(['p1.1']);
  });

  it('loses its mark when the bot edits the message', async () => {
    const { channel } = await opened();
    const editMessageId = await sent(channel, QUESTION);
    channel.hub.post({ ...text(''), body: { kind: 'choice', token: 'p1.1', messageId: editMessageId } });
    await sent(channel, { ...QUESTION, editMessageId });
    expect(channel.hub.chat('lan').messages).toMatchObject([{ chosen: null, edited: true }]);
  });
});

describe('what the bot sends', () => {
  it('arrives as a new message when the one to edit is not known, as after a restart', async () => {
    const { channel } = await opened();
    const other = await sent((await opened()).channel, QUESTION);
    const id = await sent(channel, { type: 'text', text: 'Bước 2', editMessageId: other });
    expect(id).not.toBe(other);
    expect(channel.hub.chat('lan').messages).toMatchObject([{ text: 'Bước 2', edited: false }]);
  });

  it('never edits what the person wrote', async () => {
    const { channel } = await opened();
    channel.hub.post(text('lời tôi'));
    const [own] = channel.hub.chat('lan').messages;
    await sent(channel, { type: 'text', text: 'lời trợ lý', editMessageId: own?.id ?? '' });
    expect(shownTexts(channel)).toEqual(['lời tôi', 'lời trợ lý']);
  });

  it.each([
    ['a text longer than the platform takes', { text: 'x'.repeat(4097) }, 'text-too-long'],
    ['an empty text', { text: '' }, 'empty-text'],
    ['broken mark-up', { text: '<b>đậm' }, 'broken-html'],
    ['mark-up beyond b, i and a', { text: '<u>gạch</u>' }, 'broken-html'],
    ['a bare ampersand', { text: 'A & B' }, 'broken-html'],
    ['a token over 64 bytes', { text: 'x', buttons: [[{ label: 'x', token: 'é'.repeat(33) }]] }, 'bad-button-token'],
    ['a button without a label', { text: 'x', buttons: [[{ label: '', token: 'a' }]] }, 'empty-button'],
    ['a file that is not there', { text: 'x', file: { path: '/none', name: 'a', mime: 'a/b' } }, 'file-missing'],
  ])('is refused: %s', async (_, message, detail) => {
    const { channel } = await opened();
    const outcome = await channel.send('lan', { type: 'text', ...message }, patient);
    expect(outcome).toEqual({ kind: 'rejected', detail });
    expect(shownTexts(channel)).toEqual([]);
  });

  it('counts the length without mark-up', async () => {
    const { channel } = await opened();
    const outcome = await channel.send('lan', { type: 'text', text: `<b>${'&lt;'.repeat(4096)}</b>` }, patient);
    expect(outcome.kind).toBe('sent');
  });

  it('carries no buttons and no files where only text is carried', async () => {
    const channel = createLocalChannel({ clock: { now: () => NOW }, capabilities: 'text-only' });
    expect(await channel.send('lan', QUESTION, patient)).toEqual({ kind: 'rejected', detail: 'buttons-not-carried' });
    const file = { path: import.meta.filename, name: 'a', mime: 'a/b' };
    const outcome = await channel.send('lan', { type: 'text', text: 'x', file }, patient);
    expect(outcome).toEqual({ kind: 'rejected', detail: 'files-not-carried' });
  });

  it("shows a chat's own commands before those for everybody", async () => {
    const { channel } = await opened();
    const lich = { command: 'lich', description: 'Lịch' };
    const menu = { command: 'menu', description: 'Việc chờ' };
    await channel.publishMenus?.([
      { scope: 'group', languageCode: '', commands: [] },
      { scope: 'private', languageCode: 'en', commands: [menu] },
      { scope: 'private', languageCode: '', commands: [lich] },
    ]);
    expect(channel.hub.chat('lan').commands).toEqual([lich]);
    await channel.send('lan', { type: 'menu', languageCode: '', commands: [menu] }, patient);
    expect(channel.hub.chat('lan').commands).toEqual([menu]);
    expect(channel.hub.chat('minh').commands).toEqual([lich]);
  });
});

describe('the memory of a chat', () => {
  it('keeps the newest messages only, and forgets the files of the rest', async () => {
    const { channel } = await opened();
    const bytes = new Uint8Array([1, 2, 3]);
    channel.hub.post({ ...text(''), body: { kind: 'file', name: 'a.bin', mime: 'a/b', bytes } });
    const fileId = channel.hub.chat('lan').messages[0]?.file?.id ?? '';
    expect(await channel.hub.openFile(fileId)).toEqual({ name: 'a.bin', mime: 'a/b', bytes });
    for (let count = 0; count < SHOWN_PER_CHAT; count += 1) channel.hub.post(text(`${count}`));
    expect(channel.hub.chat('lan').messages).toHaveLength(SHOWN_PER_CHAT);
    expect(await channel.hub.openFile(fileId)).toBeNull();
  });

  it('forgets the oldest files when all chats together hold too much', async () => {
    const { channel } = await opened();
    const bytes = new Uint8Array(LOCAL_FILE_LIMIT_BYTES);
    const count = Math.floor(SHELF_LIMIT_BYTES / bytes.length) + 1;
    for (let at = 0; at < count; at += 1) {
      channel.hub.post({ ...text(''), body: { kind: 'file', name: `${at}`, mime: 'a/b', bytes } });
    }
    const ids = channel.hub.chat('lan').messages.map((message) => message.file?.id ?? '');
    const contents = await Promise.all(ids.map((id) => channel.hub.openFile(id)));
    expect(contents.map((file) => file?.name)).toEqual([undefined, ...ids.slice(1).map((_, at) => `${at + 1}`)]);
  });

  it('counts the messages of the bot that the person has not seen', async () => {
    const { channel } = await opened();
    await sent(channel, { type: 'text', text: 'một' });
    channel.hub.post(text('lời tôi'));
    const seq = channel.hub.chat('lan').messages.at(-1)?.seq ?? 0;
    await sent(channel, { type: 'text', text: 'hai' });
    expect(channel.hub.chat('lan').unread).toBe(2);
    channel.hub.markRead('lan', seq);
    channel.hub.markRead('lan', 0);
    expect(channel.hub.chat('lan').unread).toBe(1);
    expect(channel.hub.chat('minh').unread).toBe(0);
  });
});

it('tells listeners of every change, with a growing number, until they leave', async () => {
  const { channel } = await opened();
  const events: HubEvent[] = [];
  const leave = channel.hub.subscribe((event) => events.push(event));
  channel.hub.post(text('xin chào'));
  const editMessageId = await sent(channel, QUESTION);
  await sent(channel, { ...QUESTION, text: 'Đã nộp.', editMessageId });
  await channel.typing?.('lan');
  leave();
  channel.hub.post(text('còn ai nghe'));
  expect(events.map((event) => event.kind)).toEqual(['message', 'message', 'message', 'typing']);
  const numbers = events.flatMap((event) => (event.kind === 'message' ? [event.message.seq] : []));
  expect(numbers).toEqual([...numbers].sort((left, right) => left - right));
  expect(new Set(numbers).size).toBe(3);
});

const patient: AbortSignal = new AbortController().signal;

async function opened(answer?: (event: Inbound, own: LocalChannel) => void) {
  const received: Inbound[] = [];
  let refuse = false;
  const channel = createLocalChannel({ clock: { now: () => NOW } });
  await channel.start((events) => {
    if (refuse) {
      refuse = false;
      throw new Error('disk full');
    }
    received.push(...events);
    for (const event of events) answer?.(event, channel);
    return events.map(({ eventKey }) => ({ eventKey, status: 'done' }));
  });
  return {
    channel,
    received,
    refuseOnce() {
      refuse = true;
    },
  };
}

function text(body: string): Posted {
  return { clientId: randomUUID(), personId: 'lan', displayName: 'Lan', body: { kind: 'text', text: body } };
}

async function sent(channel: LocalChannel, message: OutboundText): Promise<string> {
  const outcome = await channel.send('lan', message, patient);
  if (outcome.kind !== 'sent' || outcome.messageId === null) throw new Error(`not sent: ${outcome.kind}`);
  return outcome.messageId;
}

function shownTexts(channel: LocalChannel): readonly string[] {
  return channel.hub.chat('lan').messages.map((message) => message.text);
}

function watch(channel: LocalChannel): readonly HubEvent[] {
  const events: HubEvent[] = [];
  channel.hub.subscribe((event) => events.push(event));
  return events;
}
