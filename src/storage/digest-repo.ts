import { and, desc, eq } from 'drizzle-orm';
import type { Digests } from '../app/digest-ports.ts';
import type { Database } from './database.ts';
import { weeklyDigest } from './schema.ts';

function ofCampaign(campaignId: number | null) {
  return campaignId === null ? undefined : eq(weeklyDigest.campaignId, campaignId);
}

/** The weekly digests as they were. */
export function createDigests({ drizzle }: Database): Digests {
  return {
    weeks: (campaignId) =>
      drizzle
        .selectDistinct({ week: weeklyDigest.week })
        .from(weeklyDigest)
        .where(ofCampaign(campaignId))
        .orderBy(desc(weeklyDigest.week))
        .all()
        .map(({ week }) => week),
    find(campaignId, week) {
      const { takenAt, format, body } = weeklyDigest;
      const found = drizzle
        .select({ week: weeklyDigest.week, takenAt, format, body })
        .from(weeklyDigest)
        .where(and(ofCampaign(campaignId), eq(weeklyDigest.week, week)))
        .orderBy(desc(weeklyDigest.campaignId))
        .limit(1)
        .get();
      return found ?? null;
    },
    add: (campaignId, digest) =>
      drizzle
        .insert(weeklyDigest)
        .values({ campaignId, ...digest })
        .onConflictDoNothing()
        .run().changes > 0,
  };
}
