import { type Say, say, type TextKey } from '../conversation/text-key.ts';
import type { PlanProblem, PlanWarning } from '../intake/plan-file.ts';
import type { ImportOptions } from './import-command.ts';
import type { Terminal } from './terminal.ts';

/** Prints everything that is wrong with a YAML file of the office, each with its place; `heading` takes their count. */
export function printProblems(
  terminal: Terminal,
  options: ImportOptions,
  heading: TextKey,
  problems: readonly PlanProblem[],
): void {
  if (options.json === true) {
    terminal.json({ problems });
    return;
  }
  terminal.problem(heading, { count: problems.length });
  for (const problem of problems) terminal.problem('text', { text: located('plan.problem', problem) });
}

/** Lines that say what is worth knowing about a file that can be used. */
export function warningLines(warnings: readonly PlanWarning[]): readonly Say[] {
  return warnings.map((warning) => located('plan.warning', warning));
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
