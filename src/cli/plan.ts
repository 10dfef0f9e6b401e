import type { Command } from 'commander';
import { fillCalendar, yearsToCompute } from '../app/calendar-years.ts';
import {
  becomesCurrent,
  divisionsLeft,
  importChanges,
  importPlan,
  previewPlan,
  reviewsCutOff,
} from '../app/plan-import.ts';
import { type Say, say, type TextKey } from '../conversation/text-key.ts';
import type { PlanChange, PlanValue } from '../domain/plan-diff.ts';
import { readPlanFile } from '../intake/plan-file.ts';
import { computedYears } from '../runtime/calendar-years.ts';
import { addImport, confirmed, type ImportOptions } from './import-command.ts';
import { readInput, withOffice } from './office.ts';
import { printProblems, warningLines } from './yaml-problems.ts';

/** Changes of one section that are printed one by one; further ones are counted. */
const SHOWN_PER_SECTION = 12;

/** `plan import <file.yaml>`: shows what differs from the stored plan and applies it. */
export function addPlanCommands(program: Command, describe: (key: TextKey) => string): void {
  const plan = program.command('plan').description(describe('cli.plan'));
  const command = addImport(plan, describe, 'cli.plan.import', runImport);
  command.option('--current', describe('cli.option.current'));
}

interface PlanImportOptions extends ImportOptions {
  /** Makes a plan of an earlier year the current one. */
  readonly current?: boolean;
}

function runImport(file: string, options: PlanImportOptions): Promise<number> {
  const wanted = options.current === true;
  return withOffice(async ({ storage, terminal, work }) => {
    const input = readInput(file, terminal);
    if (!input.ok) return 1;
    const read = readPlanFile(input.value);
    if (!read.ok) {
      printProblems(terminal, options, 'cli.plan.problems', read.error);
      return 1;
    }
    const { plan, warnings } = read.value;
    const { cutOff, changes, left, applies, becomes, current } = storage.unitOfWork.run(() => ({
      cutOff: reviewsCutOff(work(), plan, wanted),
      changes: previewPlan(work(), plan),
      left: divisionsLeft(work(), plan, wanted),
      applies: importChanges(work(), plan, wanted),
      becomes: becomesCurrent(work(), plan, wanted),
      current: storage.store.campaigns.current()?.year ?? plan.year,
    }));
    if (options.json !== true) {
      terminal.line('cli.plan.heading', { year: String(plan.year), title: plan.title });
      terminal.lines(warningLines(warnings));
      terminal.lines(changeLines(changes));
      terminal.lines(left.map((division) => say('cli.plan.division_left', { ...division })));
      if (current !== plan.year) {
        const years = { year: String(plan.year), current: String(current) };
        terminal.line(becomes ? 'cli.plan.becomes_current' : 'cli.plan.stays_current', years);
      }
    }
    if (cutOff.length > 0) {
      const reviews = { list: cutOff.map((round) => say(`review.round.${round}`)), join: 'comma' as const };
      terminal.problem('cli.plan.reviews_open', { reviews, current: String(current) });
      return 1;
    }
    if (applies) {
      const refused = await confirmed(terminal, options, () =>
        storage.unitOfWork.run(() => importPlan(work(), plan, wanted)),
      );
      if (refused !== null) return refused;
    }
    const computed = await computedYears(storage.unitOfWork.run(() => yearsToCompute(work())));
    storage.unitOfWork.run(() => fillCalendar(work(), computed));
    if (options.json === true) terminal.json({ year: plan.year, warnings, changes, left, applied: applies });
    else terminal.line(applies ? 'cli.plan.imported' : 'cli.plan.unchanged', { year: String(plan.year) });
    return 0;
  });
}

function changeLines(changes: readonly PlanChange[]): readonly Say[] {
  const sections = [...new Set(changes.map((change) => change.section))];
  return sections.flatMap((section) => {
    const own = changes.filter((change) => change.section === section);
    const lines = own.slice(0, SHOWN_PER_SECTION).map(changeLine);
    const more = own.length - lines.length;
    return [
      say('cli.plan.section', { section: say(`plan.section.${section}`), count: own.length }),
      ...lines,
      ...(more > 0 ? [say('cli.more', { count: more })] : []),
    ];
  });
}

function changeLine(change: PlanChange): Say {
  if (change.change === 'reordered') return say('cli.plan.reordered');
  if (change.change !== 'changed')
    return say(`cli.plan.${change.change}`, { code: change.code === '' ? say('cli.plan.whole') : change.code });
  const { code, field, before, after } = change;
  const entry = `${code} ${asInFile(field)}`.trim();
  return say('cli.plan.changed', { entry, before: valueSay(before), after: valueSay(after) });
}

// The file says rule_set where the plan says ruleSet.
function asInFile(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function valueSay(value: PlanValue): string | Say {
  return value === null || value === '' ? say('cli.plan.empty') : String(value).replaceAll('\n', '; ');
}
