import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { AUDIT_WAYS } from '../domain/audit.ts';
import { member } from './schema-office.ts';

/**
 * Who did what when, each entry hashed over the one before it. Triggers of the migration refuse to change or remove one,
 * and any number but the next. Actions and kinds of subjects are no enumerations here, because they grow with every
 * feature and this table is never made anew.
 */
export const auditEntry = sqliteTable(
  'audit_entry',
  {
    /** 1, 2, 3, … without a gap. */
    id: integer('id').primaryKey(),
    at: integer('at').notNull(),
    actorId: integer('actor_id').references(() => member.id, { onDelete: 'restrict' }),
    via: text('via', { enum: AUDIT_WAYS }).notNull(),
    action: text('action').notNull(),
    subjectKind: text('subject_kind'),
    subjectId: integer('subject_id'),
    /** JSON with the names in order. */
    details: text('details').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    index('audit_entry_actor').on(table.actorId).where(sql`actor_id IS NOT NULL`),
    index('audit_entry_subject').on(table.subjectKind, table.subjectId).where(sql`subject_kind IS NOT NULL`),
  ],
);
