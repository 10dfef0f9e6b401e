import type { Result } from '../../lib/result.ts';
import { backOffMs, loggable, problemOf } from './back-off.ts';
import type { ZaloFailure } from './failure.ts';
import { pollUpdates } from './poll.ts';
import type { Receiving } from './receiving.ts';
import { clearTheWay, setTheWebhook } from './way.ts';

/** Learns who we are, opens the way in, and receives until stopped; ends early only when the token is refused. */
export async function receiveUpdates(receiving: Receiving): Promise<void> {
  const { client, mode, health, log, signal } = receiving;
  const me = await insist(receiving, 'token', () => client.getMe({ signal }));
  if (me === null) return;
  const { id, display_name: displayName, account_name: accountName } = me;
  receiving.known({ id, names: [displayName, accountName].filter((name) => name !== undefined) });
  const open = mode === 'polling' ? clearTheWay : setTheWebhook;
  if ((await insist(receiving, 'way', async () => wrapped(await open(receiving)))) === null) return;
  health.set('receiving');
  receiving.attempted();
  log.info({ mode }, 'zalo: receiving');
  if (mode === 'polling' && (await pollUpdates(receiving)) === 'unauthorised') refuse(receiving);
}

function wrapped(result: Result<null, ZaloFailure>): Result<true, ZaloFailure> {
  return result.ok ? { ok: true, value: true } : result;
}

/** Repeats a call until the platform grants it; null when stopped, or refused for the token. */
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
      return null;
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
  log.error({ problem: 'unauthorised' }, 'zalo: token refused, receiving stopped');
  attempted();
}
