import type { QuotaAlarm, QuotaStanding } from '../app/message-quota.ts';
import type { Work } from '../app/ports.ts';
import { channelSay, type Say, say } from './text-key.ts';
import type { CommandChoice, Notice } from './types.ts';

/** People that one message names; the rest are counted. */
const MOST_NAMED = 20;

const DESK: CommandChoice = { command: 'quanly', label: say('command.quanly.label') };

/** What a secretary is told when a month of messages runs short; not on that channel where there is another. */
export function quotaAlarmNotice(work: Work, standing: QuotaStanding, alarm: QuotaAlarm, to: number): Notice {
  const { quota, used } = standing;
  const params = { channel: channelSay(quota.channel), used, limit: quota.limit };
  const head =
    alarm === 'refused' ? say('quota.alarm.refused', params) : say('quota.alarm', { ...params, percent: alarm });
  const what = [head, ...forecastSay(work, standing), say('quota.what_to_do')];
  return { to, kind: 'quota_alarm', lane: 'receipt', avoid: quota.channel, reply: { say: what, commands: [DESK] } };
}

/** What the rest of the month needs, when it runs out, and who would then get no reminder. */
export function forecastSay(work: Work, { quota, forecast }: QuotaStanding): readonly Say[] {
  const { needed, runsOutOn, unreached } = forecast;
  const need = say('quota.forecast', { needed, limit: quota.limit });
  if (runsOutOn === null) return [need, say('quota.suffices')];
  const names = unreached.slice(0, MOST_NAMED).flatMap((id) => work.store.members.byId(id)?.fullName ?? []);
  const more = unreached.length - names.length;
  const list = { names: { list: names, join: 'comma' as const }, more };
  return [
    need,
    say('quota.runs_out', { date: { as: 'day', date: runsOutOn } }),
    ...(names.length === 0 ? [] : [say(more > 0 ? 'quota.unreached_more' : 'quota.unreached', list)]),
  ];
}
