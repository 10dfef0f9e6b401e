import type { LookupFunction } from 'node:net';
import type { Clock } from '../../lib/clock.ts';
import type { ChannelLog } from '../platform/log.ts';
import type { Sleep } from '../platform/pause.ts';

/** What the Zalo channel is built from. */
export interface ZaloOptions {
  readonly token: string;
  /** Base address of the bot platform; default `https://bot-api.zaloplatforms.com`. */
  readonly apiRoot?: string;
  readonly mode: 'polling' | 'webhook';
  /** Needed in webhook mode: the public address of `POST /webhooks/zalo` and the secret header's value. */
  readonly webhook?: { readonly url: string; readonly secret: string };
  /** Proxy for https addresses, as `http://host:port`. */
  readonly httpsProxy?: string;
  readonly clock: Clock;
  readonly log: ChannelLog;
  /** Waits between attempts and limits each call; a test passes its own. */
  readonly sleep?: Sleep;
  /** Addresses inside the network that pictures may come from all the same, such as a test's server. */
  readonly insideAllowed?: readonly string[];
  /** Finds the addresses of a name; default the system's way. */
  readonly lookup?: LookupFunction;
}
