import type { Deadline, Fired } from '../app/due-fired.ts';
import type { DutyProgress } from '../app/duties.ts';
import { NOTICE_RIGHTS } from '../app/notice-rights.ts';
import { DUTY_KINDS, type Duty } from '../domain/due-plan/kinds.ts';
import { NEVER } from '../domain/due-plan.ts';
import type { EpochMs } from '../lib/clock.ts';
import { unreachable } from '../lib/result.ts';
import { divisionLines, owingLines } from './owing-wording.ts';
import { type Say, say } from './text-key.ts';
import type { CommandChoice, Notice } from './types.ts';

/** Names shown in one list; a longer one is counted. */
const NAMES_SHOWN = 30;
/** Names of each division in the secretary's list. */
const NAMES_A_DIVISION = 8;

/** Where a duty is done; null where it is done outside the bot. */
const COMMANDS: Readonly<Record<Duty, string | null>> = {
  registration: 'dangky',
  preliminary_review: 'tiendo',
  final_review: 'tiendo',
  dossiers: null,
};

/** What is not a reminder goes out whatever the month's quota says, and later than one. */
type Urgent = 'reminder' | 'receipt';

/** Puts everything that fell due for one person at once into one message, with one set of buttons. */
export function dueNotice(fired: readonly Fired[], kind: string, expiresAt: EpochMs): Notice | null {
  const [first] = fired;
  if (first === undefined) return null;
  const texts = fired.flatMap((one, index) => [...(index === 0 ? [] : [say('dialogue.gap')]), ...textsOf(one)]);
  const expiry = expiresAt >= NEVER ? {} : { expiresAt };
  const reply = { say: texts, commands: commandsOf(fired) };
  return { to: first.to.id, kind: messageKind(fired, kind), lane: laneOf(fired), reply, ...expiry };
}

// What is more than a reminder names the message: it is still worth reading when nothing is owed any more. What only an
// office may read comes before all else: a right is asked by the message's name.
function messageKind(fired: readonly Fired[], kind: string): string {
  const lists = fired.find((one) => ['division_list', 'secretary_list', 'closed'].includes(one.kind));
  const more = lists ?? fired.find((one) => one.kind !== 'reminder');
  if (more === undefined) {
    // The list that came first may not have fired: what is left is nobody's but the reader's own.
    const reminded = fired.find((one) => one.kind === 'reminder');
    return kind in NOTICE_RIGHTS && reminded !== undefined ? DUTY_KINDS[reminded.duty].reminder : kind;
  }
  switch (more.kind) {
    case 'opened':
      return DUTY_KINDS[more.duty].opened ?? kind;
    case 'custom':
      return 'custom_reminder';
    case 'closed':
      return 'closing_report';
    default:
      return more.kind;
  }
}

function laneOf(fired: readonly Fired[]): Urgent {
  return fired.some(({ kind }) => kind === 'closed') ? 'receipt' : 'reminder';
}

function textsOf(fired: Fired): readonly Say[] {
  switch (fired.kind) {
    case 'opened': {
      const params = { year: String(fired.year), at: untilSay(fired.end), what: dutySay(fired.duty) };
      return [say(fired.duty === 'registration' ? 'reminder.opened' : 'reminder.review_opened', params)];
    }
    case 'reminder': {
      const { duty, end, status, text } = fired;
      const usual = say(`reminder.${status}`, {
        what: dutySay(duty),
        at: untilSay(end),
      });
      // The bot does not take dossiers: whoever is asked for one must know where it goes.
      const where = duty === 'dossiers' ? [say('reminder.dossiers_to')] : [];
      return [...(text === null ? [] : [say('reminder.own_words', { text })]), usual, ...where];
    }
    case 'custom': {
      const { end, text } = fired;
      const words = text === null ? [] : [say('reminder.own_words', { text })];
      return end === null
        ? words
        : [...words, say('reminder.milestone', { name: end.milestone.name, at: untilSay(end) })];
    }
    case 'division_list': {
      const { duty, to, end, owing, text } = fired;
      const more = owing.length - NAMES_SHOWN;
      return [
        ...(text === null ? [] : [say('reminder.own_words', { text })]),
        say('reminder.list.division', {
          what: dutySay(duty),
          division: to.divisionName,
          count: owing.length,
          at: untilSay(end),
        }),
        ...owing.slice(0, NAMES_SHOWN).map(({ fullName }) => say('reminder.list.name', { name: fullName })),
        ...(more > 0 ? [say('reminder.list.more', { count: more })] : []),
      ];
    }
    case 'secretary_list':
      return secretaryList(fired);
    case 'closed': {
      const closed = fired.duty === 'registration' ? say('reminder.closed') : closedSay(fired.duty);
      return [closed, ...dutyProgressLines(fired.progress)];
    }
    default:
      return unreachable(fired);
  }
}

