import { planWaves, type Wave, type WaveAudience } from '../domain/due-plan.ts';
import type { Person } from '../domain/person.ts';
import { officeCalendar } from './calendar.ts';
import type { Campaign, Work } from './ports.ts';

/**
 * Plans everything that falls due in the current campaign again, in the transaction that changed a date, a day of the
 * calendar or a person; what stays the same is not written.
 */
export function replanCampaign(work: Work): void {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return;
  const idsOf = audiences(work.store.members.active());
  const waves = wavesOf(work, campaign)
    .filter(({ dueAt }) => dueAt > work.now)
    .map((wave) => ({ wave, memberIds: wave.audience === 'office' ? null : idsOf(wave.audience) }));
  work.store.dueItems.replan(campaign.id, waves, work.now);
}

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
