import { and, asc, eq, isNull } from 'drizzle-orm';
import type { ReminderOrders } from '../app/due-ports.ts';
import type { Database } from './database.ts';
import { reminderOrder, waveChange } from './schema.ts';

/** The secretary's own reminders, and changes in the plan's. */
export function createReminderOrders({ drizzle }: Database): ReminderOrders {
  const { id, text, audience, dueAt } = reminderOrder;
  return {
    all: (campaignId) =>
      drizzle
        .select({ id, text, audience, dueAt })
        .from(reminderOrder)
        .where(and(eq(reminderOrder.campaignId, campaignId), isNull(reminderOrder.cancelledAt)))
        .orderBy(asc(dueAt), asc(id))
        .all(),
    add: (campaignId, order, by, now) =>
      drizzle
        .insert(reminderOrder)
        .values({ ...order, campaignId, orderedBy: by, orderedAt: now })
        .returning({ id })
        .get().id,
    move(orderId, at) {
      drizzle.update(reminderOrder).set({ dueAt: at }).where(eq(id, orderId)).run();
    },
    cancel(orderId, now) {
      drizzle.update(reminderOrder).set({ cancelledAt: now }).where(eq(id, orderId)).run();
    },
    changes(campaignId) {
      const rows = drizzle.select().from(waveChange).where(eq(waveChange.campaignId, campaignId)).all();
      return new Map(rows.map((row) => [row.waveCode, { dueAt: row.dueAt }]));
    },
    change(campaignId, waveCode, at, by, now) {
      const set = { dueAt: at, changedBy: by, changedAt: now };
      drizzle
        .insert(waveChange)
        .values({ campaignId, waveCode, ...set })
        .onConflictDoUpdate({ target: [waveChange.campaignId, waveChange.waveCode], set })
        .run();
    },
  };
}
