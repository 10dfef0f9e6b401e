import type { LocalChannel } from '../../src/channels/local/local-channel.ts';
import { createTelegramChannel } from '../../src/channels/telegram/channel.ts';
import { toPlain } from '../../src/presentation/markup.ts';
import { type FakeTelegram, startFakeTelegram } from './fake-telegram/start.ts';
import { type Office, type OfficeOptions, openOffice } from './office.ts';
import { buttonFor, type Seen, typedFor } from './seen.ts';
import { zaloPhone } from './zalo-phone.ts';

/** The chats of all people of an office on one rendering; who somebody is, is their staff code. */
export interface Phone {
  readonly office: Office;
  readonly rendering: Rendering;
  /** Links somebody without talking. */
  link(who: string): void;
  /** Writes a text and returns what the bot wrote or changed in this chat since the last look. */
  type(who: string, text: string): Promise<readonly Seen[]>;
  /** Answers with the offered choice whose label holds `label`: by a tap, or by typing its number. */
  choose(who: string, label: string): Promise<readonly Seen[]>;
  /** What the bot wrote or changed since the last look. */
  look(who: string): readonly Seen[];
  close(): Promise<void>;
}

export const RENDERINGS = ['local', 'local-text', 'telegram', 'zalo'] as const;
export type Rendering = (typeof RENDERINGS)[number];

/** Opens an office in which everybody uses one rendering. */
export async function openPhone(rendering: Rendering, options: OfficeOptions = {}): Promise<Phone> {
  if (rendering === 'telegram') return telegramPhone(options);
  if (rendering === 'zalo') return zaloPhone(options);
  const office = await openOffice(options);
  return rendering === 'local' ? localPhone(office) : textPhone(office);
}

let posts = 0;

/** A number for the next post of a local chat: unique in the process. */
export function nextClientId(): string {
  posts += 1;
  return `p${posts}`;
}

/** Chats on the local messenger with buttons. */
export function localPhone(office: Office): Phone {
  const view = createView(office, () => office.rich);
  async function choose(who: string, label: string): Promise<readonly Seen[]> {
    const messages = office.rich.hub.chat(who).messages.filter((message) => message.from === 'bot');
    for (const message of messages.toReversed()) {
      const wanted = buttonFor(asSeen(message), label);
      const button = message.buttons.flat().find((candidate) => candidate.label === wanted);
      if (button === undefined) continue;
      view.post(who, { kind: 'choice', token: button.token, messageId: message.id });
      return view.settled(who);
    }
    throw new Error(`${who} sees no button «${label}»`);
  }
  return { ...view.phone, rendering: 'local', choose };
}

/** Chats on the local messenger without buttons: choices are numbers. */
export function textPhone(office: Office): Phone {
  const view = createView(office, () => office.text);
  async function choose(who: string, label: string): Promise<readonly Seen[]> {
    const messages = office.text.hub.chat(who).messages.filter((message) => message.from === 'bot');
    const typed = typedFor(
      messages.map(({ text }) => text),
      label,
    );
    if (typed !== null) return view.phone.type(who, typed);
    throw new Error(`${who} is offered no «${label}»`);
  }
  return { ...view.phone, rendering: 'local-text', choose };
}

type Shown = ReturnType<LocalChannel['hub']['chat']>['messages'][number];

function asSeen({ text, html, buttons, file }: Shown): Seen {
  return {
    text: html ? toPlain(text) : text,
    buttons: buttons.map((row) => row.map((button) => button.label)),
    file: file?.name ?? null,
  };
}

function createView(office: Office, channel: () => LocalChannel) {
  const looked = new Map<string, number>();
  let seen = channel();
  type Body = Parameters<LocalChannel['hub']['post']>[0]['body'];

  function post(who: string, body: Body): void {
    const posted = channel().hub.post({ clientId: nextClientId(), personId: who, displayName: who, body });
    if (!posted.ok) throw new Error(posted.error);
  }

  function look(who: string): readonly Seen[] {
    // A new process starts with empty chats.
    if (seen !== channel()) looked.clear();
    seen = channel();
    const since = looked.get(who) ?? 0;
    const fresh = channel()
      .hub.chat(who)
      .messages.filter((message) => message.from === 'bot' && message.seq > since);
    looked.set(who, Math.max(since, ...fresh.map((message) => message.seq)));
    return fresh.map(asSeen);
  }

  async function settled(who: string): Promise<readonly Seen[]> {
    await office.bot.settled();
    return look(who);
  }

  const phone = {
    office,
    link: (who: string) => office.link(who, channel().name),
    async type(who: string, text: string) {
      post(who, { kind: 'text', text });
      return settled(who);
    },
    look,
    async close() {},
  };
  return { phone, post, settled };
}

/** The platform account of a staff code: CB021 is 900021. */
export function telegramAccount(who: string): number {
  return 900_000 + Number(who.replace(/\D/g, ''));
}

/** Chats on a fake Telegram over HTTP. */
export async function telegramPhone(options: OfficeOptions = {}): Promise<Phone & { readonly telegram: FakeTelegram }> {
  const telegram = await startFakeTelegram();
  const office = await openOffice({
    ...options,
    channels(clock) {
      const { token, url: apiRoot } = telegram;
      const log = { debug() {}, info() {}, warn() {}, error() {} };
      // By the office's clock, which stands still in a story, the platform's pace would never allow another message.
      const { sendLimits: _paced, ...channel } = createTelegramChannel({ token, apiRoot, mode: 'polling', clock, log });
      return [channel];
    },
  });
  const looked = new Map<string, ReadonlyMap<number, string>>();
  const user = (who: string) => telegram.user(telegramAccount(who), { firstName: who });

  function look(who: string): readonly Seen[] {
    const before = looked.get(who) ?? new Map<number, string>();
    const messages = user(who).messages();
    const states = new Map(messages.map((message) => [message.id, JSON.stringify(message)]));
    looked.set(who, states);
    return messages.filter((message) => before.get(message.id) !== states.get(message.id)).map(telegramSeen);
  }

  async function settled(who: string): Promise<readonly Seen[]> {
    await telegram.until(() => telegram.pending().length === 0);
    await office.bot.settled();
    return look(who);
  }

  return {
    office,
    telegram,
    rendering: 'telegram',
    look,
    link(who) {
      const account = String(telegramAccount(who));
      office.linkAccount(who, { channel: 'telegram', accountId: account, chatId: account });
    },
    async type(who, text) {
      user(who).send(text);
      return settled(who);
    },
    async choose(who, label) {
      for (const message of user(who).messages().toReversed()) {
        const wanted = buttonFor(telegramSeen(message), label);
        if (wanted === null) continue;
        await user(who).tap({ messageId: message.id, label: wanted }).answered();
        return settled(who);
      }
      throw new Error(`${who} sees no button «${label}»`);
    },
    close: () => telegram.close(),
  };
}

type TelegramMessage = ReturnType<ReturnType<FakeTelegram['user']>['last']>;

function telegramSeen({ text, buttons, file }: TelegramMessage): Seen {
  return { text, buttons: buttons.map((row) => row.map((button) => button.label)), file: file?.name ?? null };
}

/** All that is new on a screen, buttons included, as one text. */
export function textOf(seen: readonly Seen[]): string {
  return seen.flatMap(({ text, buttons }) => [text, ...buttons.flat()]).join('\n');
}
