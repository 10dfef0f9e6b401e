import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { member } from './schema-office.ts';

export const setting = sqliteTable('setting', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
});

export const inboundEvent = sqliteTable(
  'inbound_event',
  {
    channel: text('channel').notNull(),
    eventKey: text('event_key').notNull(),
    receivedAt: integer('received_at').notNull(),
    status: text('status', { enum: ['done', 'failed'] }).notNull(),
    /** Short code shown to the person when the event failed. */
    reference: text('reference'),
  },
  (table) => [primaryKey({ columns: [table.channel, table.eventKey] })],
);

export const dialogue = sqliteTable('dialogue', {
  /** `m<member id>` or `s<channel>:<account>` for somebody not linked. */
  subject: text('subject').primaryKey(),
  flow: text('flow').notNull(),
  version: integer('version').notNull(),
  /** Step, data, trail and pending switch as JSON (conversation/dialogue.ts). */
  state: text('state').notNull(),
  promptToken: text('prompt_token').notNull(),
  /** Ids of the choices as they were shown, in order, as JSON. */
  promptChoices: text('prompt_choices').notNull(),
  askedAt: integer('asked_at').notNull(),
});

export const outbox = sqliteTable(
  'outbox',
  {
    id: integer('id').primaryKey(),
    dedupeKey: text('dedupe_key').notNull(),
    channel: text('channel').notNull(),
    chatId: text('chat_id').notNull(),
    memberId: integer('member_id').references(() => member.id, { onDelete: 'restrict' }),
    /** 0 interactive, 1 receipt, 2 reminder, 3 digest: lower leaves first. */
    lane: integer('lane').notNull(),
    kind: text('kind').notNull(),
    /** Rendered message as JSON (presentation/types.ts), emptied once it is sent. */
    payload: text('payload').notNull(),
    state: text('state', { enum: ['pending', 'sending', 'sent', 'unknown', 'failed', 'expired'] }).notNull(),
    attempts: integer('attempts').notNull(),
    dueAt: integer('due_at').notNull(),
    expiresAt: integer('expires_at'),
    messageId: text('message_id'),
    /** Short code for support, set when a message fails or its fate is unknown. */
    reference: text('reference'),
    problem: text('problem'),
    createdAt: integer('created_at').notNull(),
    settledAt: integer('settled_at'),
  },
  (table) => [
    // Answers have no key of their own: their event's key is written in the same transaction.
    uniqueIndex('outbox_dedupe').on(table.dedupeKey).where(sql`dedupe_key <> ''`),
    // Grows at its end only: which message of which chat is next, the sender knows in memory.
    index('outbox_waiting').on(table.state, table.id).where(sql`state IN ('pending', 'sending')`),
    index('outbox_problem').on(table.state, table.settledAt).where(sql`state IN ('failed', 'unknown')`),
  ],
);

/** Asynchronous work asked for inside a transaction and done outside it. */
export const job = sqliteTable(
  'job',
  {
    id: integer('id').primaryKey(),
    kind: text('kind').notNull(),
    memberId: integer('member_id')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
    channel: text('channel').notNull(),
    chatId: text('chat_id').notNull(),
    accountId: text('account_id').notNull(),
    payload: text('payload').notNull(),
    state: text('state', { enum: ['queued', 'running', 'done', 'failed'] }).notNull(),
    result: text('result'),
    attempts: integer('attempts').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [index('job_open').on(table.state, table.id)],
);
