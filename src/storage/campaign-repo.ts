import { desc, eq } from 'drizzle-orm';
import type { Campaign, Campaigns } from '../app/ports.ts';
import type { Plan } from '../domain/plan.ts';
import { sha256Hex } from '../lib/ids.ts';
import type { Database } from './database.ts';
import { campaign, planVersion } from './schema.ts';

/** Campaigns and their plans; the current one is kept in memory until it, or another process's write, changes. */
export function createCampaigns({ drizzle }: Database, onForeignChange: (forget: () => void) => void): Campaigns {
  let cached: Campaign | null | undefined;
  // Every registration asks for the year before.
  const years = new Map<number, Campaign | null>();
  function forget(): void {
    cached = undefined;
    years.clear();
  }
  onForeignChange(forget);

  function withPlan(row: { id: number; year: number } | undefined): Campaign | null {
    if (row === undefined) return null;
    const version = drizzle
      .select()
      .from(planVersion)
      .where(eq(planVersion.campaignId, row.id))
      .orderBy(desc(planVersion.id))
      .limit(1)
      .get();
    // Written by savePlan from a validated Plan, and only ever by it.
    return version === undefined ? null : { id: row.id, year: row.year, plan: JSON.parse(version.content) as Plan };
  }

  return {
    current() {
      if (cached === undefined) {
        cached = withPlan(drizzle.select().from(campaign).where(eq(campaign.state, 'active')).get());
      }
      return cached;
    },
    byYear(year) {
      let found = years.get(year);
      if (found === undefined) {
        found = withPlan(drizzle.select().from(campaign).where(eq(campaign.year, year)).get());
        years.set(year, found);
      }
      return found;
    },
    savePlan(plan, now, active = true) {
      if (active) drizzle.update(campaign).set({ state: 'closed' }).where(eq(campaign.state, 'active')).run();
      const state = active ? 'active' : 'closed';
      const { id } = drizzle
        .insert(campaign)
        .values({ year: plan.year, state, createdAt: now })
        .onConflictDoUpdate({ target: campaign.year, set: { state } })
        .returning({ id: campaign.id })
        .get();
      const content = JSON.stringify(plan);
      drizzle
        .insert(planVersion)
        .values({ campaignId: id, content, sha256: sha256Hex(content), importedAt: now })
        .run();
      forget();
      return { id, year: plan.year, plan };
    },
  };
}
