import { backOffMs, loggable, problemOf } from './back-off.ts';
import type { ZaloFailure } from './failure.ts';
import type { Receiving } from './receiving.ts';
import { toEvents } from './updates.ts';
import { clearTheWay } from './way.ts';

/** The platform holds an idle poll this long, seconds (its own default). */
const HOLD_SECONDS = 30;
/** Empty answers sooner than this are no long polls; asking again at once, again and again, would spin. */
const SHORTEST_EMPTY_MS = 1_000;
const HASTY_ANSWERS = 3;
/** Where a message comes again with each poll, asking at once would spin. */
const AFTER_DUPLICATE_MS = 1_000;

/**
 * Asks for events until the signal aborts or the token is refused. A poll takes its event off the platform for good, so
 * it is stored before the next one, and is held in memory and offered again as long as it cannot be.
 */
export async function pollUpdates(receiving: Receiving): Promise<'stopped' | 'unauthorised'> {
  const { client, intake, health, log, sleep, signal } = receiving;
  let failures = 0;
  let hasty = 0;
  while (!signal.aborted) {
    await storeHeld(receiving);
    if (signal.aborted) break;
    const asked = performance.now();
    const answer = await client.getUpdates({ timeout: HOLD_SECONDS }, { signal });
    if (!answer.ok) {
      if (signal.aborted) break;
      failures += 1;
      const end = await afterFailure(answer.error, failures, receiving);
      if (end !== null) return end;
      continue;
    }
    failures = 0;
    // Stored even when we are stopping by now: the platform has forgotten it.
    const receipts = intake.offer(toEvents(answer.value, receiving));
    if (receipts === null) {
      health.set('degraded', 'receiver');
      continue;
    }
    health.set('receiving');
    if (receipts.some(({ status }) => status === 'replay')) {
      log.debug({}, 'zalo: duplicate read');
      await sleep(AFTER_DUPLICATE_MS, signal);
    }
    hasty = answer.value.length === 0 && performance.now() - asked < SHORTEST_EMPTY_MS ? hasty + 1 : 0;
    if (hasty > HASTY_ANSWERS) await sleep(SHORTEST_EMPTY_MS, signal);
  }
  return 'stopped';
}

/** Offers what is held until it is stored, or we are stopped. */
export async function storeHeld({ intake, health, sleep, signal }: Receiving): Promise<void> {
  for (let attempt = 1; intake.held() > 0 && !signal.aborted; attempt += 1) {
    await sleep(backOffMs(attempt), signal);
    if (intake.offer([]) !== null) health.set('receiving');
  }
}

async function afterFailure(
  failure: ZaloFailure,
  failures: number,
  receiving: Receiving,
): Promise<'unauthorised' | null> {
  const { health, log, sleep, signal } = receiving;
  // `getUpdates` exists: 404 can only mean the token.
  if (['unauthorised', 'forbidden', 'not-found'].includes(failure.kind)) return 'unauthorised';
  const waitMs = backOffMs(failures, failure);
  health.set('degraded', problemOf(failure));
  log.warn({ ...loggable(failure), waitMs }, 'zalo: polling interrupted');
  await sleep(waitMs, signal);
  // Somebody has set a webhook: it keeps polls out.
  if (failure.kind === 'conflict' && !signal.aborted) await clearTheWay(receiving);
  return null;
}
