import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Sqlite from 'better-sqlite3';
import { putInPlace } from '../../../../src/storage/backup/put-in-place.ts';
import { prepareDataDir } from '../../../../src/storage/data-dir.ts';

// A process that puts a database in the place of another one. It kills itself before the change of a file whose number it
// is given, as a power cut would.

let changes = 0;
let counting = false;

function note(fatal: number): void {
  if (!counting) return;
  changes += 1;
  if (changes === fatal) process.kill(process.pid, 'SIGKILL');
}

/** Has every call that changes a name or closes a database counted before it runs. */
function countChanges(fatal: number): void {
  for (const name of ['linkSync', 'renameSync', 'rmSync', 'mkdirSync', 'fsyncSync', 'copyFileSync'] as const) {
    const original = fs[name] as (...values: readonly unknown[]) => unknown;
    Object.defineProperty(fs, name, {
      value(...values: readonly unknown[]) {
        note(fatal);
        return original(...values);
      },
    });
  }
  syncBuiltinESMExports();
  const { pragma, close } = Sqlite.prototype;
  Sqlite.prototype.pragma = function (...values: Parameters<typeof pragma>) {
    note(fatal);
    return Reflect.apply(pragma, this, values);
  };
  Sqlite.prototype.close = function () {
    note(fatal);
    return Reflect.apply(close, this, []);
  };
}

const [folder = '', staged = '', fatal = '0'] = process.argv.slice(2);
countChanges(Number(fatal));
const dataDir = prepareDataDir(folder);
counting = true;
const placed = putInPlace(staged, dataDir, '2026');
if (!placed.ok) throw new Error(placed.error);
process.stdout.write(String(changes));
