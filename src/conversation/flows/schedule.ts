import { schedule } from '../../app/campaign.ts';
import { nextReminders, openReminders } from '../../app/snoozing.ts';
import { doNow, dutySay, untilSay } from '../due-notices.ts';
import { type Say, say } from '../text-key.ts';
import type { CommandChoice } from '../types.ts';
import { showingFlow } from './shown.ts';

/** Reminders told of in advance. */
const REMINDERS_SHOWN = 3;

const OWING = {
  owes: 'schedule.owing_line',
  returned: 'schedule.owing_returned',
  owes_for_division: 'schedule.owing_for_division',
} as const;

/** Deadlines with days left, what one still owes, and one's own next reminders. */
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
  const open = openReminders(context, context.person).filter(({ duty }) => duty !== null);
  if (open.length > 0) lines.push(say('schedule.owing'));
  const commands: CommandChoice[] = [];
  for (const { duty, end, status } of open) {
    if (duty === null || end === null) continue;
    lines.push(say(OWING[status], { what: dutySay(duty), at: untilSay(end) }));
    const choice = doNow(duty, true);
    if (choice !== null) commands.push(choice);
  }
  const reminders = nextReminders(context, context.person, REMINDERS_SHOWN);
  if (reminders.length > 0) lines.push(say('schedule.reminders'));
  for (const { at, kind } of reminders) {
    lines.push(say('schedule.reminder', { what: say(`due.${kind}`), at: { as: 'moment', date: at } }));
  }
  return { say: lines, commands };
});
