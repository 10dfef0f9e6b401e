import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

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
    /** When a list first said that the person has left; null for who works here. */
    leftAt: integer('left_at'),
    /** When the name was taken away for good; null while it stands. */
    anonymisedAt: integer('anonymised_at'),
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
    /** Version of the notice agreed to through this account; the consent rows hold the history. */
    noticeVersion: integer('notice_version').notNull().default(0),
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
