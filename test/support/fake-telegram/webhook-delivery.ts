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

  async function run(): Promise<void> {
    for (;;) {
      const update = world.queue.head();
      const { url, secret } = world.webhook;
      if (url === '' || update === null || closing.signal.aborted) return;
      const problem = await post(url, secret, update, closing.signal);
      if (problem === null) {
        failures = 0;
        world.queue.remove(update.update_id);
        world.changes.happened();
        continue;
      }
      if (closing.signal.aborted) return;
      world.webhook.lastError = { at: world.time.now(), message: problem };
      failures += 1;
      world.time.after(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1)), world.deliver);
      world.changes.happened();
      return;
    }
  }

  world.deliver = () => {
    running ??= run().finally(() => {
      running = null;
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
