import { planDueItems } from '../domain/due-plan.ts';
import type { Work } from './ports.ts';

/** Plans everything that falls due in the current campaign again; called wherever a date or a person changes. */
export function replanCampaign(work: Work): void {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return;
  const people = work.store.members.active().map((person) => person.id);
  const items = planDueItems(campaign.plan, people, work.now, work.zone);
  work.store.dueItems.replan(
    campaign.id,
    items.map((item) => ({ ...item, campaignId: campaign.id })),
    work.now,
  );
}
