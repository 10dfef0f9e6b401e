import { conflict } from './api-error.ts';
import type { Methods } from './methods.ts';
import { allowKinds } from './methods-bot.ts';
import { integerParam } from './params.ts';
import type { FakeUpdate } from './queue.ts';
import type { World } from './world.ts';

const LONGEST_HOLD_S = 50;

/** The method that fetches updates. */
export const updateMethods: Methods = {
  getUpdates(world, params, gone) {
    if (world.webhook.url !== '') {
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    // The newer poll wins; the older one learns that it has company.
    world.endPoll('terminated by other getUpdates request; make sure that only one bot instance is running');
    allowKinds(world, params);
    const offset = integerParam(params, 'offset');
    const limit = Math.min(100, Math.max(1, integerParam(params, 'limit') ?? 100));
    const take = () => world.queue.take(offset, limit);
    const ready = take();
    // The offset may have confirmed something.
    world.changes.happened();
    const holdS = Math.min(LONGEST_HOLD_S, integerParam(params, 'timeout') ?? 0);
    if (ready.length > 0 || holdS <= 0) return ready;
    return hold(world, holdS * 1_000, take, gone);
  },
};

function hold(world: World, ms: number, take: () => FakeUpdate[], gone: AbortSignal): Promise<FakeUpdate[]> {
  return new Promise((resolve, reject) => {
    let open = true;
    const end = (settle: () => void) => {
      if (!open) return;
      open = false;
      forget();
      world.endPoll = () => {};
      settle();
    };
    const forget = world.time.after(ms, () => end(() => resolve([])));
    world.endPoll = (why) => end(() => reject(conflict(why)));
    gone.addEventListener('abort', () => end(() => resolve([])), { once: true });
    // What arrives in the same moment goes out together.
    void world.changes
      .until(() => !open || world.queue.head() !== null)
      .then(() => setImmediate(() => open && end(() => resolve(take()))));
  });
}
