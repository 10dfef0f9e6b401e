import type { Clock } from '../../lib/clock.ts';
import type { Result } from '../../lib/result.ts';
import type { Receiver } from '../channel.ts';
import type { HealthState } from '../platform/health.ts';
import type { ChannelLog } from '../platform/log.ts';
import type { Sleep } from '../platform/pause.ts';
import type { CallLimits, TelegramApi } from './api.ts';
import { backOffMs, loggable, problemOf } from './back-off.ts';
import type { ApiFailure } from './failure.ts';
import { createIntake, type Intake } from './intake.ts';
import type { Menus } from './menus.ts';
import { ALLOWED_UPDATES, type TelegramOptions } from './options.ts';
import { pollUpdates } from './poll.ts';
import { createRoute } from './route.ts';
import type { TapAnswers } from './taps.ts';

const CALL_MS = 20_000;
/** Platforms have refused good tokens for a while; a bad one is asked about so seldom that nobody minds. */
const REFUSED_MS = 60_000;
/** How long a webhook that somebody took away goes unnoticed at most. */
const WATCH_MS = 300_000;

/** One stretch of receiving, from start to stop. */
export interface Run {
  readonly api: TelegramApi;
  readonly receive: Receiver;
  readonly mode: TelegramOptions['mode'];
  readonly webhook: TelegramOptions['webhook'];
  readonly taps: TapAnswers;
  readonly menus: Menus;
  readonly health: HealthState;
  readonly clock: Clock;
  readonly log: ChannelLog;
  readonly sleep: Sleep;
  readonly signal: AbortSignal;
  /** Called when the first attempt to reach the platform has ended, whichever way. */
  readonly attempted: () => void;
  /** Called when events can be taken, with the bot's user name. */
  readonly opened: (intake: Intake, username: string) => void;
}

/** Learns who we are, opens the way in, and receives until stopped; a refused token is tried again every minute. */
export async function receiveUpdates(run: Run): Promise<void> {
  while ((await receiveWhileGranted(run)) === 'unauthorised') {
    refuse(run);
    await run.sleep(REFUSED_MS, run.signal);
  }
}

async function receiveWhileGranted(run: Run): Promise<'stopped' | 'unauthorised'> {
  const { api, log, signal } = run;
  const me = await insist(run, (limits) => api.call('getMe', {}, limits));
  if (me === null) return 'stopped';
  const route = createRoute(api.telegram, me, run.clock);
  const intake = createIntake(route, run.receive, run.taps, log);
  if ((await insist(run, (limits) => openTheWay(run, limits))) === null) return 'stopped';
  run.health.set('receiving');
  run.opened(intake, me.username);
  run.attempted();
  log.info({ mode: run.mode }, 'telegram: receiving');
  const flushMenus = () => void run.menus.flush(signal);
  flushMenus();
  const reopen = () => openTheWay(run, { ms: CALL_MS, signal });
  if (run.mode === 'polling') return pollUpdates({ ...run, intake, answered: flushMenus, reopen });
  return watchWebhook(run, () => insist(run, reopen));
}

/** Looks now and then whether the platform still delivers to us: nobody tells when a webhook was taken away. */
async function watchWebhook(run: Run, reopen: () => Promise<unknown>): Promise<'stopped' | 'unauthorised'> {
  const { api, health, log, signal, sleep } = run;
  for (;;) {
    await sleep(WATCH_MS, signal);
    if (signal.aborted) return 'stopped';
    const info = await api.call('getWebhookInfo', {}, { ms: CALL_MS, signal });
    if (signal.aborted) return 'stopped';
    if (!info.ok) {
      if (info.error.kind === 'unauthorised') return 'unauthorised';
      health.set('degraded', problemOf(info.error));
      log.warn(loggable(info.error), 'telegram: platform not reached');
      continue;
    }
    if (info.value.url !== run.webhook?.url) {
      health.set('degraded', 'conflict');
      log.warn({ problem: 'conflict' }, 'telegram: the webhook was taken away, setting it again');
      await reopen();
    }
    if (!signal.aborted) health.set('receiving');
  }
}

function openTheWay(run: Run, limits: CallLimits): Promise<Result<true, ApiFailure>> {
  // Never `drop_pending_updates`: what people wrote while we were away is waiting there.
  if (run.mode === 'polling') return run.api.call('deleteWebhook', {}, limits);
  const { url = '', secret = '' } = run.webhook ?? {};
  return run.api.call('setWebhook', { url, secret_token: secret, allowed_updates: [...ALLOWED_UPDATES] }, limits);
}

/** Repeats a call until the platform grants it; null when stopped. */
async function insist<T>(run: Run, attempt: (limits: CallLimits) => Promise<Result<T, ApiFailure>>): Promise<T | null> {
  const { health, log, signal, sleep } = run;
  for (let failures = 1; !signal.aborted; failures += 1) {
    const result = await attempt({ ms: CALL_MS, signal });
    if (result.ok) return result.value;
    if (signal.aborted) break;
    const { error } = result;
    if (error.kind === 'unauthorised') {
      refuse(run);
      await sleep(REFUSED_MS, signal);
      continue;
    }
    const waitMs = backOffMs(failures, error);
    health.set('degraded', problemOf(error));
    log.warn({ ...loggable(error), waitMs }, 'telegram: platform not reached');
    run.attempted();
    await sleep(waitMs, signal);
  }
  return null;
}

function refuse(run: Run): void {
  run.health.set('stopped', 'unauthorised');
  run.log.error({ problem: 'unauthorised' }, 'telegram: token refused, nothing is received');
  run.attempted();
}
