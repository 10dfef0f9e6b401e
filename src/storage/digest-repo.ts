import { and, desc, eq } from 'drizzle-orm';
import type { Digests } from '../app/digest-ports.ts';
import type { Database } from './database.ts';
import { weeklyDigest } from './schema.ts';

/** The weekly digests as they were. */
export function createDigests({ drizzle }: Database): Digests {
  return {
    weeks: (campaignId) =>
      drizzle
        .select({ week: weeklyDigest.week })
        .from(weeklyDigest)
        .where(eq(weeklyDigest.campaignId, campaignId))
        .orderBy(desc(weeklyDigest.week))
        .all()
        .map(({ week }) => week),
    find(campaignId, week) {
      const { takenAt, format, body } = weeklyDigest;
      const where = and(eq(weeklyDigest.campaignId, campaignId), eq(weeklyDigest.week, week));
      return (
        drizzle.select({ week: weeklyDigest.week, takenAt, format, body }).from(weeklyDigest).where(where).get() ?? null
      );
    },
    add: (campaignId, digest) =>
      drizzle
        .insert(weeklyDigest)
        .values({ campaignId, ...digest })
        .onConflictDoNothing()
        .run().changes > 0,
  };
}
