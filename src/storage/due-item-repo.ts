import { and, asc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { DueItems, Settings } from '../app/ports.ts';
import type { Database } from './database.ts';
import { dueItem, setting } from './schema.ts';
import { prepareWrite } from './statement.ts';

/** Planned reminders and other things that fall due. */
export function createDueItems(database: Database): DueItems {
  const { drizzle } = database;
  const add = drizzle
    .insert(dueItem)
    .values({
      key: sql.placeholder('key'),
      campaignId: sql.placeholder('campaignId'),
      kind: sql.placeholder('kind'),
      memberId: sql.placeholder('memberId'),
      milestone: sql.placeholder('milestone'),
      dueAt: sql.placeholder('dueAt'),
      expiresAt: sql.placeholder('expiresAt'),
      state: 'planned',
      detail: sql.placeholder('detail'),
    })
    .onConflictDoNothing();
  const addOnce = prepareWrite(database, add);
  return {
    replan(campaignId, items, now) {
      drizzle
        .delete(dueItem)
        .where(and(eq(dueItem.campaignId, campaignId), eq(dueItem.state, 'planned'), gt(dueItem.dueAt, now)))
        .run();
      // A row that fired keeps its key, so the same reminder of the same day cannot be planned again.
      for (const item of items) addOnce({ ...item });
    },
    due: (now, limit) =>
      drizzle
        .select()
        .from(dueItem)
        .where(and(sql`${dueItem.state} = 'planned'`, lte(dueItem.dueAt, now)))
        .orderBy(asc(dueItem.dueAt))
        .limit(limit)
        .all(),
    next: (kinds, after) =>
      drizzle
        .select()
        .from(dueItem)
        .where(and(sql`${dueItem.state} = 'planned'`, inArray(dueItem.kind, [...kinds]), gt(dueItem.dueAt, after)))
        .orderBy(asc(dueItem.dueAt))
        .limit(1)
        .get() ?? null,
    settle(key, state, now) {
      drizzle.update(dueItem).set({ state, settledAt: now }).where(eq(dueItem.key, key)).run();
    },
  };
}

/** Single values that outlive the process. */
export function createSettings({ drizzle }: Database): Settings {
  return {
    get: (name) => drizzle.select().from(setting).where(eq(setting.name, name)).get()?.value ?? null,
    set(name, value) {
      drizzle
        .insert(setting)
        .values({ name, value })
        .onConflictDoUpdate({ target: setting.name, set: { value } })
        .run();
    },
  };
}
