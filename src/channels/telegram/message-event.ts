import type { Chat, Message, User, UserFromGetMe } from 'telegraf/types';
import type { Inbound, InboundBody, Sender } from '../../conversation/types.ts';
import { addressesBot } from './addressed.ts';
import { messageBody } from './message-body.ts';

/** Name of this channel in every event. */
export const TELEGRAM = 'telegram';

/** The chat of an event; null for channels, where the bot has nothing to do. */
export function eventChat(chat: Pick<Chat, 'id' | 'type'>): Inbound['chat'] | null {
  if (chat.type === 'private') return { id: String(chat.id), kind: 'private' };
  if (chat.type === 'group' || chat.type === 'supergroup') return { id: String(chat.id), kind: 'group' };
  return null;
}

/** A platform account as the product sees it. */
export function eventSender(user: User): Sender {
  const displayName = [user.first_name, user.last_name].filter(Boolean).join(' ');
  const sender = { id: String(user.id), displayName };
  return user.language_code === undefined ? sender : { ...sender, languageCode: user.language_code };
}

/** A message from a person, keyed by chat and message: the key stays when the update comes again under another id. */
export function messageEvent(message: Message, me: UserFromGetMe): Inbound | null {
  const body = messageBody(message, me);
  if (body === null) return null;
  const key = `m:${message.chat.id}:${message.message_id}`;
  return personalEvent(message, me, { eventKey: key, atSeconds: message.date, body });
}

/** An edit of an earlier message; live locations edit themselves and are left out. */
export function editedEvent(message: Message & { edit_date?: number }, me: UserFromGetMe): Inbound | null {
  if ('location' in message) return null;
  const atSeconds = message.edit_date ?? message.date;
  const eventKey = `e:${message.chat.id}:${message.message_id}:${atSeconds}`;
  return personalEvent(message, me, { eventKey, atSeconds, body: { kind: 'edited' } });
}

/** A group that became a supergroup; both of its service messages give the same event. */
export function movedEvent(message: Message, oldChatId: number, newChatId: number): Inbound {
  return {
    channel: TELEGRAM,
    eventKey: `g:${oldChatId}:${newChatId}`,
    at: message.date * 1_000,
    chat: { id: String(oldChatId), kind: 'group' },
    from: message.from === undefined ? { id: String(oldChatId), displayName: '' } : eventSender(message.from),
    binding: false,
    body: { kind: 'chat-moved', newChatId: String(newChatId) },
  };
}

function personalEvent(
  message: Message,
  me: UserFromGetMe,
  event: { readonly eventKey: string; readonly atSeconds: number; readonly body: InboundBody },
): Inbound | null {
  const chat = eventChat(message.chat);
  const { from } = message;
  if (chat === null || from === undefined) return null;
  if (chat.kind === 'group' && !addressesBot(message, me)) return null;
  return {
    channel: TELEGRAM,
    eventKey: event.eventKey,
    at: event.atSeconds * 1_000,
    chat,
    from: eventSender(from),
    // With `sender_chat` (anonymous administrator, linked channel) `from` is a stand-in account.
    binding: message.sender_chat === undefined && !from.is_bot,
    body: event.body,
  };
}
