import type { Clock } from '../../lib/clock.ts';
import type { ChannelLog } from '../platform/log.ts';
import type { Sleep } from '../platform/pause.ts';

/** What the Telegram channel is built from. */
export interface TelegramOptions {
  readonly token: string;
  /** Base address of the Bot API; default `https://api.telegram.org`. */
  readonly apiRoot?: string;
  readonly mode: 'polling' | 'webhook';
  /** Needed in webhook mode: the public address of `POST /webhooks/telegram` and the secret header's value. */
  readonly webhook?: { readonly url: string; readonly secret: string };
  /** Proxy for https addresses, as `http://host:port`. */
  readonly httpsProxy?: string;
  readonly clock: Clock;
  readonly log: ChannelLog;
  /** Waits between attempts and limits each call; a test passes its own. */
  readonly sleep?: Sleep;
}

/** The only kinds of update that the product uses. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;
