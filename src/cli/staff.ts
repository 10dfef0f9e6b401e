import { basename } from 'node:path';
import type { Command } from 'commander';
import { applyStaff, previewStaff } from '../app/staff-import.ts';
import { previewLines } from '../conversation/flows/manage-staff.ts';
import { say, type TextKey } from '../conversation/text-key.ts';
import { readStaffSheet } from '../intake/staff-sheet.ts';
import { staffHeaders, staffVocabulary } from '../presentation/staff-sheet-terms.ts';
import { addImport, confirmed, type ImportOptions } from './import-command.ts';
import { readInput, withOffice } from './office.ts';

/** `staff import <file>`: previews a staff list row by row and applies what is right. */
export function addStaffCommands(program: Command, describe: (key: TextKey) => string): void {
  const staff = program.command('staff').description(describe('cli.staff'));
  addImport(staff, describe, 'cli.staff.import', runImport, { dryRun: true });
}

function runImport(file: string, options: ImportOptions): Promise<number> {
  return withOffice(async ({ storage, terminal, work }) => {
    const { catalogue, locale } = terminal;
    if (storage.store.campaigns.current() === null) {
      terminal.problem('cli.staff.plan_first');
      return 1;
    }
    const input = readInput(file, terminal);
    if (!input.ok) return 1;
    const sheet = await readStaffSheet(input.value, basename(file), staffHeaders(catalogue, locale));
    if (!sheet.ok) {
      if (options.json === true) terminal.json({ problem: sheet.error });
      else terminal.problem(`staff_sheet.problem.${sheet.error.code}`, sheet.error.params);
      return 1;
    }
    const vocabulary = staffVocabulary(catalogue, locale);
    const preview = storage.unitOfWork.run(() => previewStaff(work(), sheet.value.rows, vocabulary));
    if (options.json === true) terminal.json({ preview, dryRun: options.dryRun === true });
    else terminal.lines(previewLines(preview, Number.POSITIVE_INFINITY));
    const applies = preview.new.length + preview.changed.length > 0;
    if (options.dryRun !== true && applies) {
      // Compared again inside the transaction that writes: the bot may have changed something meanwhile.
      const refused = await confirmed(terminal, options, () =>
        storage.unitOfWork.run(() => applyStaff(work(), previewStaff(work(), sheet.value.rows, vocabulary))),
      );
      if (refused !== null) return refused;
      if (options.json !== true) {
        const counts = { added: preview.new.length, changed: preview.changed.length, wrong: preview.wrong.length };
        terminal.lines([say('manage.staff.applied', counts)]);
      }
    }
    return preview.wrong.length > 0 ? 1 : 0;
  });
}
