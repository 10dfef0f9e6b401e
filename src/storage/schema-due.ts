import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DueKind } from '../app/ports.ts';
import { campaign, member } from './schema-office.ts';

/** A reminder, or another thing that falls due, planned ahead. Key: `campaign:kind:member:date`. */
export const dueItem = sqliteTable(
  'due_item',
  {
    key: text('key').primaryKey(),
    campaignId: integer('campaign_id')
      .notNull()
      .references(() => campaign.id, { onDelete: 'restrict' }),
    /** One of `DueKind`; not checked by the database, because every feature brings kinds. */
    kind: text('kind').$type<DueKind>().notNull(),
    memberId: integer('member_id').references(() => member.id, { onDelete: 'restrict' }),
    milestone: text('milestone').notNull(),
    dueAt: integer('due_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    state: text('state', { enum: ['planned', 'fired', 'skipped'] }).notNull(),
    settledAt: integer('settled_at'),
    /** What else the kind needs to know, such as the code of a rule; null for most. */
    detail: text('detail'),
  },
  (table) => [index('due_item_planned').on(table.dueAt).where(sql`state = 'planned'`)],
);
