import { ApiError, badRequest, PageError } from './api-error.ts';
import type { Methods } from './methods.ts';
import { textParam } from './params.ts';
import type { World, ZaloEvent } from './world.ts';

const DEFAULT_HOLD_S = 30;
/** Assumed: no poll is held longer, whatever it asks for. */
const LONGEST_HOLD_S = 60;
const SECOND = 1_000;

/** The method that reads an event. */
export const updateMethods: Methods = {
  getUpdates(world, params, gone) {
    if (world.webhook.url !== '') throw new ApiError(409, 'Conflict: webhook is active');
    refuseBurst(world);
    const timeout = textParam(params, 'timeout') ?? String(DEFAULT_HOLD_S);
    if (!/^\d+$/.test(timeout)) throw badRequest('timeout must be a number of seconds');
    // Assumed: the newer poll wins.
    world.endPoll();
    world.inbox.arrive();
    world.changes.happened();
    const event = world.inbox.take();
    if (event === null) return hold(world, Math.min(LONGEST_HOLD_S, Number(timeout)) * SECOND, gone);
    leave(world, 'answered');
    return event;
  },
};

function refuseBurst(world: World): void {
  const since = world.time.now() - SECOND;
  const polls = world.calls.filter(({ method, at }) => method === 'getUpdates' && at > since);
  if (polls.length > world.quirks.pollsPerSecond) throw new PageError(429);
}

function leave(world: World, how: 'answered' | 'hung-up'): void {
  world.inbox.leave(how);
  world.changes.happened();
}

function hold(world: World, ms: number, gone: AbortSignal): Promise<ZaloEvent | null> {
  return new Promise((resolve, reject) => {
    let open = true;
    const end = (how: 'answered' | 'hung-up', settle: () => void) => {
      if (!open) return;
      open = false;
      forget();
      world.endPoll = () => {};
      leave(world, how);
      settle();
    };
    const forget = world.time.after(ms, () => end('answered', () => reject(new ApiError(408, 'Request timeout'))));
    world.endPoll = () => end('answered', () => reject(new ApiError(409, 'Conflict: another poll or a webhook')));
    gone.addEventListener('abort', () => end('hung-up', () => resolve(null)), { once: true });
    void world.changes
      .until(() => !open || world.inbox.ready())
      .then(() => {
        if (!open) return;
        const event = world.inbox.take();
        end('answered', () => resolve(event));
      });
  });
}
