import type { Command } from 'commander';
import type { BoxKey, StoredElection } from '../app/ballot-ports.ts';
import { type Recount, recount, recountable } from '../app/count-record.ts';
import { countProblemSay, resultSays } from '../conversation/election-wording.ts';
import type { TextKey } from '../conversation/text-key.ts';
import type { CountRecord } from '../domain/ballot/count-record.ts';
import type { CountProblem } from '../domain/ballot/tally.ts';
import { readCountRecord } from '../intake/count-record.ts';
import { sha256Hex } from '../lib/ids.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { combineShares } from '../sealing/shares.ts';
import { loadSodium } from '../sealing/sodium.ts';
import { type Office, readInput, withOffice } from './office.ts';
import { readSecretLines } from './secret-lines.ts';

/** `ballot recount <file>`: the boxes of a counted round once more, against the record of its count. */
export function addBallotCommands(program: Command, describe: (key: TextKey) => string): void {
  const ballot = program.command('ballot').description(describe('cli.ballot'));
  ballot
    .command('recount <file>')
    .description(describe('cli.ballot.recount'))
    .option('--json', describe('cli.option.json'))
    .action(async (file: string, options: { readonly json?: boolean }) => {
      process.exitCode = await runRecount(file, options.json === true);
    });
}

function runRecount(file: string, json: boolean): Promise<number> {
  return withOffice(async (office) => {
    const { terminal, storage, work } = office;
    const input = readInput(file, terminal);
    if (!input.ok) return 1;
    const record = readCountRecord(input.value);
    if (!record.ok) {
      terminal.problem(`error.${record.error}`);
      return 1;
    }
    const found = storage.unitOfWork.run(() => recountable(work(), record.value));
    if (!found.ok) {
      terminal.problem(`error.${found.error}`);
      return 1;
    }
    await loadSodium();
    const key = await keyOf(office, found.value);
    if (!key.ok) {
      terminal.problem(`error.${key.error}`);
      return 1;
    }
    // Published meanwhile: then the boxes are gone, and this says so.
    const counted = storage.unitOfWork.run(() => {
      const still = recountable(work(), record.value);
      return still.ok ? ok(recount(work(), still.value, key.value, record.value)) : still;
    });
    if (!counted.ok) {
      terminal.problem(`error.${counted.error}`);
      return 1;
    }
    return told(office, found.value, record.value, counted.value, json);
  });
}

type KeyProblem = 'recount_key_gone' | 'recount_shares_wrong';

/** The key from its file, or from the shares that tellers type. */
async function keyOf(office: Office, stored: StoredElection): Promise<Result<BoxKey, KeyProblem>> {
  const { boxKeys } = office.storage.store;
  const { publicKey, election, id } = stored;
  if (publicKey === null) return err('recount_key_gone');
  if (election.custody.by === 'server') {
    const key = boxKeys.stored(id, publicKey);
    return key === null ? err('recount_key_gone') : ok(key);
  }
  const { needed } = election.custody;
  const { terminal } = office;
  const typed = await readSecretLines(needed, (number) => terminal.problem('cli.ballot.share', { number, needed }));
  const known = new Set(stored.preparation.shares.map(({ sha256 }) => sha256));
  const shares = new Set(typed.filter((share) => known.has(sha256Hex(share))));
  if (shares.size < needed) return err('recount_shares_wrong');
  const secretKey = await combineShares([...shares].map((share) => Buffer.from(share, 'base64url')));
  const key = boxKeys.assembled(secretKey, publicKey);
  return key === null ? err('recount_shares_wrong') : ok(key);
}

/** Prints what the boxes came to; 0 only where it is what the file and the database say. */
function told(
  { terminal }: Office,
  stored: StoredElection,
  record: CountRecord,
  counted: Result<Recount, CountProblem>,
  json: boolean,
): number {
  const { name } = stored.election;
  if (!counted.ok) {
    if (json) terminal.json({ election: stored.id, name, same: false, problem: counted.error });
    else terminal.lines([countProblemSay(counted.error)]);
    return 1;
  }
  const { result, asRecorded, asStored } = counted.value;
  const same = asRecorded && asStored;
  if (json)
    terminal.json({ election: stored.id, name, same, asRecorded, asStored, recorded: record, recounted: result });
  else {
    terminal.line('cli.ballot.heading', { name, fingerprint: stored.fingerprint?.short ?? '' });
    terminal.lines(resultSays({ ...stored, result }));
    if (!asRecorded) terminal.problem('cli.ballot.differs_file');
    if (!asStored) terminal.problem('cli.ballot.differs_stored');
    if (same) terminal.line('cli.ballot.same');
  }
  return same ? 0 : 1;
}
