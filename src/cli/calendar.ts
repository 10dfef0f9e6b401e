import type { Command } from 'commander';
import { importCalendar, previewCalendar } from '../app/calendar-import.ts';
import { daySay, quietSay } from '../conversation/calendar-wording.ts';
import { type Say, say, type TextKey } from '../conversation/text-key.ts';
import type { CalendarChange } from '../domain/office-calendar.ts';
import { readCalendarFile } from '../intake/office-calendar.ts';
import { localTime } from '../lib/office-time.ts';
import { addImport, confirmed, type ImportOptions } from './import-command.ts';
import { readInput, withOffice } from './office.ts';
import { printProblems, warningLines } from './yaml-problems.ts';

/** `calendar import <file>` and `calendar show [year]`: the office's days off, worked days and quiet hours. */
export function addCalendarCommands(program: Command, describe: (key: TextKey) => string): void {
  const calendar = program.command('calendar').description(describe('cli.calendar'));
  addImport(calendar, describe, 'cli.calendar.import', runImport);
  calendar
    .command('show [year]')
    .description(describe('cli.calendar.show'))
    .option('--json', describe('cli.option.json'))
    .action(async (year: string | undefined, options: ImportOptions) => {
      process.exitCode = await runShow(year, options);
    });
}

function runImport(file: string, options: ImportOptions): Promise<number> {
  return withOffice(async ({ storage, terminal, work }) => {
    const input = readInput(file, terminal);
    if (!input.ok) return 1;
    const read = readCalendarFile(input.value);
    if (!read.ok) {
      printProblems(terminal, options, 'cli.calendar.problems', read.error);
      return 1;
    }
    const { calendar, warnings } = read.value;
    const year = String(calendar.year);
    const changes = storage.unitOfWork.run(() => previewCalendar(work(), calendar));
    if (options.json !== true) {
      terminal.line('cli.calendar.heading', { year });
      terminal.lines(warningLines(warnings));
      terminal.lines(changes.map(changeSay));
    }
    if (changes.length > 0) {
      const refused = await confirmed(terminal, options, () =>
        storage.unitOfWork.run(() => importCalendar(work(), calendar)),
      );
      if (refused !== null) return refused;
    }
    const applied = changes.length > 0;
    if (options.json === true) terminal.json({ year: calendar.year, warnings, changes, applied });
    else terminal.line(applied ? 'cli.calendar.imported' : 'cli.calendar.unchanged', { year });
    return 0;
  });
}

function changeSay(change: CalendarChange): Say {
  switch (change.change) {
    case 'added':
      return say('cli.calendar.added', { day: daySay(change.day) });
    case 'removed':
      return say('cli.calendar.removed', { day: daySay(change.day) });
    case 'changed':
      return say('cli.calendar.changed', { before: daySay(change.before), day: daySay(change.day) });
    case 'quiet':
      return say('cli.calendar.quiet', { before: quietSay(change.before), hours: quietSay(change.quiet) });
  }
}

function runShow(wanted: string | undefined, options: ImportOptions): Promise<number> {
  return withOffice(async ({ config, storage, terminal, work }) => {
    const year = wanted ?? String(localTime(work().now, config.TIMEZONE).year);
    if (!/^\d{4}$/.test(year)) {
      terminal.problem('cli.calendar.bad_year', { year });
      return 1;
    }
    const { quiet } = storage.store.calendar.office();
    const days = storage.store.calendar.days(`${year}-01-01`, `${year}-12-31`);
    if (options.json === true) {
      terminal.json({ year: Number(year), days, quiet });
      return 0;
    }
    terminal.line(days.length === 0 ? 'cli.calendar.nothing' : 'cli.calendar.heading', { year });
    terminal.lines(days.map(daySay));
    terminal.line('cli.calendar.quiet_now', { hours: quietSay(quiet) });
    return 0;
  });
}
