import type { Command } from 'commander';
import { applyStaff, previewStaff } from '../app/staff-import.ts';
import { staffApplied, staffPreviewLines } from '../conversation/flows/manage-staff.ts';
import type { TextKey } from '../conversation/text-key.ts';
import { STAFF_LIST } from '../domain/staff-columns.ts';
import { staffHeaders, staffVocabulary } from '../presentation/staff-sheet-terms.ts';
import { addAnonymise } from './anonymise.ts';
import { addImport, type ImportOptions } from './import-command.ts';
import { importList } from './list-import.ts';

/** `staff import <file>` previews a staff list row by row and applies what is right; `staff anonymise <code>`. */
export function addStaffCommands(program: Command, describe: (key: TextKey) => string): void {
  const staff = program.command('staff').description(describe('cli.staff'));
  addImport(staff, describe, 'cli.staff.import', runImport, { dryRun: true });
  addAnonymise(staff, describe);
}

function runImport(file: string, options: ImportOptions): Promise<number> {
  return importList(file, options, {
    shape: STAFF_LIST,
    headers: ({ terminal: { catalogue, locale } }) => staffHeaders(catalogue, locale),
    refused({ storage, terminal }) {
      const first = storage.store.campaigns.current() === null;
      if (first) terminal.problem('cli.staff.plan_first');
      return first;
    },
    preview: ({ work, terminal: { catalogue, locale } }, rows) =>
      previewStaff(work(), rows, staffVocabulary(catalogue, locale)),
    lines: (seen) => staffPreviewLines(seen, Number.POSITIVE_INFINITY),
    apply: ({ work }, seen) => applyStaff(work(), seen),
    applied: staffApplied,
  });
}
