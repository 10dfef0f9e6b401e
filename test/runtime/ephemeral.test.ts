import { expect, it } from 'vitest';
import type { SendOutcome } from '../../src/channels/channel.ts';
import type { OutboundText } from '../../src/presentation/types.ts';
import { createEphemeralMail, type EphemeralMessage } from '../../src/runtime/ephemeral.ts';
import { manualTimers } from '../support/manual-timers.ts';
import { recordingLog } from '../support/recording-log.ts';
import { SENT, scriptedChannel } from '../support/scripted-channel.ts';

const SECRET = 'đồng ý với CB019';
const RATE_LIMITED: SendOutcome = { kind: 'rate-limited', retryAfterMs: 20_000, scope: 'chat' };
const UNAVAILABLE: SendOutcome = { kind: 'unavailable', detail: 'network' };

function setUp(quiet: () => Promise<void> = async () => {}) {
  const platform = scriptedChannel();
  const timers = manualTimers();
  const log = recordingLog();
  const undos: (() => void)[] = [];
  const counted: number[] = [];
  const mail = createEphemeralMail({
    channels: new Map([['local', platform.channel]]),
    timers,
    log,
    clock: { now: () => 0 },
    unitOfWork: {
      run: (work) => work(),
      nested: (work) => work(),
      onUndo: (undo) => undos.push(undo),
      sound: () => true,
    },
    months: new Map([['local', { count: (lane) => counted.push(lane) }]]),
    quiet,
  });
  function post(text: string, changes: Partial<EphemeralMessage> & { readonly edits?: string } = {}): void {
    const { edits, ...rest } = changes;
    const part: OutboundText = { type: 'text', text, ...(edits === undefined ? {} : { editMessageId: edits }) };
    const wiped: OutboundText = { type: 'text', text: 'đã chuyển' };
    mail.add({ channel: 'local', chatId: 'A', owner: '1', asks: false, parts: [part], wiped, ...rest });
  }
  return { platform, timers, log, undos, counted, mail, post };
}

it('nothing leaves before the commit, and nothing at all of what was undone', async () => {
  const { platform, mail, post, undos } = setUp();
  platform.answerAll(() => SENT);
  post('one');
  post('two');
  await mail.idle();
  expect(platform.history).toEqual([]);
  undos[0]?.();
  mail.release();
  await mail.idle();
  expect(platform.history).toEqual(['A: two']);
});

it('messages of a chat leave in their order, each after the one before; other chats do not wait', async () => {
  const { platform, mail, post } = setUp();
  post('one');
  post('two');
  post('three', { chatId: 'B' });
  mail.release();
  await platform.busy(2);
  expect(platform.history).toEqual(['A: one', 'B: three']);
  platform.answerAll(() => SENT);
  await mail.idle();
  expect(platform.history).toEqual(['A: one', 'B: three', 'A: two']);
});

it('a message waits for the stored answer that is on its way to its chat', async () => {
  let over = () => {};
  const { platform, mail, post } = setUp(() => new Promise((resolve) => (over = resolve)));
  platform.answerAll(() => SENT);
  post('one');
  mail.release();
  await Promise.resolve();
  expect(platform.history).toEqual([]);
  over();
  await mail.idle();
  expect(platform.history).toEqual(['A: one']);
});

it('what the platform did not take is tried again for a while, then dropped without a word of it in the log', async () => {
  const { platform, timers, log, mail, post, counted } = setUp();
  platform.answerAll(() => UNAVAILABLE);
  post(SECRET);
  mail.release();
  for (let round = 0; round < 20; round += 1) {
    await mail.idle();
    timers.fire();
  }
  expect(platform.history.length).toBe(7);
  expect(log.lines).toEqual([
    {
      level: 'warn',
      message: 'a message that is not stored was dropped',
      fields: { channel: 'local', outcome: 'unavailable' },
    },
  ]);
  expect(counted).toEqual([]);
});

it('a platform that asks for a pause gets it', async () => {
  const { platform, timers, mail, post, counted } = setUp();
  let outcome: SendOutcome = RATE_LIMITED;
  platform.answerAll(() => outcome);
  post('one');
  mail.release();
  await mail.idle();
  expect(timers.set).toContain(20_000);
  outcome = SENT;
  timers.fire();
  await mail.idle();
  expect(platform.history).toEqual(['A: one', 'A: one']);
  expect(counted).toEqual([0]);
});

it.each<SendOutcome>([
  { kind: 'rejected', detail: 'too-long' },
  { kind: 'recipient-gone', detail: 'blocked' },
  { kind: 'unauthorised', detail: 'token' },
  { kind: 'quota-exhausted', detail: 'month' },
])('what ends in «$kind» is not tried again', async (outcome) => {
  const { platform, timers, mail, post } = setUp();
  platform.answerAll(() => outcome);
  post('one');
  mail.release();
  await mail.idle();
  timers.fire();
  await mail.idle();
  expect(platform.history).toEqual(['A: one']);
});

it('a question that is answered in place stays one message; one that goes on below or elsewhere is wiped', async () => {
  const { platform, mail, post } = setUp();
  let id = 'M1';
  platform.answerAll(() => ({ kind: 'sent', messageId: id }));
  const step = async (text: string, messageId: string, changes: Parameters<typeof post>[1]) => {
    id = messageId;
    post(text, changes);
    mail.release();
    await mail.idle();
  };
  await step('question', 'M1', { asks: true });
  await step('marked', 'M1', { asks: true, edits: 'M1' });
  await step('typed', 'M2', { asks: true });
  expect(platform.history).toEqual(['A: question', 'A: marked', 'A: typed', 'A: đã chuyển']);
  await step('elsewhere', 'M3', { chatId: 'B' });
  expect(platform.history.slice(4)).toEqual(['B: elsewhere', 'A: đã chuyển']);
});

it('a notice leaves the question before it alone', async () => {
  const { platform, mail, post } = setUp();
  platform.answerAll(() => SENT);
  post('question', { asks: true });
  post('share', { owner: null });
  mail.release();
  await mail.idle();
  expect(platform.history).toEqual(['A: question', 'A: share']);
});

it('a stop sends what was committed, and does not wait for what the platform refuses', async () => {
  const { platform, mail, post, log } = setUp();
  platform.answerAll(({ chatId }) => (chatId === 'A' ? SENT : UNAVAILABLE));
  post('one');
  post('two', { chatId: 'B' });
  await mail.stop();
  expect(platform.history).toEqual(['A: one', 'B: two']);
  expect(log.lines.map(({ fields }) => fields)).toEqual([{ channel: 'local', outcome: 'unavailable' }]);
});
