import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { campaign, division, member } from './schema-office.ts';

/** Proposed exemplars and new models. */
export const exemplar = sqliteTable(
  'exemplar',
  {
    id: integer('id').primaryKey(),
    campaignId: integer('campaign_id')
      .notNull()
      .references(() => campaign.id, { onDelete: 'restrict' }),
    proposerId: integer('proposer_id')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
    /** Whose head is asked for an opinion. */
    divisionId: integer('division_id')
      .notNull()
      .references(() => division.id, { onDelete: 'restrict' }),
    state: text('state', {
      enum: ['draft', 'submitted', 'listed', 'returned', 'declined', 'withdrawn'],
    }).notNull(),
    kind: text('kind', { enum: ['exemplar', 'new_model'] }),
    subjectMemberId: integer('subject_member_id').references(() => member.id, { onDelete: 'restrict' }),
    subjectDivisionId: integer('subject_division_id').references(() => division.id, { onDelete: 'restrict' }),
    subjectName: text('subject_name'),
    summary: text('summary'),
    results: text('results'),
    /** Code of a movement of the plan. */
    movement: text('movement'),
    link: text('link'),
    version: integer('version').notNull(),
    opinion: text('opinion', { enum: ['supports', 'does_not'] }),
    opinionReason: text('opinion_reason'),
    opinionBy: integer('opinion_by').references(() => member.id, { onDelete: 'restrict' }),
    opinionAt: integer('opinion_at'),
    spread: integer('spread', { mode: 'boolean' }).notNull(),
    recognisedBy: text('recognised_by'),
    submittedAt: integer('submitted_at'),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('exemplar_state').on(table.campaignId, table.state),
    index('exemplar_proposer').on(table.proposerId, table.campaignId),
  ],
);

export const exemplarEvent = sqliteTable(
  'exemplar_event',
  {
    id: integer('id').primaryKey(),
    exemplarId: integer('exemplar_id')
      .notNull()
      .references(() => exemplar.id, { onDelete: 'restrict' }),
    at: integer('at').notNull(),
    actorId: integer('actor_id')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
    action: text('action', {
      enum: [
        'submitted',
        'supported',
        'not_supported',
        'listed',
        'returned',
        'declined',
        'withdrawn',
        'spread',
        'spread_ended',
        'recognised',
      ],
    }).notNull(),
    version: integer('version').notNull(),
    note: text('note'),
  },
  (table) => [index('exemplar_event_exemplar').on(table.exemplarId, table.id)],
);
