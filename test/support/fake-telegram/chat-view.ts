import type { ReplyKeyboard, SeenButton, StoredChat, World } from './world.ts';

/** A message of the bot as it stands on the screen now. */
interface SeenMessage {
  readonly id: number;
  /** Without mark-up; for a file, its caption. */
  readonly text: string;
  /** As it was sent, with mark-up. */
  readonly source: string;
  readonly parseMode: string | null;
  readonly buttons: readonly (readonly SeenButton[])[];
  readonly file: { readonly name: string; readonly bytes: Buffer; readonly photo: boolean } | null;
  /** How often it was edited. */
  readonly edits: number;
}

/** What can be seen in one chat. */
export interface ChatView {
  /** The bot's messages in order, in their present form. */
  messages(): readonly SeenMessage[];
  /** The bot's latest message; throws where there is none. */
  last(): SeenMessage;
  /** Resolves with the first message of the bot that fits, now or later. */
  sees(fits: string | RegExp | ((message: SeenMessage) => boolean)): Promise<SeenMessage>;
  /** The keyboard in place of the person's own. */
  replyKeyboard(): ReplyKeyboard | null;
  /** Latest "is typing", UTC ms. */
  typingAt(): number | null;
}

/** Looks at a chat of the bot. */
export function viewChat(world: World, chat: StoredChat): ChatView {
  const messages = () =>
    chat.messages
      .filter((message) => message.from.id === world.me.id && !message.deleted)
      .map(({ id, text, source, parseMode, buttons, file, photo, edits }): SeenMessage => {
        const shown = file === null ? null : { name: file.name, bytes: file.bytes, photo };
        return { id, text, source, parseMode, buttons, file: shown, edits };
      });
  return {
    messages,
    last() {
      const latest = messages().at(-1);
      if (latest === undefined) throw new Error(`the bot has written nothing in chat ${chat.id}`);
      return latest;
    },
    sees(fits) {
      const test = (message: SeenMessage) => {
        if (typeof fits === 'string') return message.text.includes(fits);
        return fits instanceof RegExp ? fits.test(message.text) : fits(message);
      };
      return world.changes.until(() => messages().find(test));
    },
    replyKeyboard: () => chat.replyKeyboard,
    typingAt: () => chat.action?.at ?? null,
  };
}
