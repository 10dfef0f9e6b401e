import { unreachable } from '../../lib/result.ts';
import type { Outbound, OutboundText } from '../../presentation/types.ts';
import type { SendOutcome } from '../channel.ts';
import type { ChannelLog } from '../platform/log.ts';
import { loggable } from './back-off.ts';
import type { ZaloClient } from './client.ts';
import type { ZaloFailure } from './failure.ts';

/** The platform's limit for texts and captions, in UTF-16 units. */
const MAX_UNITS = 2_000;
/** How long a server in front of the platform is left alone after it saw too many calls. */
const CALM_MS = 60_000;

/** Sends one message; never rejects for what the platform or the network does. */
export async function sendOutbound(
  client: ZaloClient,
  log: ChannelLog,
  chatId: string,
  message: Outbound,
  signal: AbortSignal,
): Promise<SendOutcome> {
  if (signal.aborted) return { kind: 'unavailable', detail: 'aborted' };
  // There is no command menu on Zalo: people write "menu".
  if (message.type === 'menu') return { kind: 'sent', messageId: null };
  const outcome = await sendText(client, log, chatId, message, signal);
  if (outcome.kind !== 'sent') log.debug({ kind: outcome.kind }, 'zalo: not sent');
  return outcome;
}

async function sendText(
  client: ZaloClient,
  log: ChannelLog,
  chatId: string,
  { text, photoUrl }: OutboundText,
  signal: AbortSignal,
): Promise<SendOutcome> {
  if (text.length > MAX_UNITS) return { kind: 'rejected', detail: 'too-long' };
  if (photoUrl !== undefined) {
    const caption = text.trim() === '' ? {} : { caption: text };
    const shown = await client.sendPhoto({ chat_id: chatId, photo: photoUrl, ...caption }, { signal });
    if (shown.ok) return { kind: 'sent', messageId: shown.value.message_id };
    // Zalo could not take the picture from its address: the words at least arrive.
    if (shown.error.kind !== 'rejected') return outcomeOf(client, shown.error, signal);
    log.warn(loggable(shown.error), 'zalo: picture refused, sending its text');
  }
  if (text.trim() === '') return { kind: 'rejected', detail: 'empty' };
  const sent = await client.sendMessage({ chat_id: chatId, text }, { signal });
  return sent.ok ? { kind: 'sent', messageId: sent.value.message_id } : outcomeOf(client, sent.error, signal);
}

/** Puts a failed send into the product's terms. */
async function outcomeOf(client: ZaloClient, failure: ZaloFailure, signal: AbortSignal): Promise<SendOutcome> {
  const { kind, detail } = failure;
  switch (kind) {
    case 'chat-unknown':
    case 'not-permitted':
      return { kind: 'recipient-gone', detail };
    case 'too-many':
      return { kind: 'quota-exhausted', detail };
    case 'throttled':
      return { kind: 'rate-limited', retryAfterMs: CALM_MS, scope: 'all' };
    case 'unauthorised':
      return { kind: 'unauthorised', detail };
    case 'forbidden':
    case 'not-found':
      return whoIsMeant(client, detail, signal);
    case 'rejected':
      return { kind: 'rejected', detail };
    case 'unclear':
    case 'timed-out':
      return { kind: 'ambiguous', detail };
    // 409 belongs to receiving; a send that meets it was not carried out.
    case 'conflict':
    case 'unreached':
      return { kind: 'unavailable', detail };
    default:
      return unreachable(kind);
  }
}

// 403 and 404 may mean the token or this one chat: a token that still says who we are is good.
async function whoIsMeant(client: ZaloClient, detail: string, signal: AbortSignal): Promise<SendOutcome> {
  const me = await client.getMe({ signal });
  if (me.ok) return { kind: 'recipient-gone', detail };
  const refused = ['unauthorised', 'forbidden', 'not-found'].includes(me.error.kind);
  return refused ? { kind: 'unauthorised', detail } : { kind: 'unavailable', detail };
}
