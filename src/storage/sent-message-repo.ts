import { and, eq, gte, lt, lte, sql } from 'drizzle-orm';
import type { SentMessages } from '../app/quota-ports.ts';
import type { Database } from './database.ts';
import { sentMessage } from './schema.ts';
import { prepareWrite } from './statement.ts';

/** Counts of what left; one small row a channel, day and kind. */
export function createSentMessages(database: Database): SentMessages {
  const { drizzle } = database;
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
    add(channel, day, kind, count) {
      add({ channel, day, kind, count });
    },
    between: (channel, from, to) =>
      drizzle
        .select({ day: sentMessage.day, kind: sentMessage.kind, count: sentMessage.count })
        .from(sentMessage)
        .where(and(eq(sentMessage.channel, channel), gte(sentMessage.day, from), lte(sentMessage.day, to)))
        .orderBy(sentMessage.day, sentMessage.kind)
        .all(),
    prune: (before) => drizzle.delete(sentMessage).where(lt(sentMessage.day, before)).run().changes,
  };
}
