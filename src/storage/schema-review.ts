import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { campaign, division, member } from './schema-office.ts';

/** A preliminary or final review of a campaign, from its opening on. */
export const review = sqliteTable(
  'review',
  {
    id: integer('id').primaryKey(),
    campaignId: integer('campaign_id')
      .notNull()
      .references(() => campaign.id, { onDelete: 'restrict' }),
    round: text('round', { enum: ['preliminary', 'final'] }).notNull(),
    state: text('state', { enum: ['open', 'closed'] }).notNull(),
    openedAt: integer('opened_at').notNull(),
    /** Null when the plan's day opened it. */
    openedBy: integer('opened_by').references(() => member.id, { onDelete: 'restrict' }),
    openReason: text('open_reason'),
    closedAt: integer('closed_at'),
    closedBy: integer('closed_by').references(() => member.id, { onDelete: 'restrict' }),
    closeReason: text('close_reason'),
  },
  (table) => [uniqueIndex('review_round').on(table.campaignId, table.round)],
);

/** What a review said when it closed: written once, never changed. */
export const reviewSnapshot = sqliteTable('review_snapshot', {
  reviewId: integer('review_id')
    .primaryKey()
    .references(() => review.id, { onDelete: 'restrict' }),
  takenAt: integer('taken_at').notNull(),
  /** Of `body`, as 64 hex digits. */
  sha256: text('sha256').notNull(),
  body: text('body').notNull(),
});

export const reviewReport = sqliteTable(
  'review_report',
  {
    id: integer('id').primaryKey(),
    reviewId: integer('review_id')
      .notNull()
      .references(() => review.id, { onDelete: 'restrict' }),
    kind: text('kind', { enum: ['individual', 'collective'] }).notNull(),
    /** The person, null for a division's report. */
    memberId: integer('member_id').references(() => member.id, { onDelete: 'restrict' }),
    divisionId: integer('division_id')
      .notNull()
      .references(() => division.id, { onDelete: 'restrict' }),
    state: text('state', { enum: ['draft', 'submitted', 'confirmed', 'returned'] }).notNull(),
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
    uniqueIndex('review_report_individual').on(table.reviewId, table.memberId).where(sql`kind = 'individual'`),
    uniqueIndex('review_report_collective').on(table.reviewId, table.divisionId).where(sql`kind = 'collective'`),
    // Holds all that counting what waits for somebody asks for: the row itself is not read.
    index('review_report_queue').on(table.reviewId, table.state, table.divisionId, table.kind, table.memberId),
  ],
);

export const reviewReportVersion = sqliteTable(
  'review_report_version',
  {
    reportId: integer('report_id')
      .notNull()
      .references(() => reviewReport.id, { onDelete: 'restrict' }),
    version: integer('version').notNull(),
    content: text('content').notNull(),
    submittedAt: integer('submitted_at').notNull(),
    submittedBy: integer('submitted_by')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.version] })],
);

export const reviewReportEvent = sqliteTable(
  'review_report_event',
  {
    id: integer('id').primaryKey(),
    reportId: integer('report_id')
      .notNull()
      .references(() => reviewReport.id, { onDelete: 'restrict' }),
    at: integer('at').notNull(),
    actorId: integer('actor_id')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
    action: text('action', {
      enum: ['submitted', 'amended', 'confirmed', 'returned', 'late_permitted'],
    }).notNull(),
    version: integer('version').notNull(),
    note: text('note'),
  },
  (table) => [index('review_report_event_report').on(table.reportId, table.id)],
);

/** A file kept as evidence under a random name; the same bytes are kept once a report. */
export const evidenceFile = sqliteTable(
  'evidence_file',
  {
    id: integer('id').primaryKey(),
    reportId: integer('report_id')
      .notNull()
      .references(() => reviewReport.id, { onDelete: 'restrict' }),
    storedName: text('stored_name').notNull(),
    sha256: text('sha256').notNull(),
    name: text('name').notNull(),
    mime: text('mime').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    addedAt: integer('added_at').notNull(),
    addedBy: integer('added_by')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
  },
  (table) => [uniqueIndex('evidence_file_content').on(table.reportId, table.sha256)],
);
