import type { Inbound, InboundBody } from '../../conversation/types.ts';
import type { EpochMs } from '../../lib/clock.ts';
import { withoutMention } from './mention.ts';
import type { ZaloMessage, ZaloUpdate } from './results.ts';

/** Name of this channel in every event. */
export const ZALO = 'zalo';

/** How a picture is named to `fetchFile`: its address after this. */
export const PHOTO_REF = 'photo:';

/** Whose events these are. */
export interface BotIdentity {
  /** Digits of the token: known without asking, and another bot's are others. */
  readonly id: string;
  /** Names under which groups mention the bot; empty until the platform has told them. */
  readonly names: readonly string[];
}

type Chat = Inbound['chat'];

/** Turns an update into an event; null where it is of no use or does not have the form of a message. */
export function toInbound({ event_name: name, message }: ZaloUpdate, bot: BotIdentity, now: EpochMs): Inbound | null {
  const read = BODIES.get(name);
  if (read === undefined || message === null) return null;
  const chat = chatOf(message);
  const body = read(message);
  return {
    channel: ZALO,
    // The platform has no id of events. A message's own stays when it is read or delivered again.
    eventKey: `${bot.id}:${message.chat.id}:${message.message_id}`,
    at: message.date ?? now,
    chat,
    from: { id: message.from.id, displayName: message.from.display_name ?? '' },
    binding: message.from.is_bot !== true,
    body: chat.kind === 'group' && body.kind === 'text' ? unmentioned(body.text, bot) : body,
  };
}

// A chat of a kind that nobody knows yet may have listeners: nothing personal is said there.
function chatOf({ chat, from }: ZaloMessage): Chat {
  const known = chat.chat_type?.toUpperCase();
  const alone = known === 'PRIVATE' || (known === undefined && chat.id === from.id);
  return { id: chat.id, kind: alone ? 'private' : 'group' };
}

const unsupported = (): InboundBody => ({ kind: 'unsupported' });

const BODIES: ReadonlyMap<string, (message: ZaloMessage) => InboundBody> = new Map([
  ['message.text.received', ({ text }) => (text === undefined ? unsupported() : { kind: 'text', text })],
  ['message.image.received', photo],
  ['message.sticker.received', unsupported],
  ['message.voice.received', unsupported],
  ['message.unsupported.received', unsupported],
]);

function photo(message: ZaloMessage): InboundBody {
  const address = message.photo_url ?? message.photo;
  if (address === undefined || address === '') return unsupported();
  const name = `photo-${message.message_id.replace(/[^\w-]/g, '').slice(0, 40)}.jpg`;
  // The platform does not tell the size.
  const file = { ref: `${PHOTO_REF}${address}`, name, sizeBytes: 0, mime: 'image/jpeg' };
  const { caption } = message;
  return caption === undefined || caption === '' ? { kind: 'file', file } : { kind: 'file', file, caption };
}

function unmentioned(text: string, bot: BotIdentity): InboundBody {
  return { kind: 'text', text: withoutMention(text, bot.names) };
}
