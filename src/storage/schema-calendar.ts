import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { member } from './schema-office.ts';

/** Days that differ from their weekday, by where they come from. */
export const calendarDay = sqliteTable(
  'calendar_day',
  {
    date: text('date').notNull(),
    source: text('source', { enum: ['law', 'notice', 'office'] }).notNull(),
    kind: text('kind', { enum: ['holiday', 'day_off', 'compensatory'] }).notNull(),
    name: text('name').notNull(),
    storedAt: integer('stored_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.date, table.source] })],
);

/** Days on which somebody is away; no reason is stored. */
export const leave = sqliteTable(
  'leave',
  {
    id: integer('id').primaryKey(),
    memberId: integer('member_id')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
    from: text('from_date').notNull(),
    to: text('to_date').notNull(),
    addedBy: integer('added_by')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
    addedAt: integer('added_at').notNull(),
  },
  (table) => [index('leave_member').on(table.memberId), index('leave_to').on(table.to)],
);

/** What a person has chosen about messages; no row for who has chosen nothing. */
export const preference = sqliteTable('preference', {
  memberId: integer('member_id')
    .primaryKey()
    .references(() => member.id, { onDelete: 'restrict' }),
  quietFrom: text('quiet_from'),
  quietUntil: text('quiet_until'),
  /** Messages not wanted, joined by commas. */
  muted: text('muted').notNull(),
});
