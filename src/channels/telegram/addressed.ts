import type { Message, UserFromGetMe } from 'telegraf/types';

/** A command with its addressee, as Telegram's clients complete it in groups: `/lich@thidua_bot 2022`. */
const ADDRESSED_COMMAND = /^(\/[A-Za-z0-9_]{1,32})@([A-Za-z0-9_]+)(?=\s|$)/;

/** Takes our own name off a command; null when the command is for another bot. */
export function withoutOwnName(text: string, me: UserFromGetMe): string | null {
  const match = ADDRESSED_COMMAND.exec(text);
  const [whole, command, name] = match ?? [];
  if (whole === undefined || command === undefined || name === undefined) return text;
  return name.toLowerCase() === me.username.toLowerCase() ? command + text.slice(whole.length) : null;
}

/**
 * Whether a message in a group is meant for the bot: a command, or a reply to the bot. A bot that was made
 * an administrator is shown everything; what is not meant for it stays unread.
 */
export function addressesBot(message: Message, me: UserFromGetMe): boolean {
  if ('text' in message && message.text.startsWith('/')) return true;
  return 'reply_to_message' in message && message.reply_to_message?.from?.id === me.id;
}
