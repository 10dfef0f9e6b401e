import type { BackupState } from '../app/backup-ports.ts';
import type { BackupFailure } from '../app/backup-record.ts';
import type { Outbox } from '../app/delivery-ports.ts';
import type { Channel, ChannelHealth } from '../channels/channel.ts';
import type { Clock } from '../lib/clock.ts';

export interface MonitoringOptions {
  readonly outbox: Outbox;
  readonly channels: readonly Channel[];
  readonly clock: Clock;
  /** How the backups stand, and whether the newest attempt failed. */
  readonly backups?: () => BackupState & { readonly failure: BackupFailure | null };
  /** Messages of this month by channel and kind, where a platform counts them. */
  readonly sentInMonth?: () => readonly { readonly channel: string; readonly kind: string; readonly count: number }[];
}

/** State behind `/readyz`. */
export interface Readiness {
  readonly ready: boolean;
  readonly database: 'ok' | 'unavailable';
  readonly channels: Readonly<Record<string, ChannelHealth>>;
  readonly queue: { readonly waiting: number; readonly oldestMs: number };
}

/** Whether the bot can take and deliver messages now. */
export function readiness({ outbox, channels, clock }: MonitoringOptions): Readiness {
  const states = Object.fromEntries(channels.map((channel) => [channel.name, channel.health()]));
  try {
    const oldest = outbox.oldestPending();
    const queue = {
      waiting: outbox.counts().pending,
      oldestMs: oldest === null ? 0 : Math.max(0, clock.now() - oldest),
    };
    const ready = Object.values(states).every((health) => health.state === 'receiving');
    return { ready, database: 'ok', channels: states, queue };
  } catch {
    return { ready: false, database: 'unavailable', channels: states, queue: { waiting: 0, oldestMs: 0 } };
  }
}

/** Counters and gauges in the Prometheus text format; labels hold channel and state names only. */
export function metricsText(options: MonitoringOptions): string {
  const { ready, database, channels, queue } = readiness(options);
  const lines = [
    gauge('thidua_up', database === 'ok' ? 1 : 0),
    gauge('thidua_ready', ready ? 1 : 0),
    gauge('thidua_outbox_oldest_pending_seconds', queue.oldestMs / 1000),
    '# TYPE thidua_outbox_messages gauge',
    ...Object.entries(database === 'ok' ? options.outbox.counts() : {}).map(
      ([state, count]) => `thidua_outbox_messages{state="${state}"} ${count}`,
    ),
    '# TYPE thidua_channel_receiving gauge',
    ...Object.entries(channels).map(
      ([name, health]) => `thidua_channel_receiving{channel="${name}"} ${health.state === 'receiving' ? 1 : 0}`,
    ),
    ...(options.backups === undefined ? [] : backupLines(options.backups(), options.clock)),
    ...monthLines(database === 'ok' ? (options.sentInMonth?.() ?? []) : []),
    gauge('process_resident_memory_bytes', process.memoryUsage.rss()),
  ];
  return `${lines.join('\n')}\n`;
}

// Without a backup there is no age: whoever watches it is told by its absence, and by the count.
function backupLines(backups: ReturnType<NonNullable<MonitoringOptions['backups']>>, clock: Clock): readonly string[] {
  const { newest, count, damaged, bytes, failure } = backups;
  const age =
    newest === null
      ? []
      : [
          gauge('thidua_backup_age_seconds', Math.max(0, clock.now() - newest.madeAt) / 1000),
          gauge('thidua_backup_last_success_timestamp_seconds', newest.madeAt / 1000),
        ];
  return [
    ...age,
    gauge('thidua_backup_count', count),
    gauge('thidua_backup_damaged', damaged),
    gauge('thidua_backup_bytes', bytes),
    gauge('thidua_backup_failing', failure === null ? 0 : 1),
  ];
}

// A gauge, not a counter: it begins anew with every month.
function monthLines(counts: ReturnType<NonNullable<MonitoringOptions['sentInMonth']>>): readonly string[] {
  if (counts.length === 0) return [];
  return [
    '# TYPE thidua_month_messages gauge',
    ...counts.map(({ channel, kind, count }) => `thidua_month_messages{channel="${channel}",kind="${kind}"} ${count}`),
  ];
}

function gauge(name: string, value: number): string {
  return `# TYPE ${name} gauge\n${name} ${value}`;
}
