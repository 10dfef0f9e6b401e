import { expect, onTestFinished } from 'vitest';
import type { Channel } from '../../../src/channels/channel.ts';
import { createTelegramChannel } from '../../../src/channels/telegram/channel.ts';
import { createZaloChannel } from '../../../src/channels/zalo/channel.ts';
import { type Readiness, readiness } from '../../../src/runtime/monitoring.ts';
import type { Timers } from '../../../src/runtime/sender.ts';
import { type FakeTelegram, startFakeTelegram } from '../../support/fake-telegram/start.ts';
import { type FakeZalo, startFakeZalo } from '../../support/fake-zalo/start.ts';
import { CAST, type Office, type OfficeOptions, openOffice } from '../../support/office.ts';
import { telegramAccount } from '../../support/phone.ts';
import { buttonFor, typedFor } from '../../support/seen.ts';
import { openWebhookDoor } from '../../support/webhook-door.ts';
import { createPassing, type Passing } from './passing.ts';

export const PLATFORMS = ['telegram', 'zalo'] as const;
export type PlatformName = (typeof PLATFORMS)[number];

/** The person on each platform to whom things go wrong, and their neighbour on the same platform. */
export const PEOPLE = {
  telegram: { unlucky: CAST.staff, neighbour: CAST.colleague },
  zalo: { unlucky: CAST.otherStaff, neighbour: CAST.otherHead },
} as const satisfies Readonly<Record<PlatformName, object>>;

/** An office on both platforms at once, over sockets, in a time that passes only when it must. */
export interface Town {
  readonly office: Office;
  readonly telegram: FakeTelegram;
  readonly zalo: FakeZalo;
  readonly time: Passing;
  /** The person writes on their platform. */
  say(who: string, text: string): void;
  /** They answer with an offered choice: by a tap, or by typing its number. */
  choose(who: string, label: string): void;
  /** What the bot has written to them, in its present form. */
  read(who: string): readonly string[];
  chatId(who: string): string;
  /** Lets time pass until the condition holds. */
  until(condition: () => boolean): Promise<void>;
  /** What `/readyz` says. */
  ready(): Readiness;
  /** Fields and message of every line of the log, as text. */
  logged(): readonly string[];
  /** Tokens and secrets: what must never be in it. */
  readonly secrets: readonly string[];
}

const ORIGIN = 'https://thidua.example.vn';
const SECRET = 'bi-mat-kiem-thu';
const RETRY_MS = 1_000;

/** Puts a text into the outbox as the office does; gives the key of its row. */
export function enqueue(town: Town, to: string, text: string, lane: 'answer' | 'reminder'): string {
  const { office } = town;
  const dedupeKey = `case:${to}:${text}`;
  const row = {
    dedupeKey,
    channel: platformOf(to),
    chatId: town.chatId(to),
    memberId: office.person(to).id,
    lane: lane === 'answer' ? 0 : 2,
    kind: lane === 'answer' ? 'reply' : 'custom_reminder',
    payload: JSON.stringify({ type: 'text', text }),
    expiresAt: null,
  };
  office.work(({ now }) => void office.storage.delivery.outbox.add({ ...row, dueAt: now }, now));
  for (const sender of office.bot.senders) sender.wake();
  return dedupeKey;
}

/** What became of a message so far. */
export function fate({ office }: Town, key: string): { readonly state: string; readonly problem: string | null } {
  return office.storage.database.sqlite
    .prepare('SELECT state, problem FROM outbox WHERE dedupe_key = ?')
    .get(key) as ReturnType<typeof fate>;
}

/** No line of the log quotes a token, a secret or one of these words. */
export function expectDiscreet(town: Town, ...words: readonly string[]): void {
  const lines = town.logged();
  for (const secret of [...town.secrets, ...words]) expect(lines.filter((line) => line.includes(secret))).toEqual([]);
}

/** The platform that somebody is on. */
function platformOf(who: string): PlatformName {
  return Object.values(PEOPLE.telegram).some((code) => code === who) ? 'telegram' : 'zalo';
}

interface TownOptions {
  readonly zaloMode?: 'webhook' | 'polling';
  /** Another address of a platform's API than the fake's: nobody of it is heard. */
  readonly roots?: Readonly<Partial<Record<PlatformName, string>>>;
}

