import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { campaign, division, member } from './schema-office.ts';

export const pledge = sqliteTable(
  'pledge',
  {
    id: integer('id').primaryKey(),
    campaignId: integer('campaign_id')
      .notNull()
      .references(() => campaign.id, { onDelete: 'restrict' }),
    kind: text('kind', { enum: ['individual', 'collective'] }).notNull(),
    /** The person for an individual pledge, null for a division's. */
    memberId: integer('member_id').references(() => member.id, { onDelete: 'restrict' }),
    divisionId: integer('division_id')
      .notNull()
      .references(() => division.id, { onDelete: 'restrict' }),
    state: text('state', {
      enum: ['draft', 'submitted', 'endorsed', 'accepted', 'returned', 'withdrawn'],
    }).notNull(),
    /** Number of the newest submitted version, 0 before the first. */
    version: integer('version').notNull(),
    /** What is being written, as JSON; null when nothing is. */
    draft: text('draft'),
    /** The newest submitted content, as JSON. */
    content: text('content'),
    submittedAt: integer('submitted_at'),
    /** Until when the secretary lets it be submitted late. */
    lateUntil: integer('late_until'),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('pledge_individual').on(table.campaignId, table.memberId).where(sql`kind = 'individual'`),
    uniqueIndex('pledge_collective').on(table.campaignId, table.divisionId).where(sql`kind = 'collective'`),
    index('pledge_queue').on(table.campaignId, table.state, table.divisionId),
    // Holds all that counting what waits for somebody asks for: the row itself is not read.
    index('pledge_waiting').on(table.campaignId, table.state, table.divisionId, table.kind, table.memberId),
  ],
);

export const pledgeVersion = sqliteTable(
  'pledge_version',
  {
    pledgeId: integer('pledge_id')
      .notNull()
      .references(() => pledge.id, { onDelete: 'restrict' }),
    version: integer('version').notNull(),
    content: text('content').notNull(),
    submittedAt: integer('submitted_at').notNull(),
    submittedBy: integer('submitted_by')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
  },
  (table) => [primaryKey({ columns: [table.pledgeId, table.version] })],
);

/** Titles of the newest submitted version: what the live quota line counts. */
export const pledgeTitle = sqliteTable(
  'pledge_title',
  {
    campaignId: integer('campaign_id').notNull(),
    title: text('title').notNull(),
    pledgeId: integer('pledge_id')
      .notNull()
      .references(() => pledge.id, { onDelete: 'restrict' }),
  },
  (table) => [
    primaryKey({ columns: [table.campaignId, table.title, table.pledgeId] }),
    index('pledge_title_pledge').on(table.pledgeId),
  ],
);

export const pledgeEvent = sqliteTable(
  'pledge_event',
  {
    id: integer('id').primaryKey(),
    pledgeId: integer('pledge_id')
      .notNull()
      .references(() => pledge.id, { onDelete: 'restrict' }),
    at: integer('at').notNull(),
    actorId: integer('actor_id')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
    action: text('action', {
      enum: ['submitted', 'amended', 'endorsed', 'returned', 'accepted', 'withdrawn', 'late_permitted'],
    }).notNull(),
    version: integer('version').notNull(),
    note: text('note'),
  },
  (table) => [index('pledge_event_pledge').on(table.pledgeId, table.id)],
);
