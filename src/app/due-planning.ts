import type { DueKind } from '../domain/due-plan/kinds.ts';
import { dueKey, planWaves, type Wave, type WaveAudience } from '../domain/due-plan.ts';
import type { Person } from '../domain/person.ts';
import type { ReviewRound } from '../domain/review.ts';
import { officeCalendar } from './calendar.ts';
import { isOpen } from './duties.ts';
import type { Campaign, Work } from './ports.ts';

/**
 * Plans everything that falls due in the current campaign again, in the transaction that changed a date, a day of the
 * calendar or a person; what stays the same is not written.
 */
export function replanCampaign(work: Work): void {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return;
  const idsOf = audiences(work.store.members.active());
  const planned = wavesOf(work, campaign);
  const waves = planned
    .filter(({ dueAt }) => dueAt > work.now)
    .map((wave) => ({ wave, memberIds: wave.audience === 'office' ? null : idsOf(wave.audience) }));
  work.store.dueItems.replan(campaign.id, waves, work.now);
  for (const wave of overdueEffects(work, campaign, planned)) {
    const { kind, milestone, dueAt, expiresAt, detail } = wave;
    const key = dueKey(wave, null);
    work.store.dueItems.add({
      key,
      campaignId: campaign.id,
      kind,
      memberId: null,
      milestone,
      dueAt,
      expiresAt,
      detail,
    });
  }
}

// A plan that comes late, or moves a day into the past: what should have opened or closed by now does so with the next
// scan. What is over altogether is left alone; an office that begins in autumn has no preliminary review.
function overdueEffects(work: Work, campaign: Campaign, planned: readonly Wave[]): readonly Wave[] {
  return planned.filter(({ kind, dueAt }) => {
    const round = ROUND_OF[kind];
    if (round === undefined || dueAt > work.now) return false;
    const review = work.store.reviews.find(campaign.id, round);
    if (kind === 'review_closed') return review?.state === 'open';
    const duty = round === 'final' ? 'final_review' : 'preliminary_review';
    return review === null && isOpen(work, campaign, duty);
  });
}

const ROUND_OF: Readonly<Partial<Record<DueKind, ReviewRound>>> = {
  review_opening: 'preliminary',
  review_closed: 'preliminary',
  final_review_opening: 'final',
};

/** The campaign's waves as the plan, the calendar and the secretary have them now, past ones too. */
export function wavesOf(work: Work, campaign: Campaign): readonly Wave[] {
  return planWaves({
    plan: campaign.plan,
    calendar: officeCalendar(work),
    zone: work.zone,
    orders: work.store.reminderOrders.all(campaign.id),
    changes: work.store.reminderOrders.changes(campaign.id),
  });
}

function belongsTo(person: Person, audience: WaveAudience): boolean {
  switch (audience) {
    case 'all':
      return person.active;
    case 'not_leaders':
      return person.active && !person.roles.includes('leader');
    case 'heads':
      return person.active && person.roles.includes('head');
    case 'secretary':
      return person.active && person.roles.includes('secretary');
    case 'council':
      return person.active && person.roles.includes('member');
    case 'office':
      return false;
  }
}

function audiences(people: readonly Person[]): (audience: WaveAudience) => readonly number[] {
  const known = new Map<WaveAudience, readonly number[]>();
  return (audience) => {
    let ids = known.get(audience);
    if (ids === undefined) {
      ids = people.filter((person) => belongsTo(person, audience)).map(({ id }) => id);
      known.set(audience, ids);
    }
    return ids;
  };
}
