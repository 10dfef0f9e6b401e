import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { division, member } from './schema-office.ts';

/** Results by year: titles, commendations, grades, recognised initiatives. */
export const awardRecord = sqliteTable(
  'award_record',
  {
    id: integer('id').primaryKey(),
    holder: text('holder', { enum: ['person', 'division', 'agency'] }).notNull(),
    memberId: integer('member_id').references(() => member.id, { onDelete: 'restrict' }),
    divisionId: integer('division_id').references(() => division.id, { onDelete: 'restrict' }),
    year: integer('year').notNull(),
    kind: text('kind', { enum: ['title', 'award', 'grade', 'initiative'] }).notNull(),
    /** The title, form of commendation, grade or level. */
    code: text('code').notNull(),
    /** Name of the initiative. */
    name: text('name'),
    decisionNumber: text('decision_number').notNull(),
    decisionDate: text('decision_date').notNull(),
    authority: text('authority').notNull(),
    enteredBy: integer('entered_by')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
    enteredAt: integer('entered_at').notNull(),
    cancelledAt: integer('cancelled_at'),
    cancelledBy: integer('cancelled_by').references(() => member.id, { onDelete: 'restrict' }),
    cancelReason: text('cancel_reason'),
  },
  (table) => [
    index('award_record_member').on(table.memberId, table.year),
    index('award_record_division').on(table.divisionId, table.year),
    index('award_record_year').on(table.year),
  ],
);

/** Disciplinary measures: apart, because few may see them. */
export const disciplineRecord = sqliteTable(
  'discipline_record',
  {
    id: integer('id').primaryKey(),
    memberId: integer('member_id')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
    year: integer('year').notNull(),
    level: text('level', { enum: ['reprimand', 'warning'] }).notNull(),
    decisionNumber: text('decision_number').notNull(),
    decisionDate: text('decision_date').notNull(),
    authority: text('authority').notNull(),
    enteredBy: integer('entered_by')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
    enteredAt: integer('entered_at').notNull(),
    cancelledAt: integer('cancelled_at'),
    cancelledBy: integer('cancelled_by').references(() => member.id, { onDelete: 'restrict' }),
    cancelReason: text('cancel_reason'),
  },
  (table) => [index('discipline_record_member').on(table.memberId, table.year)],
);
