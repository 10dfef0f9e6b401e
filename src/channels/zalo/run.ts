import type { Result } from '../../lib/result.ts';
import { backOffMs, loggable, problemOf } from './back-off.ts';
import type { ZaloFailure } from './failure.ts';
import { pollUpdates } from './poll.ts';
import type { Receiving } from './receiving.ts';
import { clearTheWay, setTheWebhook } from './way.ts';

/** Platforms have refused good tokens for a while; a bad one is asked about so seldom that nobody minds. */
const REFUSED_MS = 60_000;
/** How long a webhook that somebody took away goes unnoticed at most. */
const WATCH_MS = 300_000;

/** Learns who we are, opens the way in, and receives until stopped; a refused token is tried again every minute. */
export async function receiveUpdates(receiving: Receiving): Promise<void> {
  while ((await receiveWhileGranted(receiving)) === 'unauthorised') {
    refuse(receiving);
    await receiving.sleep(REFUSED_MS, receiving.signal);
  }
}

async function receiveWhileGranted(receiving: Receiving): Promise<'stopped' | 'unauthorised'> {
  const { client, mode, health, log, signal } = receiving;
  const me = await insist(receiving, 'token', () => client.getMe({ signal }));
  if (me === null) return 'stopped';
  const { id, display_name: displayName, account_name: accountName } = me;
  receiving.known({ id, names: [displayName, accountName].filter((name) => name !== undefined) });
  const open = mode === 'polling' ? clearTheWay : setTheWebhook;
  if ((await insist(receiving, 'way', async () => wrapped(await open(receiving)))) === null) return 'stopped';
  health.set('receiving');
  receiving.attempted();
  log.info({ mode }, 'zalo: receiving');
  return mode === 'polling' ? pollUpdates(receiving) : watchWebhook(receiving);
}

/** Looks now and then whether the platform still delivers to us: nobody tells when a webhook was taken away. */
async function watchWebhook(receiving: Receiving): Promise<'stopped' | 'unauthorised'> {
  const { client, health, log, signal, sleep, webhook } = receiving;
  for (;;) {
    await sleep(WATCH_MS, signal);
    if (signal.aborted) return 'stopped';
    const info = await client.getWebhookInfo({ signal });
    if (signal.aborted) return 'stopped';
    if (!info.ok && info.error.kind === 'unauthorised') return 'unauthorised';
    const gone = info.ok ? info.value.url !== webhook?.url : info.error.kind === 'not-found';
    if (!info.ok && !gone) {
      health.set('degraded', problemOf(info.error));
      log.warn(loggable(info.error), 'zalo: platform not reached');
      continue;
    }
    if (gone) {
      health.set('degraded', 'conflict');
      log.warn({ problem: 'conflict' }, 'zalo: the webhook was taken away, setting it again');
      await insist(receiving, 'way', async () => wrapped(await setTheWebhook(receiving)));
    }
    if (!signal.aborted) health.set('receiving');
  }
}

function wrapped(result: Result<null, ZaloFailure>): Result<true, ZaloFailure> {
  return result.ok ? { ok: true, value: true } : result;
}

/** Repeats a call until the platform grants it; null when stopped. */
async function insist<T>(
  receiving: Receiving,
  about: 'token' | 'way',
  attempt: () => Promise<Result<T, ZaloFailure>>,
): Promise<T | null> {
  const { health, log, signal, sleep } = receiving;
  for (let failures = 1; !signal.aborted; failures += 1) {
    const result = await attempt();
    if (result.ok) return result.value;
    if (signal.aborted) break;
    const { error } = result;
    // `getMe` exists for every good token.
    const refused = about === 'token' ? ['unauthorised', 'forbidden', 'not-found'] : ['unauthorised'];
    if (refused.includes(error.kind)) {
      refuse(receiving);
      await sleep(REFUSED_MS, signal);
      continue;
    }
    const waitMs = backOffMs(failures, error);
    health.set('degraded', problemOf(error));
    log.warn({ ...loggable(error), waitMs }, 'zalo: platform not reached');
    receiving.attempted();
    await sleep(waitMs, signal);
  }
  return null;
}

function refuse({ health, log, attempted }: Receiving): void {
  health.set('stopped', 'unauthorised');
  log.error({ problem: 'unauthorised' }, 'zalo: token refused, nothing is received');
  attempted();
}
