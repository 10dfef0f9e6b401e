import { and, count, eq, gte, inArray, lt, lte, sql, sum } from 'drizzle-orm';
import type { SentMessages } from '../app/quota-ports.ts';
import type { IsoDate } from '../lib/clock.ts';
import type { Database } from './database.ts';
import { outbox, sentMessage } from './schema.ts';
import { prepareWrite } from './statement.ts';

/** Lanes of reminders and digests, as the outbox numbers them. */
const FIRST_PLANNED_LANE = 2;

/** The sum of a channel's counts from a day on, as it was last read. */
interface KeptSum {
  readonly from: IsoDate;
  readonly count: number;
}

/** Counts of what left; one small row a channel, day and kind. `onForeignChange` calls back when rows may be others. */
export function createSentMessages(database: Database, onForeignChange: (forget: () => void) => void): SentMessages {
  const { drizzle } = database;
  const sums = new Map<string, KeptSum>();
  onForeignChange(() => sums.clear());
  const add = prepareWrite(
    database,
    drizzle
      .insert(sentMessage)
      .values({
        channel: sql.placeholder('channel'),
        day: sql.placeholder('day'),
        kind: sql.placeholder('kind'),
        count: sql.placeholder('count'),
      })
      .onConflictDoUpdate({
        target: [sentMessage.channel, sentMessage.day, sentMessage.kind],
        set: { count: sql`${sentMessage.count} + excluded.count` },
      }),
  );
  return {
    add(channel, day, kind, more) {
      add({ channel, day, kind, count: more });
      const kept = sums.get(channel);
      if (kept !== undefined && day >= kept.from) sums.set(channel, { ...kept, count: kept.count + more });
    },
    since(channel, from) {
      const kept = sums.get(channel);
      if (kept?.from === from) return kept.count;
      const read = drizzle
        .select({ count: sum(sentMessage.count) })
        .from(sentMessage)
        .where(and(eq(sentMessage.channel, channel), gte(sentMessage.day, from)))
        .get();
      const total = Number(read?.count ?? 0);
      sums.set(channel, { from, count: total });
      return total;
    },
    between: (channel, from, to) =>
      drizzle
        .select({ day: sentMessage.day, kind: sentMessage.kind, count: sentMessage.count })
        .from(sentMessage)
        .where(and(eq(sentMessage.channel, channel), gte(sentMessage.day, from), lte(sentMessage.day, to)))
        .orderBy(sentMessage.day, sentMessage.kind)
        .all(),
    heldBack: (channel) =>
      drizzle
        .select({ memberId: outbox.memberId })
        .from(outbox)
        .where(
          and(
            sql`state IN ('pending', 'sending')`,
            sql`${outbox.problem} LIKE 'quota-%'`,
            gte(outbox.lane, FIRST_PLANNED_LANE),
            eq(outbox.channel, channel),
          ),
        )
        .all()
        .map(({ memberId }) => memberId),
    givenUp: (since) =>
      drizzle
        .select({ count: count() })
        .from(outbox)
        .where(and(inArray(outbox.state, ['failed', 'unknown']), gte(outbox.settledAt, since)))
        .get()?.count ?? 0,
    prune(before) {
      sums.clear();
      return drizzle.delete(sentMessage).where(lt(sentMessage.day, before)).run().changes;
    },
  };
}
