import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

// The SQL in migrations/ is generated from this file and finished by hand (STRICT, CHECK, WITHOUT ROWID), because
// drizzle-kit knows none of the three; test/storage/schema.test.ts lints the migrated database.
// Times are UTC epoch ms.

export const setting = sqliteTable('setting', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
});

export const campaign = sqliteTable('campaign', {
  id: integer('id').primaryKey(),
  year: integer('year').notNull().unique(),
  state: text('state', { enum: ['active', 'closed'] }).notNull(),
  createdAt: integer('created_at').notNull(),
});

export const planVersion = sqliteTable(
  'plan_version',
  {
    id: integer('id').primaryKey(),
    campaignId: integer('campaign_id')
      .notNull()
      .references(() => campaign.id, { onDelete: 'restrict' }),
    /** Plan as JSON (domain/plan.ts). */
    content: text('content').notNull(),
    sha256: text('sha256').notNull(),
    importedAt: integer('imported_at').notNull(),
  },
  (table) => [index('plan_version_campaign').on(table.campaignId, table.id)],
);

export const division = sqliteTable('division', {
  id: integer('id').primaryKey(),
  code: text('code').notNull().unique(),
  name: text('name').notNull(),
  ordinal: integer('ordinal').notNull(),
  active: integer('active', { mode: 'boolean' }).notNull(),
});

export const member = sqliteTable(
  'member',
  {
    id: integer('id').primaryKey(),
    code: text('code').notNull().unique(),
    fullName: text('full_name').notNull(),
    divisionId: integer('division_id')
      .notNull()
      .references(() => division.id, { onDelete: 'restrict' }),
    position: text('position').notNull(),
    employment: text('employment', { enum: ['civil_servant', 'contract_worker'] }).notNull(),
    councilPost: text('council_post', { enum: ['chair', 'vice_chair', 'member', 'secretary'] }),
    phone: text('phone'),
    /** Roles joined by commas, sorted: one read on every event instead of two. */
    roles: text('roles').notNull(),
    locale: text('locale', { enum: ['vi', 'en'] }),
    active: integer('active', { mode: 'boolean' }).notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [index('member_division').on(table.divisionId), index('member_phone').on(table.phone)],
);

export const invite = sqliteTable(
  'invite',
  {
    id: integer('id').primaryKey(),
    memberId: integer('member_id')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
    codeHash: text('code_hash').notNull().unique(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
    revokedAt: integer('revoked_at'),
  },
  (table) => [index('invite_member').on(table.memberId)],
);

export const linkAttempt = sqliteTable(
  'link_attempt',
  {
    channel: text('channel').notNull(),
    accountId: text('account_id').notNull(),
    failures: integer('failures').notNull(),
    windowStartedAt: integer('window_started_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.accountId] })],
);

/** One chat account of a person; the row is deleted when the person unlinks. */
export const chatIdentity = sqliteTable(
  'chat_identity',
  {
    id: integer('id').primaryKey(),
    channel: text('channel').notNull(),
    accountId: text('account_id').notNull(),
    chatId: text('chat_id').notNull(),
    memberId: integer('member_id')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
    linkedAt: integer('linked_at').notNull(),
    lastSeenAt: integer('last_seen_at').notNull(),
    reachable: integer('reachable', { mode: 'boolean' }).notNull(),
    unreachableReason: text('unreachable_reason'),
    preferred: integer('preferred', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    uniqueIndex('chat_identity_account').on(table.channel, table.accountId),
    uniqueIndex('chat_identity_member_channel').on(table.memberId, table.channel),
    index('chat_identity_chat').on(table.channel, table.chatId),
  ],
);

export const consent = sqliteTable(
  'consent',
  {
    id: integer('id').primaryKey(),
    memberId: integer('member_id')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
    channel: text('channel').notNull(),
    noticeVersion: integer('notice_version').notNull(),
    givenAt: integer('given_at').notNull(),
    withdrawnAt: integer('withdrawn_at'),
  },
  (table) => [index('consent_member').on(table.memberId)],
);

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

export const outbox = sqliteTable(
  'outbox',
  {
    id: integer('id').primaryKey(),
    dedupeKey: text('dedupe_key').notNull().unique(),
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
    index('outbox_open').on(table.channel, table.chatId, table.id).where(sql`state IN ('pending', 'sending')`),
    index('outbox_due').on(table.dueAt).where(sql`state = 'pending'`),
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

/** A reminder, or another thing that falls due, planned ahead. Key: `campaign:kind:member:date`. */
export const dueItem = sqliteTable(
  'due_item',
  {
    key: text('key').primaryKey(),
    campaignId: integer('campaign_id')
      .notNull()
      .references(() => campaign.id, { onDelete: 'restrict' }),
    kind: text('kind', {
      enum: ['registration_opened', 'registration_reminder', 'registration_closed', 'weekly_digest'],
    }).notNull(),
    memberId: integer('member_id').references(() => member.id, { onDelete: 'restrict' }),
    milestone: text('milestone').notNull(),
    dueAt: integer('due_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    state: text('state', { enum: ['planned', 'fired', 'skipped'] }).notNull(),
    settledAt: integer('settled_at'),
  },
  (table) => [index('due_item_planned').on(table.dueAt).where(sql`state = 'planned'`)],
);
