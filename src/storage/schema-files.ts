import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { member } from './schema-office.ts';

/** Addresses under which a file can be fetched; the token itself is only in the message. */
export const fileLink = sqliteTable(
  'file_link',
  {
    tokenHash: text('token_hash').primaryKey(),
    memberId: integer('member_id')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
    channel: text('channel').notNull(),
    chatId: text('chat_id').notNull(),
    storedName: text('stored_name').notNull(),
    name: text('name').notNull(),
    mime: text('mime').notNull(),
    purpose: text('purpose', { enum: ['download', 'picture'] }).notNull(),
    /** What the person must still be entitled to when the file is fetched. */
    entitlement: text('entitlement'),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('file_link_expires').on(table.expiresAt)],
);

/** Addresses under which a platform fetches a picture that it shows in a group. */
export const groupPicture = sqliteTable(
  'group_picture',
  {
    tokenHash: text('token_hash').primaryKey(),
    channel: text('channel').notNull(),
    chatId: text('chat_id').notNull(),
    storedName: text('stored_name').notNull(),
    name: text('name').notNull(),
    mime: text('mime').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('group_picture_expires').on(table.expiresAt)],
);

/** One-time addresses for a file that a question asks for. */
export const uploadLink = sqliteTable(
  'upload_link',
  {
    tokenHash: text('token_hash').primaryKey(),
    memberId: integer('member_id')
      .notNull()
      .references(() => member.id, { onDelete: 'restrict' }),
    channel: text('channel').notNull(),
    chatId: text('chat_id').notNull(),
    accountId: text('account_id').notNull(),
    promptToken: text('prompt_token').notNull(),
    kind: text('kind', { enum: ['staff_list', 'evidence'] }).notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
  },
  (table) => [index('upload_link_expires').on(table.expiresAt)],
);
