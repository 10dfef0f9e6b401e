import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { SENT_KINDS } from '../domain/message-quota.ts';

/** How many messages of a kind left on a day: what a platform's monthly quota is reckoned from. */
export const sentMessage = sqliteTable(
  'sent_message',
  {
    channel: text('channel').notNull(),
    /** `YYYY-MM-DD` on the office's calendar. */
    day: text('day').notNull(),
    kind: text('kind', { enum: SENT_KINDS }).notNull(),
    count: integer('count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.day, table.kind] })],
);
