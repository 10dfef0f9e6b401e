import { ApiError, badRequest } from './api-error.ts';
import { newMessageId } from './message-id.ts';
import type { Methods } from './methods.ts';
import { type Params, requiredText, textParam } from './params.ts';
import { fetchPicture, requirePublic } from './picture.ts';
import type { SentMessage, StoredChat, World } from './world.ts';

/** UTF-16 units of a text or a caption. */
const MAX_TEXT = 2_000;

/** Methods that write to a chat. `reply_markup` is taken and forgotten, as the platform does. */
export const sendMethods: Methods = {
  sendMessage(world, params) {
    const chat = writableChat(world, params);
    const text = requiredText(params, 'text');
    if (text.length > MAX_TEXT) throw badRequest('text is too long');
    return keep(world, chat, { kind: 'text', text, parseMode: parseMode(params), picture: null });
  },

  async sendPhoto(world, params) {
    const chat = writableChat(world, params);
    const url = requiredText(params, 'photo');
    const text = textParam(params, 'caption') ?? '';
    if (text.length > MAX_TEXT) throw badRequest('caption is too long');
    requirePublic(url);
    const picture = await fetchPicture(world, url);
    return keep(world, chat, { kind: 'photo', text, parseMode: parseMode(params), picture });
  },

  sendSticker(world, params) {
    const chat = writableChat(world, params);
    return keep(world, chat, {
      kind: 'sticker',
      text: requiredText(params, 'sticker'),
      parseMode: null,
      picture: null,
    });
  },

  sendVoice(world, params) {
    const chat = writableChat(world, params);
    const text = requiredText(params, 'voice_url');
    requirePublic(text);
    if (chat.type === 'GROUP') throw badRequest('voice messages go to private chats only');
    if (!new URL(text).pathname.endsWith('.aac')) throw badRequest('voice must be an .aac file');
    return keep(world, chat, { kind: 'voice', text, parseMode: null, picture: null });
  },

  sendChatAction(world, params) {
    const chat = writableChat(world, params);
    if (requiredText(params, 'action') !== 'typing') throw badRequest('unknown action');
    chat.typingAt = world.time.now();
    return { ok: true };
  },
};

function writableChat(world: World, params: Params): StoredChat {
  const chat = world.chats.get(requiredText(params, 'chat_id'));
  if (chat === undefined || !chat.open) throw new ApiError(410, 'Chat not found');
  if (chat.forbidden) throw new ApiError(422, 'Not permitted to send to this chat');
  return chat;
}

function parseMode(params: Params): string | null {
  const mode = textParam(params, 'parse_mode');
  if (mode !== null && mode !== 'markdown' && mode !== 'html') throw badRequest('unknown parse_mode');
  return mode;
}

function keep(world: World, chat: StoredChat, content: Omit<SentMessage, 'id' | 'at'>): object {
  // Everything but the plan's limit was in order: only what would be sent is counted.
  if (world.quota.used() >= world.quota.limit) throw new ApiError(429, 'Quota exceeded');
  world.quota.use(1);
  const message = { id: newMessageId(), at: world.time.now(), ...content };
  chat.sent.push(message);
  return { message_id: message.id, date: message.at };
}
