import { holds, type Person } from '../domain/person.ts';
import type { Milestone } from '../domain/plan.ts';
import type { EpochMs } from '../lib/clock.ts';
import { unreachable } from '../lib/result.ts';
import { instantOfMilestone } from './campaign.ts';
import type { Campaign, DueItem, Work } from './ports.ts';
import { type DivisionProgress, owes, progressByDivision, type TitleQuota, titleQuota } from './standings.ts';

/** What a due row turned into, for the conversation layer to put into words. */
export type Fired =
  | { readonly kind: 'registration_opened'; readonly to: Person; readonly closesAt: EpochMs; readonly year: number }
  | {
      readonly kind: 'registration_reminder';
      readonly to: Person;
      readonly closesAt: EpochMs;
      readonly returned: boolean;
    }
  | { readonly kind: 'registration_closed'; readonly to: Person; readonly progress: readonly DivisionProgress[] }
  | {
      readonly kind: 'weekly_digest';
      readonly to: Person;
      readonly campaign: Campaign;
      readonly progress: readonly DivisionProgress[];
      readonly quota: TitleQuota | null;
      readonly deadlines: readonly { readonly milestone: Milestone; readonly at: EpochMs }[];
    };

/**
 * Takes one due row: skipped when it is past its expiry or no longer true, else fired with what there is to say. One
 * row is one transaction of the caller.
 */
export function fireDueItem(work: Work, item: DueItem): readonly Fired[] {
  const campaign = work.store.campaigns.current();
  const fired =
    campaign === null || campaign.id !== item.campaignId || work.now >= item.expiresAt
      ? []
      : toFire(work, campaign, item);
  work.store.dueItems.settle(item.key, fired.length > 0 ? 'fired' : 'skipped', work.now);
  return fired;
}

function toFire(work: Work, campaign: Campaign, item: DueItem): readonly Fired[] {
  switch (item.kind) {
    case 'registration_opened':
    case 'registration_reminder':
      return toPerson(work, campaign, item, item.kind);
    case 'registration_closed': {
      const progress = progressByDivision(work, campaign);
      return work.store.members.withRole('secretary').map((to) => ({ kind: 'registration_closed', to, progress }));
    }
    case 'weekly_digest': {
      const progress = progressByDivision(work, campaign);
      const quota = titleQuota(work, campaign, 'grassroots_emulation_fighter');
      const deadlines = campaign.plan.milestones
        .map((milestone) => ({ milestone, at: instantOfMilestone(milestone, work.zone) }))
        .filter(({ at }) => at > work.now)
        .sort((left, right) => left.at - right.at)
        .slice(0, 3);
      return work.store.members
        .withRole('leader')
        .map((to) => ({ kind: 'weekly_digest', to, campaign, progress, quota, deadlines }));
    }
    default:
      return unreachable(item.kind);
  }
}

function toPerson(
  work: Work,
  campaign: Campaign,
  item: DueItem,
  kind: 'registration_opened' | 'registration_reminder',
): readonly Fired[] {
  const to = item.memberId === null ? null : work.store.members.byId(item.memberId);
  if (to === null || !holds(to, 'staff')) return [];
  const pledge = work.store.pledges.ofMember(campaign.id, to.id);
  if (!owes(pledge)) return [];
  const closing = campaign.plan.milestones.find((milestone) => milestone.kind === 'registration_closes');
  if (closing === undefined) return [];
  const closesAt = instantOfMilestone(closing, work.zone);
  return kind === 'registration_opened'
    ? [{ kind, to, closesAt, year: campaign.year }]
    : [{ kind, to, closesAt, returned: pledge?.state === 'returned' }];
}
