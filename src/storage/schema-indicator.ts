import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { campaign, division, member } from './schema-office.ts';

/** Figures that the secretary entered, every correction a row of its own; numbers in ten-thousandths. */
export const indicatorValue = sqliteTable(
  'indicator_value',
  {
    id: integer('id').primaryKey(),
    campaignId: integer('campaign_id')
      .notNull()
      .references(() => campaign.id, { onDelete: 'restrict' }),
    code: text('code').notNull(),
    /** Null for the whole agency. */
    divisionId: integer('division_id').references(() => division.id, { onDelete: 'restrict' }),
    round: text('round', { enum: ['preliminary', 'final', 'interim'] }).notNull(),
    asOf: text('as_of').notNull(),
    /** Null when the figure before it was withdrawn. */
    value: integer('value'),
    denominator: integer('denominator'),
    onTime: integer('on_time'),
    previous: integer('previous'),
    note: text('note'),
    source: text('source'),
    enteredBy: integer('entered_by')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
    enteredAt: integer('entered_at').notNull(),
  },
  (table) => [index('indicator_value_code').on(table.campaignId, table.code)],
);
