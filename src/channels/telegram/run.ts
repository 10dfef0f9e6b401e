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

/** Learns who we are, opens the way in, and receives until stopped; ends early only when the token is refused. */
export async function receiveUpdates(run: Run): Promise<void> {
  const { api, log, signal } = run;
  const me = await insist(run, (limits) => api.call('getMe', {}, limits));
  if (me === null) return;
  const route = createRoute(api.telegram, me, run.clock);
  const intake = createIntake(route, run.receive, run.taps, log);
  if ((await insist(run, (limits) => openTheWay(run, limits))) === null) return;
  run.health.set('receiving');
  run.opened(intake, me.username);
  run.attempted();
  log.info({ mode: run.mode }, 'telegram: receiving');
  const flushMenus = () => void run.menus.flush(signal);
  flushMenus();
  if (run.mode === 'webhook') return;
  const reopen = () => openTheWay(run, { ms: CALL_MS, signal });
  const end = await pollUpdates({ ...run, intake, answered: flushMenus, reopen });
  if (end === 'unauthorised') refuse(run);
}

function openTheWay(run: Run, limits: CallLimits): Promise<Result<true, ApiFailure>> {
  // Never `drop_pending_updates`: what people wrote while we were away is waiting there.
  if (run.mode === 'polling') return run.api.call('deleteWebhook', {}, limits);
  const { url = '', secret = '' } = run.webhook ?? {};
  return run.api.call('setWebhook', { url, secret_token: secret, allowed_updates: [...ALLOWED_UPDATES] }, limits);
}

/** Repeats a call until the platform grants it; null when stopped, or refused for the token. */
async function insist<T>(run: Run, attempt: (limits: CallLimits) => Promise<Result<T, ApiFailure>>): Promise<T | null> {
  const { health, log, signal, sleep } = run;
  for (let failures = 1; !signal.aborted; failures += 1) {
    const result = await attempt({ ms: CALL_MS, signal });
    if (result.ok) return result.value;
    if (signal.aborted) break;
    const { error } = result;
    if (error.kind === 'unauthorised') {
      refuse(run);
      return null;
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
  run.log.error({ problem: 'unauthorised' }, 'telegram: token refused, receiving stopped');
  run.attempted();
}
