import { basename } from 'node:path';
import { unwantedSay } from '../conversation/flows/manage-import.ts';
import type { Say } from '../conversation/text-key.ts';
import type { ListRow, ListShape } from '../domain/list-shape.ts';
import { readListSheet } from '../intake/list-sheet.ts';
import { confirmed, type ImportOptions } from './import-command.ts';
import { type Office, readInput, withOffice } from './office.ts';

/** What a preview of every list has; wrong rows make the exit code 1. */
interface Preview {
  readonly new: readonly unknown[];
  readonly changed: readonly unknown[];
  readonly wrong: readonly unknown[];
}

/** How a list is taken in on the command line. */
interface ListCommand<Column extends string, Seen extends Preview> {
  readonly shape: ListShape<Column>;
  readonly headers: (office: Office) => Readonly<Record<Column, readonly string[]>>;
  /** Says why the list cannot be taken in at all. */
  readonly refused: (office: Office) => boolean;
  readonly preview: (office: Office, rows: readonly ListRow<Column>[]) => Seen;
  readonly lines: (seen: Seen) => readonly Say[];
  readonly apply: (office: Office, seen: Seen) => void;
  readonly applied: (seen: Seen) => Say;
}

/** Previews a list row by row, asks, and stores what is right; the exit code. */
export function importList<Column extends string, Seen extends Preview>(
  file: string,
  options: ImportOptions,
  list: ListCommand<Column, Seen>,
): Promise<number> {
  return withOffice(async (office) => {
    const { storage, terminal } = office;
    if (list.refused(office)) return 1;
    const input = readInput(file, terminal);
    if (!input.ok) return 1;
    const sheet = await readListSheet(input.value, basename(file), list.shape, list.headers(office));
    if (!sheet.ok) {
      if (options.json === true) terminal.json({ problem: sheet.error });
      else terminal.problem(`staff_sheet.problem.${sheet.error.code}`, sheet.error.params);
      return 1;
    }
    const { rows, unwanted } = sheet.value;
    const seen = storage.unitOfWork.run(() => list.preview(office, rows));
    if (options.json === true) terminal.json({ preview: seen, unwanted, dryRun: options.dryRun === true });
    else terminal.lines([...unwantedSay(unwanted), ...list.lines(seen)]);
    if (options.dryRun !== true && seen.new.length + seen.changed.length > 0) {
      // Compared again inside the transaction that writes: the bot may have changed something meanwhile.
      const refused = await confirmed(terminal, options, () =>
        storage.unitOfWork.run(() => list.apply(office, list.preview(office, rows))),
      );
      if (refused !== null) return refused;
      if (options.json !== true) terminal.lines([list.applied(seen)]);
    }
    return seen.wrong.length > 0 ? 1 : 0;
  });
}
