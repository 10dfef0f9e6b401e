import type { Command } from 'commander';
import { importChanges, importPlan, previewPlan } from '../app/plan-import.ts';
import { type Say, say, type TextKey } from '../conversation/text-key.ts';
import type { PlanChange } from '../domain/plan-diff.ts';
import { type PlanProblem, type PlanWarning, readPlanFile } from '../intake/plan-file.ts';
import { readInput, withOffice } from './office.ts';
import { notConfirmed, type Terminal } from './terminal.ts';

/** Changes of one section that are printed one by one; further ones are counted. */
const SHOWN_PER_SECTION = 12;

interface ImportOptions {
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `plan import <file.yaml>`: shows what differs from the stored plan and applies it. */
export function addPlanCommands(program: Command, describe: (key: TextKey) => string): void {
  const plan = program.command('plan').description(describe('cli.plan'));
  plan
    .command('import <file>')
    .description(describe('cli.plan.import'))
    .option('--yes', describe('cli.option.yes'))
    .option('--json', describe('cli.option.json'))
    .action(async (file: string, options: ImportOptions) => {
      process.exitCode = await runImport(file, options);
    });
}

function runImport(file: string, options: ImportOptions): Promise<number> {
  return withOffice(async ({ storage, terminal, work }) => {
    const input = readInput(file, terminal);
    if (!input.ok) return 1;
    const read = readPlanFile(input.value.toString('utf8'));
    if (!read.ok) {
      if (options.json === true) terminal.json({ problems: read.error });
      else printProblems(terminal, read.error);
      return 1;
    }
    const { plan, warnings } = read.value;
    const { changes, applies, current } = storage.unitOfWork.run(() => ({
      changes: previewPlan(work(), plan),
      applies: importChanges(work(), plan),
      current: storage.store.campaigns.current()?.year ?? plan.year,
    }));
    if (options.json !== true) {
      terminal.line('cli.plan.heading', { year: String(plan.year), title: plan.title });
      terminal.lines(warnings.map((warning) => located('plan.warning', warning)));
      terminal.lines(changeLines(changes));
      if (current !== plan.year) {
        terminal.line('cli.plan.becomes_current', { year: String(plan.year), current: String(current) });
      }
    }
    if (applies) {
      const answer = await terminal.confirm(options.yes === true);
      if (answer !== 'yes') return notConfirmed(terminal, answer);
      storage.unitOfWork.run(() => importPlan(work(), plan));
    }
    if (options.json === true) terminal.json({ year: plan.year, warnings, changes, applied: applies });
    else terminal.line(applies ? 'cli.plan.imported' : 'cli.plan.unchanged', { year: String(plan.year) });
    return 0;
  });
}

function printProblems(terminal: Terminal, problems: readonly PlanProblem[]): void {
  terminal.problem('cli.plan.problems', { count: problems.length });
  for (const problem of problems) {
    terminal.problem('text', { text: located('plan.problem', problem) });
  }
}

function located(prefix: 'plan.problem' | 'plan.warning', found: PlanProblem | PlanWarning): Say {
  const { line, column, path, code, params } = found;
  return say('plan.at', {
    line,
    column,
    path: path === '' ? 'none' : path,
    problem: say(`${prefix}.${code}` as TextKey, params),
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
  if (change.change !== 'changed')
    return say(`cli.plan.${change.change}`, { code: change.code === '' ? say('cli.plan.whole') : change.code });
  const { code, field, before, after } = change;
  return say('cli.plan.changed', { code, field, before: String(before ?? ''), after: String(after ?? '') });
}
