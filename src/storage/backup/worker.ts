import { setPriority } from 'node:os';
import Sqlite from 'better-sqlite3';
import { prepareDataDir } from '../data-dir.ts';
import { makeBackup } from './make-backup.ts';
import type { Ordered } from './process.ts';

/** Whoever writes to the bot comes first. */
const NICENESS = 10;

// Makes one backup in a process of its own (process.ts) and ends. Whoever started it may be gone: then nobody waits.
process.on('disconnect', () => process.exit(1));
process.on('message', (message) => {
  void serve(message as Ordered);
});

async function serve({ dataDirPath, now, zone, recipient }: Ordered): Promise<void> {
  setPriority(NICENESS);
  const dataDir = prepareDataDir(dataDirPath);
  // Read only: closing it must not empty the log under the bot that writes.
  const sqlite = new Sqlite(dataDir.database, { readonly: true });
  const made = await makeBackup({ database: { sqlite }, dataDir, now, zone, recipient });
  sqlite.close();
  process.send?.(made.ok ? null : made.error, () => process.disconnect());
}
