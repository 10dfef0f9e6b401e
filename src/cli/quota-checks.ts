import { notLinked } from '../app/linking.ts';
import { peopleOnChannel, quotaStanding } from '../app/message-quota.ts';
import type { Work } from '../app/ports.ts';
import { percentOf } from '../conversation/quota-wording.ts';
import { channelSay } from '../conversation/text-key.ts';
import { ALARM_PERCENTS, type MonthlyQuota } from '../domain/message-quota.ts';
import { type Check, check } from './check.ts';

/** How the months of counted channels stand, and whether everybody has a place there. */
export function quotaChecks(work: Work, quotas: readonly MonthlyQuota[]): readonly Check[] {
  return quotas.flatMap((quota) => [monthCheck(work, quota), ...peopleChecks(work, quota)]);
}

function monthCheck(work: Work, quota: MonthlyQuota): Check {
  const { used, refused, forecast } = quotaStanding(work, quota);
  const percent = percentOf(used, quota.limit);
  const name = `${quota.channel}_quota`;
  const params = { channel: channelSay(quota.channel), used, limit: quota.limit, percent, needed: forecast.needed };
  if (refused) return check(name, 'warn', 'doctor.quota.refused', params, 'doctor.quota.advice');
  if (forecast.runsOutOn !== null) {
    return check(
      name,
      'warn',
      'doctor.quota.short',
      { ...params, date: { as: 'day', date: forecast.runsOutOn } },
      'doctor.quota.advice',
    );
  }
  const calm = percent < ALARM_PERCENTS[0] && forecast.needed <= quota.limit;
  return check(name, calm ? 'ok' : 'warn', 'doctor.quota', params, 'doctor.quota.advice');
}

function peopleChecks(work: Work, quota: MonthlyQuota): readonly Check[] {
  const unlinked = notLinked(work).map(({ id }) => id);
  const people = peopleOnChannel(work, quota, unlinked);
  if (people === null) return [];
  const { linked, withInvited, most } = people;
  const name = `${quota.channel}_people`;
  const params = { channel: channelSay(quota.channel), linked, most };
  if (withInvited <= most) return [check(name, 'ok', 'doctor.people', params)];
  return [check(name, 'warn', 'doctor.people.near', { ...params, unlinked: unlinked.length }, 'doctor.people.advice')];
}
