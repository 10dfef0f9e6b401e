import { isIP } from 'node:net';
import type { Context } from 'hono';
import { isLoopbackHost } from './loopback.ts';
import type { WebEnv } from './web-env.ts';

/** Wrong addresses that one client may ask for in a window before it is only told to wait. */
const MOST_MISSES = 30;
const WINDOW_MS = 10 * 60_000;
/** Clients remembered at a time; beyond it the longest known are forgotten. */
const MOST_CLIENTS = 5_000;

/** Counts the wrong tokens of each client: guessing is hopeless anyway, and this keeps it cheap. */
export interface MissLimit {
  /** Counts one; true when the client has had its share and is only told to wait. */
  miss(client: string): boolean;
}

/** Nobody has missed yet; `now` is a clock of the machine, in ms. */
export function createMissLimit(now: () => number): MissLimit {
  const clients = new Map<string, { readonly since: number; count: number }>();

  function current(client: string) {
    const seen = clients.get(client);
    if (seen === undefined || now() - seen.since < WINDOW_MS) return seen;
    clients.delete(client);
    return undefined;
  }

  return {
    miss(client) {
      const seen = current(client);
      if (seen !== undefined) {
        seen.count += 1;
        return seen.count > MOST_MISSES;
      }
      const [oldest] = clients.keys();
      if (clients.size >= MOST_CLIENTS && oldest !== undefined) clients.delete(oldest);
      clients.set(client, { since: now(), count: 1 });
      return false;
    },
  };
}

const PRIVATE = /^(?:::ffff:)?(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|^f[cd][0-9a-f]{2}:/i;

/**
 * The address of the client. Behind a reverse proxy, which is on this machine or in a private network, it is the last
 * one in `X-Forwarded-For`: the one that the proxy itself has seen.
 */
export function clientAddress(context: Context<WebEnv>): string {
  const peer = context.env.incoming?.socket.remoteAddress ?? '';
  if (!isLoopbackHost(peer) && !PRIVATE.test(peer)) return peer;
  const forwarded = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  return isIP(forwarded) === 0 ? peer : forwarded;
}