/** Opens both fakes and the office between them; all ends with the test. */
export async function openTown(
  options: OfficeOptions = {},
  { zaloMode = 'webhook', roots = {} }: TownOptions = {},
): Promise<Town> {
  let office: Office | null = null;
  const time = createPassing();
  const telegram = await startFakeTelegram({ time });
  const zalo = await startFakeZalo({
    time,
    quirks: { webhookRetries: 'until-2xx', unheard: 'kept' },
    retryMs: RETRY_MS,
  });
  const channels = new Map<string, Channel>();
  const door = await openWebhookDoor(() => channels.get('zalo'));
  zalo.route(ORIGIN, door.url);
  onTestFinished(async () => {
    await telegram.close();
    await zalo.close();
    await door.close();
  });
  const timers: Timers = time;
  const { sleep } = time;
  office = await openOffice({
    timers,
    ...options,
    channels(clock) {
      time.follow(clock);
      // The office's log is made before its channels are started.
      const write = (level: 'debug' | 'info' | 'warn' | 'error') => (fields: object, message: string) =>
        office?.log[level](fields, message);
      const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
      const shared = { clock, log, sleep };
      const made = [
        createTelegramChannel({
          ...shared,
          token: telegram.token,
          apiRoot: roots.telegram ?? telegram.url,
          mode: 'polling',
        }),
        createZaloChannel({
          ...shared,
          token: zalo.token,
          apiRoot: roots.zalo ?? zalo.url,
          mode: zaloMode,
          webhook: { url: `${ORIGIN}/webhooks/zalo`, secret: SECRET },
          insideAllowed: ['127.0.0.1'],
        }),
      ].map((channel) => time.watched(channel));
      for (const channel of made) channels.set(channel.name, channel);
      return made;
    },
  });
  const opened = office;
  const person = (who: string) => telegram.user(telegramAccount(who), { firstName: who });
  const chatId = (who: string) => (platformOf(who) === 'telegram' ? String(telegramAccount(who)) : zalo.person(who).id);
  for (const who of PLATFORMS.flatMap((name) => Object.values(PEOPLE[name]))) {
    opened.linkAccount(who, { channel: platformOf(who), accountId: chatId(who), chatId: chatId(who) });
  }
  function say(who: string, text: string): void {
    if (platformOf(who) === 'telegram') person(who).send(text);
    else zalo.person(who).say(text);
  }
  function choose(who: string, label: string): void {
    if (platformOf(who) === 'zalo') {
      say(who, typedFor(town.read(who), label) ?? label);
      return;
    }
    for (const { id, text, buttons } of person(who).messages().toReversed()) {
      const labels = buttons.map((row) => row.map((button) => button.label));
      const wanted = buttonFor({ text, buttons: labels, file: null }, label);
      if (wanted === null) continue;
      person(who).tap({ messageId: id, label: wanted });
      return;
    }
    throw new Error(`${who} sees no button «${label}»`);
  }
  const town: Town = {
    office: opened,
    telegram,
    zalo,
    time,
    say,
    choose,
    chatId,
    read: (who) =>
      platformOf(who) === 'telegram'
        ? person(who)
            .messages()
            .map(({ text }) => text)
        : zalo
            .person(who)
            .messages()
            .map(({ text }) => text),
    until: (condition) => time.until(condition, { telegram, zalo }),
    ready: () =>
      readiness({
        outbox: opened.storage.delivery.outbox,
        channels: [...channels.values()],
        clock: opened.clock,
        sound: opened.storage.unitOfWork.sound,
        lastBeat: () => null,
      }),
    logged: () => opened.log.lines.map((line) => JSON.stringify(line)),
    secrets: [telegram.token, zalo.token, SECRET],
  };
  // Everybody's chat is open, and what that leads to has been said.
  for (const who of PLATFORMS.flatMap((name) => (name in roots ? [] : Object.values(PEOPLE[name])))) {
    say(who, 'xin chào');
    await town.until(() => town.read(who).length > 0);
  }
  // Menus of those who cannot be reached wait.
  if (Object.keys(roots).length === 0) {
    await town.until(() => opened.storage.delivery.outbox.counts().pending === 0);
  }
  return town;
}
