import type { WeeklyDigest } from '../domain/digest/digest.ts';
import { DUTY_KINDS, type Duty, MISFIRE } from '../domain/due-plan/kinds.ts';
import { nextWorkingMoment } from '../domain/working-moment.ts';
import { localTime } from '../lib/office-time.ts';
import { deliverableAt, officeCalendar } from './calendar.ts';
import { instantOfMilestone } from './campaign.ts';
import type { DueItem } from './due-ports.ts';
import { DUTIES } from './duties.ts';
import type { Campaign, Work } from './ports.ts';
import { closeReview, openReview } from './review.ts';
import { takeDigest } from './weekly-digest.ts';

/**
 * Takes one due row of the office: openings and closings take effect as of their stored time, however late; people are
 * told by rows of their own, in working time. Returns the week's digest where that is what fell due: it goes out once,
 * however many were missed.
 */
export function fireForOffice(work: Work, item: DueItem): WeeklyDigest | null {
  const campaign = work.store.campaigns.current();
  if (campaign === null || campaign.id !== item.campaignId || work.now >= item.expiresAt) return skip(work, item);
  if (item.kind === 'weekly_digest') return digest(work, campaign, item);
  const effect = EFFECTS.find(({ kind }) => kind === item.kind);
  // Moved to a later day between the row's time and now: the new day has a row of its own.
  if (effect === undefined || !isPast(work, campaign, item, effect.change)) return skip(work, item);
  if (!work.store.dueItems.settle(item.key, 'fired', work.now)) return null;
  const then = { ...work, now: item.dueAt };
  const changed = EFFECT_OF[effect.change](then, campaign, effect.duty);
  if (changed && effect.change === 'closed') reportToSecretaries(work, campaign, item);
  return null;
}

type Change = 'opening' | 'closed';

const EFFECTS = DUTIES.flatMap((duty) =>
  (['opening', 'closed'] as const).map((change) => ({ duty, change, kind: DUTY_KINDS[duty][change] })),
);

// True when the row made a difference; registration opens and closes by its dates alone.
const EFFECT_OF: Readonly<Record<Change, (work: Work, campaign: Campaign, duty: Duty) => boolean>> = {
  opening: (work, campaign, duty) => {
    if (duty === 'preliminary_review') return openReview(work, campaign, 'preliminary');
    return duty === 'final_review' && openReview(work, campaign, 'final');
  },
  closed: (work, campaign, duty) =>
    duty === 'registration' || (duty === 'preliminary_review' && closeReview(work, campaign, 'preliminary')),
};

function isPast(work: Work, campaign: Campaign, item: DueItem, change: Change): boolean {
  const milestone = campaign.plan.milestones.find(({ code }) => code === item.milestone);
  if (milestone === undefined) return false;
  // The final review opens before its milestone.
  return change === 'opening' || instantOfMilestone(milestone, work.zone) <= work.now;
}

function reportToSecretaries(work: Work, campaign: Campaign, item: DueItem): void {
  const { date } = localTime(item.dueAt, work.zone);
  for (const { id } of work.store.members.withRole('secretary')) {
    const dueAt = deliverableAt(work, id, work.now);
    work.store.dueItems.add({
      key: `${campaign.year}:closing_report:${id}:${date}:${item.milestone}`,
      campaignId: campaign.id,
      kind: 'closing_report',
      memberId: id,
      milestone: item.milestone,
      dueAt,
      expiresAt: dueAt + MISFIRE.closing_report.lasts,
      detail: null,
    });
  }
}

function digest(work: Work, campaign: Campaign, item: DueItem): WeeklyDigest | null {
  const moment = nextWorkingMoment(officeCalendar(work), work.now, work.zone);
  if (moment > work.now) {
    if (moment >= item.expiresAt) return skip(work, item);
    work.store.dueItems.postpone(item.key, moment);
    return null;
  }
  if (!work.store.dueItems.settleLatest(campaign.id, item.kind, item.key, work.now)) return null;
  return takeDigest(work, campaign, item);
}

function skip(work: Work, item: DueItem): null {
  work.store.dueItems.settle(item.key, 'skipped', work.now);
  return null;
}
