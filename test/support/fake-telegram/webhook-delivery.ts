import type { World } from './world.ts';

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

/**
 * Pushes updates to the webhook one by one, each again and again until it is answered 2xx. Returns a function that
 * ends the delivery.
 */
export function startWebhookDelivery(world: World): () => Promise<void> {
  const closing = new AbortController();
  let running: Promise<void> | null = null;
  let failures = 0;

  /** Pushes what is waiting; gives the time to the next attempt, or null when nothing is left to do. */
  async function run(): Promise<number | null> {
    for (;;) {
      const update = world.queue.head();
      const { url, secret } = world.webhook;
      if (url === '' || update === null || closing.signal.aborted) return null;
      const problem = await post(url, secret, update, closing.signal);
      if (closing.signal.aborted) return null;
      if (problem !== null) {
        world.webhook.lastError = { at: world.time.now(), message: problem };
        failures += 1;
        return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
      }
      failures = 0;
      world.queue.remove(update.update_id);
      world.changes.happened();
    }
  }

  world.deliver = () => {
    if (running !== null) return;
    running = run().then((retryMs) => {
      running = null;
      if (retryMs !== null) world.time.after(retryMs, world.deliver);
      // Something may have come between the last look and the end of the run.
      else if (world.webhook.url !== '' && world.queue.head() !== null && !closing.signal.aborted) world.deliver();
      world.changes.happened();
    });
  };
  return async () => {
    closing.abort();
    await running;
  };
}

async function post(url: string, secret: string, update: object, signal: AbortSignal): Promise<string | null> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (secret !== '') headers['x-telegram-bot-api-secret-token'] = secret;
  try {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(update), signal });
    await response.arrayBuffer();
    return response.ok ? null : `Wrong response from the webhook: ${response.status} ${response.statusText}`;
  } catch {
    return 'Connection failed';
  }
}
