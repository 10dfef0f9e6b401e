import type { Update } from 'telegraf/types';
import type { HealthState } from '../platform/health.ts';
import type { ChannelLog } from '../platform/log.ts';
import type { Sleep } from '../platform/pause.ts';
import type { TelegramApi } from './api.ts';
import { backOffMs, loggable, problemOf } from './back-off.ts';
import type { ApiFailure } from './failure.ts';
import type { Intake } from './intake.ts';
import { ALLOWED_UPDATES } from './options.ts';

/** The platform holds an idle poll this long, in seconds (its own limit). */
const HOLD_SECONDS = 50;
const POLL_MS = 65_000;
/** Empty answers sooner than this are no long polls; asking again at once, again and again, would spin. */
const SHORTEST_EMPTY_MS = 1_000;
const HASTY_ANSWERS = 3;

/** What a poll loop needs. */
export interface Polling {
  readonly api: TelegramApi;
  readonly intake: Intake;
  readonly health: HealthState;
  readonly log: ChannelLog;
  readonly sleep: Sleep;
  readonly signal: AbortSignal;
  /** Called after each poll that the platform answered. */
  readonly answered: () => void;
  /** Takes away a webhook that somebody has set: it keeps polls out. */
  readonly reopen: () => Promise<unknown>;
}

/**
 * Asks for updates until the signal aborts or the platform answers that asking is wrong. The offset, which makes the
 * platform forget, moves only after the receiver has committed: a crash in between brings the batch again.
 */
export async function pollUpdates(polling: Polling): Promise<'stopped' | 'unauthorised'> {
  const { api, health, log, sleep, signal } = polling;
  let offset: number | null = null;
  let failures = 0;
  let hasty = 0;
  while (!signal.aborted) {
    const asked = performance.now();
    const answer = await api.call('getUpdates', request(offset), { ms: POLL_MS, signal });
    if (signal.aborted) break;
    if (!answer.ok) {
      const { error } = answer;
      if (error.kind === 'unauthorised') return 'unauthorised';
      failures += 1;
      await waitAfter(error, failures, polling);
      if (error.kind === 'conflict' && !signal.aborted) await polling.reopen();
      continue;
    }
    failures = 0;
    health.set('receiving');
    polling.answered();
    const updates: readonly Update[] = answer.value;
    const last = updates.at(-1);
    if (last === undefined) {
      // Empty means that the offset was taken and nothing is left below it. It is dropped because after a quiet
      // week update ids start again at a random, maybe lower number, which an old offset would skip.
      offset = null;
      hasty = performance.now() - asked < SHORTEST_EMPTY_MS ? hasty + 1 : 0;
      if (hasty > HASTY_ANSWERS) await sleep(SHORTEST_EMPTY_MS, signal);
      continue;
    }
    if (!(await handOver(updates, polling))) break;
    offset = last.update_id + 1;
    hasty = 0;
    log.debug({ updates: updates.length }, 'telegram: batch stored');
  }
  return 'stopped';
}

function request(offset: number | null) {
  const base = { timeout: HOLD_SECONDS, limit: 100, allowed_updates: [...ALLOWED_UPDATES] };
  return offset === null ? base : { ...base, offset };
}

/** Delivers one batch until the receiver takes it; false when the channel was stopped before. */
async function handOver(updates: readonly Update[], polling: Polling): Promise<boolean> {
  const { intake, health, log, sleep, signal } = polling;
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      await intake(updates);
      if (attempt > 1) health.set('receiving');
      return true;
    } catch (error) {
      health.set('degraded', 'receiver');
      log.error({ attempt, error: nameOf(error) }, 'telegram: events could not be stored');
      await sleep(backOffMs(attempt), signal);
    }
  }
  return false;
}

async function waitAfter(error: ApiFailure, failures: number, polling: Polling): Promise<void> {
  const { health, log, sleep, signal } = polling;
  const waitMs = backOffMs(failures, error);
  health.set('degraded', problemOf(error));
  log.warn({ ...loggable(error), waitMs }, 'telegram: polling interrupted');
  await sleep(waitMs, signal);
}

// The message of a storage error may quote what was to be stored.
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
