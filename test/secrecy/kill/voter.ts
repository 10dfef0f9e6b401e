import Sqlite from 'better-sqlite3';
import { castChoices } from '../../../src/app/casting.ts';
import { closeDue, proceedWaiting, publishElection } from '../../../src/app/election-closing.ts';
import type { Work } from '../../../src/app/ports.ts';
import type { Choice } from '../../../src/domain/ballot/election.ts';
import { systemRandomness } from '../../../src/lib/ids.ts';
import { openStorage } from '../../../src/open-storage.ts';
import { loadSodium } from '../../../src/sealing/sodium.ts';

// A process that takes an open round to its end: everybody casts, the deadline passes, it is counted and published. It
// kills itself before the statement whose number it is given, as a power cut would.

/** What a member chooses by their place on the roll: known to the test, so that totals can be checked. */
function choicesOf(place: number): ReadonlyMap<number, Choice> {
  const first: Choice = place < 5 ? 'agree' : 'disagree';
  const second: Choice = place % 2 === 0 ? 'no_opinion' : 'agree';
  return new Map([
    [1, first],
    [2, second],
  ]);
}

let statements = 0;
let counting = false;

function note(fatal: number): void {
  if (!counting) return;
  statements += 1;
  if (statements === fatal) process.kill(process.pid, 'SIGKILL');
}

/** Has every statement, pragma and script of every connection counted before it runs. */
function countStatements(fatal: number): void {
  const { prepare, pragma } = Sqlite.prototype;
  function counted(this: Sqlite.Database, source: string): unknown {
    const statement = prepare.call(this, source);
    for (const name of ['run', 'get', 'all'] as const) {
      const original = statement[name];
      Object.defineProperty(statement, name, {
        value(...values: readonly unknown[]) {
          note(fatal);
          return Reflect.apply(original, this, values);
        },
      });
    }
    return statement;
  }
  Object.defineProperty(Sqlite.prototype, 'prepare', { value: counted });
  Sqlite.prototype.pragma = function (...values: Parameters<typeof pragma>) {
    note(fatal);
    return Reflect.apply(pragma, this, values);
  };
}

async function main([dataDir = '', root = '', at = '0', fatal = '0']: readonly string[]): Promise<void> {
  countStatements(Number(fatal));
  await loadSodium();
  const opened = await openStorage(dataDir, root, Number(at));
  if (!opened.ok) throw new Error(opened.error.kind);
  const storage = opened.value;
  storage.destroyKeys();
  counting = true;

  function once<T>(now: number, use: (work: Work) => T): T {
    const { store, unitOfWork } = storage;
    return unitOfWork.run(() => use({ store, now, random: systemRandomness, zone: 'Asia/Ho_Chi_Minh' }));
  }

  const [election] = once(Number(at), ({ store }) => store.elections.running());
  if (election !== undefined) {
    const { id, course } = election;
    for (const [place, { code }] of election.election.roll.entries()) {
      once(Number(at), (work) => {
        const person = work.store.members.byCode(code);
        // Whoever has voted is told so, as a second tap would be.
        if (person !== null) castChoices(work, person, id, choicesOf(place));
      });
    }
    once(course.deadline, closeDue);
    once(course.deadline, proceedWaiting);
    once(course.deadline, (work) => {
      const [secretary] = work.store.members.withRole('secretary');
      if (secretary !== undefined) publishElection(work, secretary, id);
    });
  }
  storage.close();
  process.stdout.write(String(statements));
}

await main(process.argv.slice(2));
