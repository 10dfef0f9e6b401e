import { err, type Result } from './result.ts';

/** What the machine does to files and folders; operators can mend it, so it has texts and is no bug. */
export type MachineFault =
  | 'disk_full'
  /** Reading or writing failed: a broken disk, or a limit on file sizes. */
  | 'disk_failing'
  /** Not ours to write: rights, or a disk mounted for reading only. */
  | 'folder_closed'
  | 'not_a_folder'
  | 'database_corrupt'
  | 'database_busy';

// Codes of Node and, as beginnings, of SQLite (sqlite.org/rescode.html); a longer code says more of the same.
const FAULTS: readonly (readonly [fault: MachineFault, codes: RegExp])[] = [
  ['disk_full', /^(?:ENOSPC|EDQUOT|SQLITE_FULL)/],
  ['database_corrupt', /^SQLITE_(?:CORRUPT|NOTADB)/],
  ['database_busy', /^SQLITE_(?:BUSY|LOCKED)/],
  ['folder_closed', /^(?:EACCES|EPERM|EROFS|SQLITE_(?:CANTOPEN|READONLY|PERM))/],
  ['not_a_folder', /^(?:ENOTDIR|EEXIST)$/],
  ['disk_failing', /^(?:EIO|EFBIG|SQLITE_IOERR)/],
];

/** The machine's fault behind an error; null for a bug. */
export function machineFault(error: unknown): MachineFault | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return FAULTS.find(([, codes]) => codes.test(code))?.[0] ?? null;
}

/** Runs `work`; what the machine does to it becomes a result, and bugs still throw. */
export async function withMachineFaults<T, E>(work: () => Promise<Result<T, E>>): Promise<Result<T, E | MachineFault>> {
  try {
    return await work();
  } catch (error) {
    const fault = machineFault(error);
    if (fault === null) throw error;
    return err(fault);
  }
}
