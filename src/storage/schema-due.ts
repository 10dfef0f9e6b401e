import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DueKind } from '../domain/due-plan/kinds.ts';
import type { WaveAudience } from '../domain/due-plan.ts';
import { campaign, member } from './schema-office.ts';

/** A reminder, or another thing that falls due, planned ahead. Key: `year:kind:member:date:milestone:slot`. */
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
    /** What else the kind needs to know, such as the office's own words; null for most. */
    detail: text('detail'),
    /** Put to its time by firing or by a person: planning again leaves it alone. */
    held: integer('held', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [index('due_item_planned').on(table.dueAt).where(sql`state = 'planned'`)],
);

/** A reminder that the secretary asked for. */
export const reminderOrder = sqliteTable('reminder_order', {
  id: integer('id').primaryKey(),
  campaignId: integer('campaign_id')
    .notNull()
    .references(() => campaign.id, { onDelete: 'restrict' }),
  text: text('text').notNull(),
  audience: text('audience', { enum: ['all', 'not_leaders', 'heads', 'secretary', 'council', 'office'] })
    .$type<WaveAudience>()
    .notNull(),
  dueAt: integer('due_at').notNull(),
  orderedBy: integer('ordered_by')
    .notNull()
    .references(() => member.id, { onDelete: 'restrict' }),
  orderedAt: integer('ordered_at').notNull(),
  cancelledAt: integer('cancelled_at'),
});

/** A change of the secretary in what the plan itself sets: another time, or none. */
export const waveChange = sqliteTable(
  'wave_change',
  {
    campaignId: integer('campaign_id')
      .notNull()
      .references(() => campaign.id, { onDelete: 'restrict' }),
    waveCode: text('wave_code').notNull(),
    /** Null: cancelled. */
    dueAt: integer('due_at'),
    changedBy: integer('changed_by')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
    changedAt: integer('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campaignId, table.waveCode] })],
);
