import type { BackupState } from '../app/backup-ports.ts';
import type { BackupFailure } from '../app/backup-record.ts';
import type { JobQueue } from '../app/delivery-ports.ts';
import { SECOND } from '../lib/clock.ts';
import type { MetricName } from '../presentation/metric-help.ts';
import type { Counted, Counts } from './counts.ts';
import type { EventLoopDelay } from './event-loop.ts';
import { beatAge, type ReadinessOptions, readiness } from './monitoring.ts';
import { byLabel, type Metric, prometheusText, single } from './prometheus.ts';

export interface MetricsOptions extends ReadinessOptions {
  readonly counts: Pick<Counts, 'events' | 'sends'>;
  readonly jobQueue: Pick<JobQueue, 'counts'>;
  /** Of the program and what it stands on. */
  readonly build: Readonly<Record<'version' | 'node' | 'sqlite', string>>;
  readonly eventLoop: () => EventLoopDelay;
  /** Messages of this month by channel and kind, where a platform counts them. */
  readonly sentInMonth: () => readonly { readonly channel: string; readonly kind: string; readonly count: number }[];
  readonly people: () => { readonly linked: number; readonly unlinked: number };
  /** Bytes of the database, of its log, and free on their disk. */
  readonly space: () => { readonly database: number; readonly log: number; readonly free: number };
  /** How the backups stand, and whether the newest attempt failed. */
  readonly backups: () => BackupState & { readonly failure: BackupFailure | null };
}

/**
 * Counters and gauges in the Prometheus text format. Labels hold names of channels, states and kinds, never a person's.
 * Where the database cannot be read, what comes from it is left out.
 */
export function metricsText(options: MetricsOptions): string {
  const ready = readiness(options);
  const receiving = Object.entries(ready.channels).map(([name, { state }]) => [name, state === 'receiving' ? 1 : 0]);
  const beat = beatAge(options);
  return prometheusText([
    { name: 'thidua_build_info', values: [{ labels: options.build, value: 1 }] },
    single('thidua_up', ready.database === 'ok' ? 1 : 0),
    single('thidua_ready', ready.ready ? 1 : 0),
    byLabel('thidua_channel_receiving', 'channel', Object.fromEntries(receiving)),
    counted('thidua_inbound_events_total', options.counts.events()),
    counted('thidua_sends_total', options.counts.sends()),
    single('thidua_heartbeat_age_seconds', beat === null ? null : beat / SECOND),
    ...(ready.database === 'ok' ? storedMetrics(options, ready.queue.oldestMs) : []),
    ...processMetrics(options),
  ]);
}

function counted(name: MetricName, counts: readonly Counted[]): Metric {
  return { name, values: counts.map(({ channel, result, count }) => ({ labels: { channel, result }, value: count })) };
}

function storedMetrics(options: MetricsOptions, oldestMs: number): readonly Metric[] {
  const { linked, unlinked } = options.people();
  const { database, log, free } = options.space();
  const months = options.sentInMonth().map(({ channel, kind, count }) => ({ labels: { channel, kind }, value: count }));
  return [
    byLabel('thidua_outbox_messages', 'state', options.outbox.counts()),
    single('thidua_outbox_oldest_pending_seconds', oldestMs / SECOND),
    byLabel('thidua_jobs', 'state', options.jobQueue.counts()),
    byLabel('thidua_people', 'linked', { yes: linked, no: unlinked }),
    { name: 'thidua_month_messages', values: months },
    ...backupMetrics(options),
    single('thidua_database_bytes', database),
    single('thidua_database_wal_bytes', log),
    single('thidua_disk_free_bytes', free),
  ];
}

// Without a backup there is no age: whoever watches it is told by its absence, and by the count.
function backupMetrics({ backups, clock }: MetricsOptions): readonly Metric[] {
  const state = lookInto(backups);
  if (state === null) return [single('thidua_backup_failing', 1)];
  const { newest, count, damaged, bytes, failure } = state;
  const age = newest === null ? null : Math.max(0, clock.now() - newest.madeAt) / SECOND;
  return [
    single('thidua_backup_age_seconds', age),
    single('thidua_backup_last_success_timestamp_seconds', newest === null ? null : newest.madeAt / SECOND),
    single('thidua_backup_count', count),
    single('thidua_backup_damaged', damaged),
    single('thidua_backup_bytes', bytes),
    single('thidua_backup_failing', failure === null ? 0 : 1),
  ];
}

// The folder may be on a disk that is not mounted any more; whoever watches is told of it and of everything else.
function lookInto(backups: MetricsOptions['backups']): ReturnType<MetricsOptions['backups']> | null {
  try {
    return backups();
  } catch {
    return null;
  }
}

function processMetrics({ eventLoop, clock }: MetricsOptions): readonly Metric[] {
  const { median, p99, worst } = eventLoop();
  return [
    byLabel('thidua_event_loop_delay_seconds', 'percentile', { '50': median, '99': p99, '100': worst }),
    single('process_start_time_seconds', Math.round(clock.now() / SECOND - process.uptime())),
    single('process_resident_memory_bytes', process.memoryUsage.rss()),
  ];
}
