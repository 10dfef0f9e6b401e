import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, Receipt, Receiver } from '../../src/channels/channel.ts';
import type { Inbound } from '../../src/conversation/types.ts';

/** What the person sees of one message of the bot. */
interface SeenByPerson {
  /** Without mark-up. */
  readonly text: string;
  readonly labels: readonly string[];
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
}

/** A channel with one person on the other side, who has already opened the chat. */
export interface ChannelHarness {
  readonly channel: Channel;
  readonly chatId: string;
  /** The person writes. */
  say(text: string): Promise<void> | void;
  /** The person uses a button that they see. */
  tap?(label: string): Promise<void> | void;
  sendFile?(name: string, bytes: Uint8Array): Promise<void> | void;
  /** The bot's messages as the person sees them now. */
  seen(): Promise<readonly SeenByPerson[]> | readonly SeenByPerson[];
  /** A chat that the platform says is gone for the bot. */
  readonly goneChatId?: string;
  /** Lets the channel's wait after a refused batch pass. */
  passBackOff(): Promise<void> | void;
  /** The platform forgets what is said while nobody listens: no channel can deliver it. */
  readonly forgetsWhileStopped?: boolean;
  /** The platform brings one event several times: the receiver knows it by its key. */
  readonly repeats?: boolean;
  /** Nobody can reach the platform from now on. */
  goOffline?(): Promise<void> | void;
  /** All that was logged. */
  logged(): string;
  /** What must never be in a log or an outcome. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

/** Promises that every channel keeps; `open` makes a fresh channel that is not yet started. */
export function describeChannelContract(name: string, open: () => Promise<ChannelHarness>): void {
  describe(`${name} keeps the promises of a channel`, () => {
    let harness: ChannelHarness;
    let inbox: ReturnType<typeof collect>;
    let folder: string;

    beforeEach(async () => {
      harness = await open();
      inbox = collect();
      folder = await mkdtemp(join(tmpdir(), 'channel-contract-'));
    });
    afterEach(async () => {
      await harness.channel.stop();
      await harness.close();
      await rm(folder, { recursive: true });
    });

    it('delivers in order, each event with its own key, under its own name', async () => {
      await harness.channel.start(inbox.receive);
      for (const word of ['một', 'hai', 'ba']) await harness.say(word);
      const events = await inbox.holds(3);
      expect(events.map(({ body }) => body)).toEqual(['một', 'hai', 'ba'].map((text) => ({ kind: 'text', text })));
      expect(new Set(events.map(({ eventKey }) => eventKey)).size).toBe(3);
      for (const event of events) {
        expect(event.channel).toBe(harness.channel.name);
        expect(event.chat).toEqual({ id: harness.chatId, kind: 'private' });
        expect(event.from.id).not.toBe('');
        expect(event.binding).toBe(true);
        expect(Number.isInteger(event.at) && event.at > Date.UTC(2020, 0)).toBe(true);
      }
    });

    it('delivers the same event again when the receiver stored nothing', async () => {
      await harness.channel.start(inbox.receive);
      inbox.refuseOnce();
      await harness.say('một');
      const [key] = await inbox.offers(1);
      await harness.passBackOff();
      const [event] = await inbox.holds(1);
      expect(event?.eventKey).toBe(key);
    });

    it('is receiving between start and stop, and says so', async () => {
      await harness.channel.start(inbox.receive);
      expect(harness.channel.health()).toEqual({ state: 'receiving', problem: null });
      await harness.channel.stop();
      expect(harness.channel.health()).toEqual({ state: 'stopped', problem: null });
    });

    it('takes a second start or stop as the first', async () => {
      await Promise.all([harness.channel.start(inbox.receive), harness.channel.start(inbox.receive)]);
      await harness.say('một');
      await inbox.holds(1);
      await Promise.all([harness.channel.stop(), harness.channel.stop()]);
      expect(inbox.events).toHaveLength(1);
      if (harness.repeats !== true) expect(inbox.offered).toHaveLength(1);
    });

    it('hears again what is said once it is started again', async () => {
      await harness.channel.start(inbox.receive);
      await harness.channel.stop();
      await harness.channel.start(inbox.receive);
      await harness.say('sau khi nghỉ');
      const [event] = await inbox.holds(1);
      expect(event?.body).toEqual({ kind: 'text', text: 'sau khi nghỉ' });
    });

    it('delivers what was said while it was stopped, once it is started again', async ({ skip }) => {
      if (harness.forgetsWhileStopped === true) return skip();
      await harness.channel.start(inbox.receive);
      await harness.channel.stop();
      await harness.say('trong lúc nghỉ');
      expect(inbox.events).toEqual([]);
      await harness.channel.start(inbox.receive);
      const [event] = await inbox.holds(1);
      expect(event?.body).toEqual({ kind: 'text', text: 'trong lúc nghỉ' });
    });

    it('shows a text as it is meant', async () => {
      const html = harness.channel.capabilities.formatting === 'html';
      const text = html ? 'Chỉ tiêu <b>15%</b> &amp; 6 &lt; 7' : 'Chỉ tiêu 15% & 6 < 7';
      const outcome = await send({ type: 'text', text });
      expect(outcome.kind).toBe('sent');
      expect((await harness.seen()).at(-1)?.text).toBe('Chỉ tiêu 15% & 6 < 7');
    });

    it('does not send what was called off before', async () => {
      const before = (await harness.seen()).length;
      const outcome = await harness.channel.send(harness.chatId, { type: 'text', text: 'x' }, AbortSignal.abort());
      expect(outcome.kind).toBe('unavailable');
      expect(await harness.seen()).toHaveLength(before);
    });

    it('shows buttons and brings their token back', async ({ skip }) => {
      if (!harness.channel.capabilities.buttons || harness.tap === undefined) return skip();
      await harness.channel.start(inbox.receive);
      await send({ type: 'text', text: 'Nộp?', buttons: [[{ label: 'Nộp', token: 'p7.0' }]] });
      expect((await harness.seen()).at(-1)?.labels).toEqual(['Nộp']);
      await harness.tap('Nộp');
      const [event] = await inbox.holds(1);
      expect(event?.body).toMatchObject({ kind: 'choice', token: 'p7.0' });
    });

    it('edits in place', async ({ skip }) => {
      if (!harness.channel.capabilities.edits) return skip();
      const first = await send({ type: 'text', text: 'Bước 1' });
      const messageId = first.kind === 'sent' ? first.messageId : null;
      const count = (await harness.seen()).length;
      const second = await send({ type: 'text', text: 'Bước 2', editMessageId: String(messageId) });
      expect(second).toEqual({ kind: 'sent', messageId });
      expect(await harness.seen()).toHaveLength(count);
      expect((await harness.seen()).at(-1)?.text).toBe('Bước 2');
    });

    it('hands files over, name and bytes', async ({ skip }) => {
      if (!harness.channel.capabilities.filesOut) return skip();
      const path = join(folder, 'stored');
      await writeFile(path, 'mã;họ tên');
      const file = { path, name: 'Danh sách.csv', mime: 'text/csv' };
      expect((await send({ type: 'text', text: 'Danh sách', file })).kind).toBe('sent');
      const seen = (await harness.seen()).at(-1)?.file;
      expect(seen?.name).toBe('Danh sách.csv');
      expect(Buffer.from(seen?.bytes ?? []).toString()).toBe('mã;họ tên');
    });

    it('fetches files that people send, and none over the limit', async ({ skip }) => {
      const { channel, sendFile } = harness;
      if (!channel.capabilities.filesIn || sendFile === undefined || channel.fetchFile === undefined) return skip();
      await channel.start(inbox.receive);
      await sendFile('cán bộ.csv', Buffer.from('mã;họ tên'));
      const [event] = await inbox.holds(1);
      const ref = event?.body.kind === 'file' ? event.body.file.ref : '';
      const fetched = await channel.fetchFile(ref, 1_000, patient);
      expect(fetched.ok && Buffer.from(fetched.bytes).toString()).toBe('mã;họ tên');
      expect(await channel.fetchFile(ref, 3, patient)).toEqual({ ok: false, error: 'too-large' });
      expect((await channel.fetchFile('không có', 1_000, patient)).ok).toBe(false);
    });

    it('tells that a chat is gone', async ({ skip }) => {
      if (harness.goneChatId === undefined) return skip();
      const outcome = await harness.channel.send(harness.goneChatId, { type: 'text', text: 'x' }, patient);
      expect(outcome.kind).toBe('recipient-gone');
    });

    it('starts while the platform cannot be reached, and knows that nothing was sent', async ({ skip }) => {
      if (harness.goOffline === undefined) return skip();
      await harness.goOffline();
      await harness.channel.start(inbox.receive);
      expect(harness.channel.health().state).toBe('degraded');
      expect((await send({ type: 'text', text: 'x' })).kind).toBe('unavailable');
    });

    it('writes neither secrets nor messages into logs and outcomes', async () => {
      const outcomes: unknown[] = [];
      await harness.channel.start(inbox.receive);
      inbox.refuseOnce();
      await harness.say('lời riêng của đồng chí Lan');
      await inbox.offers(1);
      await harness.passBackOff();
      await inbox.holds(1);
      outcomes.push(await send({ type: 'text', text: 'lời riêng gửi đồng chí Lan' }));
      await harness.goOffline?.();
      outcomes.push(await send({ type: 'text', text: 'lời riêng gửi đồng chí Lan' }));
      const written = `${harness.logged()}\n${JSON.stringify(outcomes)}`;
      for (const secret of [...harness.secrets, 'lời riêng']) expect(written).not.toContain(secret);
    });

    function send(message: Parameters<Channel['send']>[1]) {
      return harness.channel.send(harness.chatId, message, patient);
    }
  });
}

const patient: AbortSignal = new AbortController().signal;

/** A receiver that keeps what it commits, and can refuse once. */
function collect() {
  const events: Inbound[] = [];
  const offered: string[] = [];
  const watchers = new Set<() => void>();
  let refuse = false;
  const receive: Receiver = (batch) => {
    offered.push(...batch.map(({ eventKey }) => eventKey));
    const refused = refuse;
    refuse = false;
    const receipts = refused ? [] : batch.map(store);
    for (const look of [...watchers]) look();
    if (refused) throw new Error('database is locked');
    return receipts;
  };
  function store(event: Inbound): Receipt {
    const { eventKey } = event;
    if (events.some((known) => known.eventKey === eventKey)) return { eventKey, status: 'replay' };
    events.push(event);
    return { eventKey, status: 'done' };
  }
  function reaches<T>(list: readonly T[], count: number): Promise<readonly T[]> {
    return new Promise((resolve) => {
      const look = () => {
        if (list.length < count) return;
        watchers.delete(look);
        resolve(list);
      };
      watchers.add(look);
      look();
    });
  }
  return {
    receive,
    events,
    /** Keys of what was offered, stored or not. */
    offered,
    refuseOnce() {
      refuse = true;
    },
    holds: (count: number) => reaches(events, count),
    offers: (count: number) => reaches(offered, count),
  };
}
