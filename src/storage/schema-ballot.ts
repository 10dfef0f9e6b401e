import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { ELECTION_STATES } from '../domain/ballot/course.ts';
import { ELECTION_ACTIONS, VOTING_METHODS } from '../domain/ballot/record.ts';
import { campaign, member } from './schema-office.ts';

/** A voting round: what is known to everybody at the desk. Who voted and the marks are elsewhere. */
export const election = sqliteTable(
  'election',
  {
    id: integer('id').primaryKey(),
    campaignId: integer('campaign_id')
      .notNull()
      .references(() => campaign.id, { onDelete: 'restrict' }),
    method: text('method', { enum: VOTING_METHODS }).notNull(),
    state: text('state', { enum: ELECTION_STATES }).notNull(),
    /** Roll, nominees, rules, window and custody as JSON; frozen from the opening on. */
    election: text('election').notNull(),
    course: text('course').notNull(),
    preparation: text('preparation').notNull(),
    publicKey: text('public_key'),
    fingerprint: text('fingerprint'),
    slots: text('slots').notNull(),
    paper: text('paper'),
    result: text('result'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('election_campaign').on(table.campaignId, table.id)],
);

/** What happened to an election: opening, closing, counting, publishing; never a cast. */
export const electionEvent = sqliteTable(
  'election_event',
  {
    id: integer('id').primaryKey(),
    electionId: integer('election_id')
      .notNull()
      .references(() => election.id, { onDelete: 'restrict' }),
    at: integer('at').notNull(),
    /** Null where the clock did it. */
    actorId: integer('actor_id').references(() => member.id, { onDelete: 'restrict' }),
    action: text('action', { enum: ELECTION_ACTIONS }).notNull(),
    note: text('note'),
  },
  (table) => [index('election_event_election').on(table.electionId, table.id)],
);

/** Who has voted: one sign a place of the frozen roll, '1' for voted, so that every cast writes the whole row anew. */
export const ballotRoll = sqliteTable('ballot_roll', {
  electionId: integer('election_id')
    .primaryKey()
    .references(() => election.id, { onDelete: 'restrict' }),
  ticks: text('ticks').notNull(),
});

/** The sealed marks of one nominee, one after the other in the order of their bytes. */
export const ballotBox = sqliteTable(
  'ballot_box',
  {
    electionId: integer('election_id')
      .notNull()
      .references(() => election.id, { onDelete: 'restrict' }),
    nominee: integer('nominee').notNull(),
    marks: blob('marks', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.electionId, table.nominee] })],
);

/** Addresses of the ballot page, as hashes. No time: it would be that of voting. */
export const ballotLink = sqliteTable(
  'ballot_link',
  {
    tokenHash: text('token_hash').primaryKey(),
    electionId: integer('election_id')
      .notNull()
      .references(() => election.id, { onDelete: 'restrict' }),
    memberId: integer('member_id')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
  },
  (table) => [index('ballot_link_member').on(table.electionId, table.memberId)],
);
