import { schedule } from '../../app/campaign.ts';
import { type Say, say } from '../text-key.ts';
import { showingFlow } from './shown.ts';

/** Deadlines with days left. */
export const scheduleFlow = showingFlow('schedule', (context) => {
  const entries = schedule(context);
  if (entries.length === 0) return { say: [say('error.no_campaign')] };
  const lines: Say[] = [say('schedule.heading')];
  for (const { milestone, at, daysLeft } of entries) {
    const params = { name: milestone.name, at: { as: 'moment' as const, date: at }, days: daysLeft };
    const key = at <= context.now ? 'schedule.past' : daysLeft === 0 ? 'schedule.today' : 'schedule.ahead';
    lines.push(say(key, params));
  }
  if (entries.some((entry) => entry.milestone.source === 'example')) lines.push(say('schedule.example_dates'));
  return { say: lines };
});
