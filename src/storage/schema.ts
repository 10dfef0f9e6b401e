// The SQL in migrations/ is generated from this file and finished by hand (STRICT, CHECK, WITHOUT ROWID), because
// drizzle-kit knows none of the three; test/storage/schema.test.ts lints the migrated database.
// Times are UTC epoch ms.

export * from './schema-audit.ts';
export * from './schema-ballot.ts';
export * from './schema-calendar.ts';
export * from './schema-delivery.ts';
export * from './schema-digest.ts';
export * from './schema-due.ts';
export * from './schema-exemplar.ts';
export * from './schema-files.ts';
export * from './schema-history.ts';
export * from './schema-indicator.ts';
export * from './schema-office.ts';
export * from './schema-pledge.ts';
export * from './schema-quota.ts';
export * from './schema-review.ts';
