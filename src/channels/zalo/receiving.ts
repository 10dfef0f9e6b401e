import type { Clock } from '../../lib/clock.ts';
import type { HealthState } from '../platform/health.ts';
import type { ChannelLog } from '../platform/log.ts';
import type { Sleep } from '../platform/pause.ts';
import type { ZaloClient } from './client.ts';
import type { BotIdentity } from './event.ts';
import type { Intake } from './intake.ts';
import type { ZaloOptions } from './options.ts';

/** One stretch of receiving, from start to stop. */
export interface Receiving {
  readonly client: ZaloClient;
  readonly intake: Intake;
  readonly mode: ZaloOptions['mode'];
  readonly webhook: ZaloOptions['webhook'];
  readonly health: HealthState;
  readonly clock: Clock;
  readonly log: ChannelLog;
  readonly sleep: Sleep;
  readonly signal: AbortSignal;
  /** Who we are, as far as it is known by now. */
  readonly bot: () => BotIdentity;
  /** Called when the first attempt to reach the platform has ended, whichever way. */
  readonly attempted: () => void;
  /** Called when the platform has told who we are. */
  readonly known: (me: { readonly id: string; readonly names: readonly string[] }) => void;
}
