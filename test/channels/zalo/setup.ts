import { afterEach } from 'vitest';
import type { Channel } from '../../../src/channels/channel.ts';
import { createZaloChannel } from '../../../src/channels/zalo/channel.ts';
import type { ZaloOptions } from '../../../src/channels/zalo/options.ts';
import { type MovableTime, movableTime } from '../../support/fake-time.ts';
import { type FakeZalo, type FakeZaloOptions, startFakeZalo } from '../../support/fake-zalo/start.ts';
import { capturingLog, createInbox, type Inbox } from '../telegram/setup.ts';
import { createSleeper, type Sleeper } from '../telegram/sleeper.ts';

/** 05/02/2022, 08:00 in Hà Nội. */
export const START = Date.UTC(2022, 1, 5, 1);
export const SECRET = 'bi-mat-kiem-thu';
export const WEBHOOK = { url: 'https://thidua.example.vn/webhooks/zalo', secret: SECRET } as const;

/** A channel, the Zalo it talks to, and what a test holds in its hands. */
export interface Bench {
  readonly zalo: FakeZalo;
  readonly time: MovableTime;
  readonly sleeper: Sleeper;
  readonly inbox: Inbox;
  readonly log: ReturnType<typeof capturingLog>;
  readonly channel: Channel;
  /** Resolves when a poll is held: what is said now is heard. */
  listening(): Promise<unknown>;
}

const openBenches: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of openBenches.splice(0)) await close();
});

/** Closes something with the test. */
export function closeWithTest(close: () => Promise<void>): void {
  openBenches.push(close);
}

/** Sets a channel up against a fresh fake; both end with the test. */
export async function setUp(options: Partial<ZaloOptions> = {}, fakeOptions: FakeZaloOptions = {}): Promise<Bench> {
  const time = movableTime(START);
  const zalo = await startFakeZalo({ time, ...fakeOptions });
  const sleeper = createSleeper();
  const log = capturingLog();
  const { token, url: apiRoot } = zalo;
  const base = { token, apiRoot, mode: 'polling', clock: time, log, sleep: sleeper.sleep } as const;
  const channel = createZaloChannel({ ...base, ...options });
  closeWithTest(async () => {
    await channel.stop();
    await zalo.close();
  });
  const listening = () => zalo.until(() => zalo.polling());
  return { zalo, time, sleeper, inbox: createInbox(), log, channel, listening };
}

/** A webhook call as it comes in. */
export function webhookCall(body: unknown, secret: string | undefined = SECRET) {
  const bytes =
    body === undefined ? new Uint8Array() : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { header: (name: string) => (name === 'x-bot-api-secret-token' ? secret : undefined), body: bytes };
}

/** A text as the platform delivers it. */
export function textEvent(text: string, messageId = 'm1a2b3c4d5e6f7081920', more: object = {}) {
  const id = 'a1b2c3d4e5f60718293a';
  return {
    event_name: 'message.text.received',
    message: {
      date: 1_644_022_800_455,
      chat: { chat_type: 'PRIVATE', id },
      message_id: messageId,
      from: { id, is_bot: false, display_name: 'Lan' },
      text,
      ...more,
    },
  } as const;
}

/** A signal that never aborts. */
export const patient: AbortSignal = new AbortController().signal;