function closedSay(duty: Duty): Say {
  return say('reminder.review_closed', { what: dutySay(duty) });
}

function secretaryList({ duty, end, progress, text }: Extract<Fired, { kind: 'secretary_list' }>): readonly Say[] {
  const count = progress.reduce((sum, division) => sum + division.owing.length, 0);
  return [
    ...(text === null ? [] : [say('reminder.own_words', { text })]),
    say('reminder.list.office', { what: dutySay(duty), count, at: untilSay(end) }),
    ...owingLines(progress, NAMES_A_DIVISION),
  ];
}

function dutyProgressLines(progress: readonly DutyProgress[]): readonly Say[] {
  const total = progress.reduce((sum, division) => sum + division.people, 0);
  const owing = progress.reduce((sum, division) => sum + division.owing.length, 0);
  return [
    say('progress.total', { registered: total - owing, total }),
    ...divisionLines(progress, ({ name, people, owing: missing }) =>
      say('progress.division_done', { name, done: people - missing.length, total: people }),
    ),
  ];
}

/** What somebody hands in for a duty. */
export function dutySay(duty: Duty): Say {
  return say(`duty.${duty}`);
}

/** A deadline, with the last working day before it where the day itself is off. */
export function untilSay({ at, lastWorkingDay }: Pick<Deadline, 'at' | 'lastWorkingDay'>): Say {
  const moment = { as: 'moment' as const, date: at };
  return lastWorkingDay === null
    ? say('reminder.until', { at: moment })
    : say('reminder.until_day_off', { at: moment, last: { as: 'weekday', date: lastWorkingDay } });
}

/** Where a duty is done, as a button that names it where there are several; null where it is done outside the bot. */
export function doNow(duty: Duty, several: boolean): CommandChoice | null {
  const command = COMMANDS[duty];
  const label = several ? say('reminder.do_this_now', { what: dutySay(duty) }) : say('reminder.do_now');
  return command === null ? null : { command, label };
}

function commandsOf(fired: readonly Fired[]): readonly CommandChoice[] {
  const commands: CommandChoice[] = [];
  const add = (choice: CommandChoice | null) => {
    if (choice !== null && commands.every(({ command }) => command !== choice.command)) commands.push(choice);
  };
  const duties = new Set(fired.flatMap((one) => (one.kind === 'opened' || one.kind === 'reminder' ? [one.duty] : [])));
  for (const duty of duties) add(doNow(duty, duties.size > 1));
  if (fired.some(({ kind }) => kind === 'reminder' || kind === 'custom')) {
    add({ command: 'nhaclai', label: say('reminder.later') });
  }
  if (fired.some((one) => one.kind === 'reminder' || (one.kind === 'custom' && one.end !== null))) {
    add({ command: 'nhaclai xong', label: say('reminder.done') });
  }
  for (const one of fired) {
    if (one.kind === 'closed') add({ command: 'pheduyet', label: say('command.pheduyet.label') });
    if (one.kind === 'opened') add({ command: 'lich', label: say('command.lich.label') });
  }
  return commands;
}
