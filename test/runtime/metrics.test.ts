import { describe, expect, it } from 'vitest';
import type { Inbound } from '../../src/conversation/types.ts';
import { MINUTE } from '../../src/lib/clock.ts';
import { METRICS } from '../../src/presentation/metric-help.ts';
import { createCounts } from '../../src/runtime/counts.ts';
import { type MetricsOptions, metricsText } from '../../src/runtime/metrics.ts';
import { event } from '../support/events.ts';
import { openOffice } from '../support/office.ts';
import { localPhone } from '../support/phone.ts';
import { readPrometheus } from '../support/prometheus.ts';
import { type ScriptedChannel, scriptedChannel } from '../support/scripted-channel.ts';

async function scraped(change: (options: MetricsOptions) => Partial<MetricsOptions> = () => ({})) {
  const office = await openOffice();
  const phone = localPhone(office);
  phone.link('CB019');
  phone.type('CB019', '/lich');
  await office.tick();
  const options: MetricsOptions = {
    outbox: office.storage.delivery.outbox,
    jobQueue: office.storage.delivery.jobQueue,
    channels: [office.rich],
    clock: office.clock,
    counts: office.bot.counts,
    lastBeat: () => office.clock.now() - MINUTE,
    build: { version: '1.2.3', node: '22.0.0', sqlite: '3.53.2' },
    eventLoop: () => ({ median: 0.001, p99: 0.01, worst: 0.5 }),
    sentInMonth: () => [{ channel: 'zalo', kind: 'answer', count: 7 }],
    people: () => ({ linked: 1, unlinked: 32 }),
    space: () => ({ database: 4096, log: 0, free: 10_000 }),
    backups: () => ({
      newest: { name: 'b', madeAt: office.clock.now() - 2 * MINUTE, bytes: 5, encrypted: false, missing: 0 },
      ...{ count: 1, damaged: 0, bytes: 5, failure: null },
    }),
  };
  const text = metricsText({ ...options, ...change(options) });
  const families = readPrometheus(text);
  const samples = [...families.values()].flatMap((family) => family.samples);
  return {
    text,
    families,
    value: (name: string, labels: Readonly<Record<string, string>> = {}) =>
      samples.find((one) => one.name === name && JSON.stringify(one.labels) === JSON.stringify(labels))?.value,
  };
}

describe('the metrics', () => {
  it('are what a strict scraper reads, each with its help', async () => {
    const { families, value } = await scraped();
    expect([...families.keys()]).toEqual(Object.keys(METRICS));
    expect(value('thidua_ready')).toBe(1);
    expect(value('thidua_inbound_events_total', { channel: 'local', result: 'done' })).toBe(1);
    expect(value('thidua_sends_total', { channel: 'local', result: 'sent' })).toBeGreaterThan(0);
    expect(value('thidua_heartbeat_age_seconds')).toBe(60);
    expect(value('thidua_backup_age_seconds')).toBe(120);
    expect(value('thidua_jobs', { state: 'queued' })).toBe(0);
    expect(value('thidua_people', { linked: 'no' })).toBe(32);
    expect(value('thidua_event_loop_delay_seconds', { percentile: '100' })).toBe(0.5);
  });

  it('say nothing of people: labels are codes, and no name stands in them', async () => {
    const { text, families } = await scraped();
    for (const { samples } of families.values()) {
      for (const { labels } of samples) {
        for (const value of Object.values(labels)) expect(value).toMatch(/^[\w.-]+$/);
      }
    }
    expect(text).not.toMatch(/CB\d{3}|[À-ỹ]/);
  });

  it('go on without the database, and say that it is gone', async () => {
    const { value, families } = await scraped(({ outbox }) => ({
      outbox: {
        ...outbox,
        oldestPending() {
          throw new Error('disk I/O error');
        },
      },
    }));
    expect([value('thidua_up'), value('thidua_ready')]).toEqual([0, 0]);
    expect(families.has('thidua_outbox_messages')).toBe(false);
    expect(families.has('process_start_time_seconds')).toBe(true);
  });

  it('go on where the folder of backups cannot be read, and say so', async () => {
    const { value, families } = await scraped(() => ({
      backups() {
        throw Object.assign(new Error('scandir'), { code: 'ENOENT' });
      },
    }));
    expect([value('thidua_up'), value('thidua_backup_failing')]).toEqual([1, 1]);
    expect(families.has('thidua_backup_count')).toBe(false);
    expect(value('thidua_database_bytes')).toBe(4096);
  });

  it('would be refused if one of them were written twice, or without its type', () => {
    for (const broken of [
      'a 1',
      '# HELP a b\na 1',
      '# HELP a b\n# TYPE a counter\na 1',
      '# HELP a b\n# TYPE a gauge',
    ]) {
      expect(() => readPrometheus(`${broken}\n`)).toThrow();
    }
    expect(() => readPrometheus('# HELP a b\n# TYPE a gauge\na 1\na 2\n')).toThrow('twice');
  });
});

describe('the counts', () => {
  const message = (eventKey: string): Inbound => ({ ...event('A', { kind: 'text', text: 'xin chào' }), eventKey });

  it('tell events that were taken, met again, failed and refused; what a job says to itself is none', () => {
    const counts = createCounts();
    const statuses = { a: 'done', b: 'replay', c: 'failed', d: 'done' } as const;
    const receive = counts.receiver((batch) =>
      batch.map(({ eventKey }) => ({ eventKey, status: statuses[eventKey as keyof typeof statuses] })),
    );
    receive([message('a'), message('b'), message('c'), { ...message('d'), body: { kind: 'job-done', jobId: 1 } }]);
    const full = counts.receiver(() => {
      throw new Error('disk full');
    });
    expect(() => full([message('e')])).toThrow('disk full');
    expect(counts.events().map(({ result, count }) => `${result} ${count}`)).toEqual([
      'done 1',
      'replay 1',
      'failed 1',
      'refused 1',
    ]);
  });

  it('tell sends by their outcome', async () => {
    const counts = createCounts();
    const platform: ScriptedChannel = scriptedChannel();
    const channel = counts.channel(platform.channel);
    const send = () => channel.send('A', { type: 'text', text: 'một' }, new AbortController().signal);
    platform.answerAll(() => ({ kind: 'sent', messageId: null }));
    await send();
    await send();
    platform.answerAll(() => ({ kind: 'unavailable', detail: 'network' }));
    await send();
    expect(counts.sends()).toEqual([
      { channel: 'local', result: 'sent', count: 2 },
      { channel: 'local', result: 'unavailable', count: 1 },
    ]);
  });
});
