import { peopleOnChannel, type QuotaStanding, quotaStanding } from '../app/message-quota.ts';
import { bulkLimit, type MonthlyQuota } from '../domain/message-quota.ts';
import type { Context } from './context.ts';
import { forecastSay } from './quota-notices.ts';
import { channelSay, type Say, say } from './text-key.ts';

/** How the month of every counted channel stands: what was used for what, what is needed, and who is linked. */
export function quotaShown(context: Context): readonly Say[] {
  if (context.quotas.length === 0) return [say('quota.none')];
  return context.quotas.flatMap((quota, index) => [
    ...(index === 0 ? [] : [say('dialogue.gap')]),
    ...standingSay(context, quotaStanding(context, quota)),
    ...peopleSay(context, quota),
  ]);
}

function standingSay(context: Context, standing: QuotaStanding): readonly Say[] {
  const { quota, used, byKind, refused } = standing;
  const channel = channelSay(quota.channel);
  const { limit } = quota;
  return [
    say('quota.used', { channel, used, limit, percent: percentOf(used, limit) }),
    ...byKind.map(({ kind, count }) => say('quota.kind_line', { kind: say(`quota.kind.${kind}`), count })),
    say('quota.reserve', { reserve: limit - bulkLimit(limit) }),
    say(refused ? 'quota.refused' : 'quota.not_refused', { channel }),
    ...forecastSay(context, standing),
  ];
}

function peopleSay(context: Context, quota: MonthlyQuota): readonly Say[] {
  const people = peopleOnChannel(context, quota);
  return people === null ? [] : [say('quota.people', { linked: people.linked, most: people.most })];
}

/** A warning for every channel that would have more people than its platform allows, were all the invited on it. */
export function tooManyInvited(
  work: Parameters<typeof peopleOnChannel>[0],
  quotas: readonly MonthlyQuota[],
  invited: readonly number[],
): readonly Say[] {
  return quotas.flatMap((quota) => {
    const people = peopleOnChannel(work, quota, invited);
    if (people === null || people.withInvited <= people.most) return [];
    const params = { channel: channelSay(quota.channel), count: people.withInvited, most: people.most };
    return [say('quota.people_invited', params)];
  });
}

/** Whole percent, rounded down: 94.9 % is not yet an alarm. */
export function percentOf(used: number, limit: number): number {
  return Math.floor((used * 100) / limit);
}
