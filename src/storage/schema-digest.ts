import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { campaign } from './schema-office.ts';

/** The weekly digest as it was when it was sent: written once, never changed. */
export const weeklyDigest = sqliteTable(
  'weekly_digest',
  {
    campaignId: integer('campaign_id')
      .notNull()
      .references(() => campaign.id, { onDelete: 'restrict' }),
    /** Monday of its week, `YYYY-MM-DD`. */
    week: text('week').notNull(),
    takenAt: integer('taken_at').notNull(),
    /** The shape of `body` (domain/digest/digest.ts). */
    format: integer('format').notNull(),
    /** Counts as JSON, no names of people. */
    body: text('body').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campaignId, table.week] })],
);
