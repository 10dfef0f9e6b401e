import type { Outbox } from '../app/delivery-ports.ts';
import type { Channel, ChannelHealth } from '../channels/channel.ts';
import { type Clock, type EpochMs, MINUTE } from '../lib/clock.ts';

export interface ReadinessOptions {
  readonly outbox: Outbox;
  readonly channels: readonly Channel[];
  readonly clock: Clock;
  /** Whether the storage takes what is written. */
  readonly sound?: () => boolean;
  /** When what falls due was last looked at; null before the first time. */
  readonly lastBeat: () => EpochMs | null;
}

/** State behind `/readyz`. */
export interface Readiness {
  readonly ready: boolean;
  /** Codes of what keeps it from being ready: `database`, `heartbeat`, `channel_<name>`. */
  readonly reasons: readonly string[];
  readonly database: 'ok' | 'unavailable';
  readonly channels: Readonly<Record<string, ChannelHealth>>;
  readonly queue: { readonly waiting: number; readonly oldestMs: number };
}

/** The heartbeat comes every minute; what is later than this hangs or fails again and again. */
const LATE_BEAT_MS = 5 * MINUTE;

/** Whether the bot can take and deliver messages now. */
export function readiness(options: ReadinessOptions): Readiness {
  const { channels } = options;
  const queue = queueOf(options);
  const silent = channels.filter((channel) => channel.health().state !== 'receiving');
  const late = (beatAge(options) ?? 0) > LATE_BEAT_MS;
  const reasons = [
    ...(queue === null ? ['database'] : []),
    ...(late ? ['heartbeat'] : []),
    ...silent.map(({ name }) => `channel_${name}`),
  ];
  return {
    ready: reasons.length === 0,
    reasons,
    database: queue === null ? 'unavailable' : 'ok',
    channels: Object.fromEntries(channels.map((channel) => [channel.name, channel.health()])),
    queue: queue ?? { waiting: 0, oldestMs: 0 },
  };
}

/** Time since what falls due was last looked at, ms; null before the first time. */
export function beatAge({ clock, lastBeat }: Pick<ReadinessOptions, 'clock' | 'lastBeat'>): number | null {
  const at = lastBeat();
  return at === null ? null : Math.max(0, clock.now() - at);
}

// Null where the database cannot be read or takes nothing.
function queueOf({ outbox, clock, sound = () => true }: ReadinessOptions): Readiness['queue'] | null {
  if (!sound()) return null;
  try {
    const oldest = outbox.oldestPending();
    const oldestMs = oldest === null ? 0 : Math.max(0, clock.now() - oldest);
    return { waiting: outbox.counts().pending, oldestMs };
  } catch {
    return null;
  }
}
