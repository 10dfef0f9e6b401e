/** What a metric is; English, as the names are, for whoever builds dashboards. */
export interface MetricKind {
  readonly type: 'gauge' | 'counter';
  readonly help: string;
}

/** Every metric of `/metrics`, in its order. */
export const METRICS = {
  thidua_build_info: { type: 'gauge', help: 'Versions in use, as labels.' },
  thidua_up: { type: 'gauge', help: '1 while the database can be read.' },
  thidua_ready: { type: 'gauge', help: '1 while /readyz answers 200.' },
  thidua_channel_receiving: { type: 'gauge', help: '1 while the channel receives messages.' },
  thidua_inbound_events_total: { type: 'counter', help: 'Events that came in, by what became of them.' },
  thidua_sends_total: { type: 'counter', help: 'Calls that send a message, by outcome.' },
  thidua_heartbeat_age_seconds: { type: 'gauge', help: 'Since what falls due was last looked at.' },
  thidua_outbox_messages: { type: 'gauge', help: 'Messages that wait, are under way or were given up.' },
  thidua_outbox_oldest_pending_seconds: { type: 'gauge', help: 'Age of the oldest message that waits.' },
  thidua_jobs: { type: 'gauge', help: 'Work that waits or is under way.' },
  thidua_people: { type: 'gauge', help: 'Active staff, by whether an account is linked.' },
  thidua_month_messages: {
    type: 'gauge',
    help: 'Messages of this month where a platform counts them; begins anew each month.',
  },
  thidua_backup_age_seconds: { type: 'gauge', help: 'Age of the newest good backup.' },
  thidua_backup_last_success_timestamp_seconds: {
    type: 'gauge',
    help: 'When the newest good backup was made, Unix time.',
  },
  thidua_backup_count: { type: 'gauge', help: 'Backups that are complete.' },
  thidua_backup_damaged: { type: 'gauge', help: 'Backups that are not as their manifest says.' },
  thidua_backup_bytes: { type: 'gauge', help: 'Size of all backups together.' },
  thidua_backup_failing: {
    type: 'gauge',
    help: '1 when the newest attempt to make one failed, or their folder cannot be read.',
  },
  thidua_database_bytes: { type: 'gauge', help: 'Size of the database file.' },
  thidua_database_wal_bytes: { type: 'gauge', help: 'Size of its write-ahead log.' },
  thidua_disk_free_bytes: { type: 'gauge', help: 'Free on the disk of DATA_DIR.' },
  thidua_event_loop_delay_seconds: {
    type: 'gauge',
    help: 'How late the process got to its work since the last reading.',
  },
  process_start_time_seconds: { type: 'gauge', help: 'Start of the process, Unix time.' },
  process_resident_memory_bytes: { type: 'gauge', help: 'Memory in use.' },
} as const satisfies Readonly<Record<string, MetricKind>>;

export type MetricName = keyof typeof METRICS;
