import { and, asc, eq, gte, lt, sql } from 'drizzle-orm';
import type { JobQueue } from '../app/delivery-ports.ts';
import type { Jobs } from '../app/ports.ts';
import type { Database } from './database.ts';
import { job } from './schema.ts';

/** A job that has failed this often is not tried again. */
const MOST_ATTEMPTS = 3;

/** Asynchronous work: asked for by use cases, taken by the runtime. */
export function createJobs({ drizzle, sqlite }: Database): Jobs & JobQueue {
  const counts = sqlite.prepare(`
    SELECT count(*) FILTER (WHERE state = 'queued') AS queued, count(*) FILTER (WHERE state = 'running') AS running
    FROM job WHERE state IN ('queued', 'running')`);
  return {
    counts: () => counts.get() as ReturnType<JobQueue['counts']>,
    enqueue: ({ kind, memberId, channel, chatId, accountId, payload, now }) =>
      drizzle
        .insert(job)
        .values({
          kind,
          memberId,
          channel,
          chatId,
          accountId,
          payload: JSON.stringify(payload),
          state: 'queued',
          attempts: 0,
          createdAt: now,
          updatedAt: now,
        })
        .returning({ id: job.id })
        .get().id,
    result(jobId) {
      const row = drizzle.select().from(job).where(eq(job.id, jobId)).get();
      if (row === undefined || (row.state !== 'done' && row.state !== 'failed')) return null;
      return { state: row.state, result: row.result === null ? null : JSON.parse(row.result) };
    },
    take(now) {
      const row = drizzle.select().from(job).where(eq(job.state, 'queued')).orderBy(asc(job.id)).limit(1).get();
      if (row === undefined) return null;
      const attempts = row.attempts + 1;
      drizzle.update(job).set({ state: 'running', attempts, updatedAt: now }).where(eq(job.id, row.id)).run();
      return { ...row, payload: JSON.parse(row.payload), attempts };
    },
    finish(id, state, result, now) {
      drizzle
        .update(job)
        .set({ state, result: JSON.stringify(result), payload: '{}', updatedAt: now })
        .where(eq(job.id, id))
        .run();
    },
    recover(now) {
      const given = and(eq(job.state, 'running'), gte(job.attempts, MOST_ATTEMPTS));
      const lost = drizzle.select().from(job).where(given).orderBy(asc(job.id)).all();
      drizzle
        .update(job)
        .set({
          state: sql`CASE WHEN ${job.attempts} >= ${MOST_ATTEMPTS} THEN 'failed' ELSE 'queued' END`,
          updatedAt: now,
        })
        .where(eq(job.state, 'running'))
        .run();
      return lost.map((row) => ({ ...row, payload: JSON.parse(row.payload) }));
    },
    ended: (since) =>
      drizzle
        .select()
        .from(job)
        .where(
          and(
            sql`(${job.state} = 'failed' OR (${job.state} = 'done' AND ${job.result} <> 'null'))`,
            gte(job.updatedAt, since),
          ),
        )
        .orderBy(asc(job.id))
        .all()
        .map((row) => ({ ...row, payload: JSON.parse(row.payload) })),
    prune: (before) =>
      drizzle
        .delete(job)
        // The newest stays: its number is the key of an event, and must not be given again.
        .where(
          and(sql`${job.state} IN ('done', 'failed') AND id < (SELECT max(id) FROM job)`, lt(job.updatedAt, before)),
        )
        .run().changes,
  };
}
