import { get, post } from './api.js';
import { announce, channelOf, chatKey, personById, state } from './state.js';

const TYPING_MS = 6000;

/** What the page knows of one chat; an empty one until it is read. */
export function chatOf(key) {
  let chat = state.chats.get(key);
  if (chat === undefined) {
    chat = { messages: [], commands: [], pending: [], typingUntil: 0, loaded: false, readUpTo: 0 };
    state.chats.set(key, chat);
  }
  return chat;
}

/** Reads a chat from the server and replaces what the page has of it. */
export async function loadChat(personId) {
  const channel = channelOf(personId).name;
  const key = chatKey(channel, personId);
  const read = await get(`/local/chat/${encodeURIComponent(channel)}/${encodeURIComponent(personId)}`);
  const chat = chatOf(key);
  // What arrived by the live stream while the answer was under way is newer than the answer.
  const newer = chat.messages.filter((known) => known.seq > lastSeq(read.messages));
  chat.messages = newer.reduce(withMessage, read.messages);
  chat.commands = read.commands;
  chat.loaded = true;
  settlePending(chat);
  announce('chat', { key, whole: true });
}

/** Puts a message from the live stream in its place. */
export function receiveMessage({ channel, chatId, message }) {
  const key = chatKey(channel, chatId);
  const chat = chatOf(key);
  chat.messages = withMessage(chat.messages, message);
  if (message.from === 'bot') chat.typingUntil = 0;
  settlePending(chat);
  announce('chat', { key, message });
}

/** Shows for some seconds that the bot is writing. */
export function receiveTyping({ channel, chatId }) {
  const key = chatKey(channel, chatId);
  chatOf(key).typingUntil = Date.now() + TYPING_MS;
  announce('chat', { key });
  setTimeout(() => announce('chat', { key }), TYPING_MS + 50);
}

/** Sends a typed text; it shows at once and stays with an offer to resend when the server does not take it. */
export function sendText(personId, text) {
  announce('did', { personId });
  return send(personId, { text, fileName: null, request: (ids) => post('/local/message', { ...ids, text }) });
}

/** Sends a file. */
export function sendFile(personId, file) {
  return send(personId, {
    text: '',
    fileName: file.name,
    request(ids) {
      const form = new FormData();
      for (const [name, value] of Object.entries(ids)) form.set(name, value);
      form.set('file', file);
      return post('/local/file', form);
    },
  });
}

/** Presses a button under a message. */
export async function pressButton(personId, messageId, button) {
  announce('did', { personId });
  const channel = channelOf(personId).name;
  try {
    await post('/local/message', { clientId: crypto.randomUUID(), channel, personId, token: button.token, messageId });
  } catch (refusal) {
    announce('refusal', refusal.code ?? 'messenger-stopped');
  }
}

/** Sends again what the server did not take, under the same id: it can never count twice. */
export async function resend(personId, pending) {
  const key = chatKey(pending.channel, personId);
  pending.failed = null;
  announce('chat', { key });
  const chat = chatOf(key);
  try {
    await pending.request({ clientId: pending.clientId, channel: pending.channel, personId });
    // A replay is not shown anew by the live stream.
    if (chat.pending.includes(pending)) await loadChat(personId);
    chat.pending = chat.pending.filter((one) => one !== pending);
  } catch (refusal) {
    pending.failed = refusal.code ?? 'messenger-stopped';
  }
  announce('chat', { key });
}

/** Tells the server that the person has seen the bot's messages of this chat. */
export function markRead(personId) {
  const channel = channelOf(personId).name;
  const chat = chatOf(chatKey(channel, personId));
  const seq = lastSeq(chat.messages.filter((message) => message.from === 'bot'));
  if (seq <= chat.readUpTo) return;
  chat.readUpTo = seq;
  const person = personById(personId);
  if (person) person.unread[channel] = 0;
  announce('people');
  post('/local/read', { channel, personId, seq }).catch(() => {
    chat.readUpTo = 0;
  });
}

export function isLinked(personId) {
  return personById(personId)?.linkedOn.includes(channelOf(personId).name) ?? false;
}

function send(personId, { text, fileName, request }) {
  const channel = channelOf(personId).name;
  const pending = { clientId: crypto.randomUUID(), channel, text, fileName, request, failed: null };
  chatOf(chatKey(channel, personId)).pending.push(pending);
  return resend(personId, pending);
}

function settlePending(chat) {
  chat.pending = chat.pending.filter((one) => !chat.messages.some((message) => message.id.endsWith(one.clientId)));
}

/** Replaces the message in place, or puts it where its number says. */
function withMessage(messages, message) {
  const place = messages.findIndex((known) => known.id === message.id);
  if (place >= 0) {
    const order = messages[place].order ?? messages[place].seq;
    return messages[place].seq > message.seq ? messages : messages.with(place, { ...message, order });
  }
  const before = messages.findLastIndex((known) => (known.order ?? known.seq) < message.seq);
  return messages.toSpliced(before + 1, 0, message);
}

function lastSeq(messages) {
  return messages.reduce((last, message) => Math.max(last, message.seq), 0);
}
