import { basename } from 'node:path';
import { say } from '../conversation/text-key.ts';
import { DAY, type EpochMs, HOUR } from '../lib/clock.ts';
import type { BroughtBack } from '../storage/backup/bring-back.ts';
import type { Comparison } from '../storage/backup/compare.ts';
import type { Staged } from '../storage/backup/stage.ts';
import { COUNTED_NAMES } from '../storage/backup/standing.ts';
import type { Terminal } from './terminal.ts';

/** Prints what a backup is, and what would be lost if it took the place of the database. */
export function printComparison(terminal: Terminal, staged: Staged, comparison: Comparison, now: EpochMs): void {
  const { manifest, migrated } = staged;
  const { now: current, backup, exists, voided } = comparison;
  if (manifest === null) terminal.line('restore.no_manifest');
  else {
    const madeAt = Date.parse(manifest.madeAt);
    const hours = Math.max(0, Math.floor((now - madeAt) / HOUR));
    const age = { days: Math.floor((hours * HOUR) / DAY), hours: hours % 24 };
    terminal.line('restore.made_at', { at: { as: 'moment', date: madeAt }, ...age });
  }
  if (migrated > 0) terminal.line('restore.migrated', { count: migrated });
  if (!exists) terminal.line('restore.nothing_there');
  else if (current === null) terminal.line('restore.unreadable');
  for (const name of COUNTED_NAMES) {
    const label = say(`restore.row.${name}`);
    const then = backup[name];
    if (current === null) terminal.line('restore.line.backup', { label, then });
    else {
      const lost = current[name] - then;
      terminal.line(lost > 0 ? 'restore.line.lost' : 'restore.line', { label, now: current[name], then, lost });
    }
  }
  if (voided > 0) terminal.line('restore.voided', { count: voided });
  if (exists) terminal.line('restore.kept');
}

export interface Restored {
  readonly file: string;
  readonly staged: Staged;
  readonly comparison: Comparison;
  readonly replaced: string | null;
  readonly brought: BroughtBack;
}

/** Prints what was done, and what remains to be done. */
export function printRestored(terminal: Terminal, restored: Restored, json: boolean): void {
  const { file, staged, comparison, brought, replaced } = restored;
  if (json) {
    const { now, backup, voided } = comparison;
    const { manifest, encrypted, migrated } = staged;
    const made = { madeAt: manifest?.madeAt ?? null, encrypted, migrated };
    terminal.json({ file, restored: true, ...made, replaced, now, backup, voided, evidence: brought });
    return;
  }
  terminal.line('restore.done', { name: basename(file) });
  if (replaced !== null) terminal.line('restore.replaced', { path: replaced });
  const { present, restored: back, missing } = brought;
  terminal.line('restore.files', { present, back });
  if (missing.length > 0)
    terminal.problem('restore.missing', { count: missing.length, files: { list: missing, join: 'comma' } });
  terminal.line('restore.next');
}
