import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { bundleProgram } from '../../build-program.mjs';
import { temporaryScriptFolder } from '../storage/setup.ts';
import { bundleCommandLine } from '../support/command-line.ts';
import { seededRandomness } from '../support/seeded-randomness.ts';
import { createBotProcess } from './kill-loop/bot-process.ts';
import { gatherCrowd } from './kill-loop/crowd.ts';
import { createLedger } from './kill-loop/ledger.ts';
import { prepareOffice } from './kill-loop/prepare.ts';
import { registering } from './kill-loop/registrant.ts';
import { createTalker } from './kill-loop/talker.ts';
import { telegramPlatform } from './kill-loop/telegram.ts';
import { furnish } from './restore-drill/office.ts';
import { APPENDED, lacking, rowsOf } from './restore-drill/rows.ts';

const SEED = process.env.SEED ?? '2022';
/** Registrations before the backup begins, and more of them before the crash. */
const BEFORE = 12;
const AFTER = 10;
const LIMIT_MS = 180_000;

function tell(line: string): void {
  process.stdout.write(`drill: ${line}\n`);
}

it('an office that is backed up at work, crashes and is restored is what it was at the backup', {
  timeout: LIMIT_MS,
}, async () => {
  const random = seededRandomness(SEED);
  const platform = await telegramPlatform();
  onTestFinished(() => platform.close());
  const dataDir = mkdtempSync(join(tmpdir(), 'thidua-drill-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const commandLine = await bundleCommandLine();
  onTestFinished(() => commandLine.remove());
  const path = join(dataDir, 'thidua.db');
  const settings = { ...platform.settings, DATA_DIR: dataDir, LOG_LEVEL: 'error' };
  const thidua = async (...words: string[]) => {
    const ended = await commandLine.run(words, settings);
    if (ended.exitCode !== 0) throw new Error(`${words.join(' ')}: ${ended.errors}`);
    return ended.output;
  };

  const codes = await prepareOffice(dataDir, () => platform, Date.now());
  const photos = await furnish(dataDir, codes);
  const folder = temporaryScriptFolder();
  await bundleProgram(folder);
  const bot = createBotProcess(join(folder, 'main.js'), settings);
  onTestFinished(() => bot.kill().catch(() => {}));
  const ledger = createLedger(path, platform.channel);
  const registrants = codes.map((code) => createTalker(code, registering(code), platform.player(code), ledger, random));
  const crowd = gatherCrowd(registrants, ledger.quiet);
  onTestFinished(crowd.leave);
  const registrations = () => registrants.reduce((sum, one) => sum + one.confirmed(), 0);
  const until = (count: number) => Promise.race([platform.until(() => registrations() >= count), crowd.done, ended]);

  const ended = bot.start();
  crowd.watch(true);
  await until(BEFORE);
  const before = rowsOf(path);
  tell(`seed ${SEED}: ${codes.length} people register, ${photos.size} files of evidence, 1 election under way`);
  const made = JSON.parse(await thidua('backup', '--json')) as { readonly file: string };
  const atBackup = registrations();
  tell(`backup after ${atBackup} registrations, ${Math.round(statSync(made.file).size / 1000)} kB, the bot working`);
  await until(atBackup + AFTER);
  crowd.watch(false);
  ledger.close();
  const crashed = registrations();
  await bot.kill();
  const after = rowsOf(path);

  // The copy is of one moment: it has all that was there before, and nothing that was not there after.
  const backup = rowsOf(made.file);
  for (const table of APPENDED) {
    expect({ table, lost: lacking(before[table] ?? [], backup[table] ?? []) }).toEqual({ table, lost: [] });
    expect({ table, made_up: lacking(backup[table] ?? [], after[table] ?? []) }).toEqual({ table, made_up: [] });
  }

  destroy(path);
  const [gone = '', changed = '', ...rest] = photos.keys();
  rmSync(join(dataDir, 'files', gone));
  destroy(join(dataDir, 'files', changed));
  tell(`SIGKILL after ${crashed} registrations; database overwritten, 1 file deleted, 1 overwritten`);
  await expect(thidua('doctor')).rejects.toThrow();

  for (const line of (await thidua('restore', made.file, '--yes')).trim().split('\n')) tell(`  ${line}`);
  const restored = rowsOf(path);
  expect(Object.keys(restored)).toEqual(Object.keys(backup));
  const differing = Object.keys(backup).filter((table) => String(backup[table]) !== String(restored[table]));
  // The restore itself is an entry of the audit log, and nothing else is different.
  expect(differing).toEqual(['audit_entry']);
  const entries = lacking(restored.audit_entry ?? [], backup.audit_entry ?? []);
  expect(entries.map((row) => (JSON.parse(row) as { action: string }).action)).toEqual(['backup_restored']);
  expect(lacking(backup.audit_entry ?? [], restored.audit_entry ?? [])).toEqual([]);
  // What a backup must not carry: the round is void, and its ballots and key are nowhere.
  expect(restored.election?.map((row) => (JSON.parse(row) as { state: string }).state)).toEqual(['void']);
  for (const table of ['ballot_box', 'ballot_roll', 'ballot_link']) expect(restored[table]).toEqual([]);
  expect(readdirSync(join(dataDir, 'ballot-keys'))).toEqual([]);
  for (const [name, content] of photos) expect(readFileSync(join(dataDir, 'files', name), 'utf8')).toBe(content);
  const tables = Object.keys(restored).length;
  const rows = Object.values(restored).reduce((sum, { length }) => sum + length, 0);
  tell(
    `${tables} tables, ${rows} rows as at the backup, but for the entry of the restore; ${rest.length + 2} files equal`,
  );
  const [replaced] = readdirSync(dataDir).filter((name) => name.startsWith('thidua.db.replaced-'));
  expect(existsSync(join(dataDir, replaced ?? 'none'))).toBe(true);

  await Promise.race([nextLife(), bot.start()]);
  expect(await bot.stop()).toBe(0);
  tell('started again: members of the void election told, new messages answered');

  async function nextLife(): Promise<void> {
    const members = codes.map((code) => platform.player(code));
    await platform.until(() => members.some((one) => one.shown((text) => text.includes('khôi phục')) !== null));
    const [player] = members;
    player?.type('/caidat');
    await platform.until(() => player?.shown((text) => text.includes('Cài đặt')) !== null);
  }
});

/** Overwrites most of a file, its beginning too. */
function destroy(file: string): void {
  const handle = openSync(file, 'r+');
  const { size } = statSync(file);
  for (let at = 0; at < size; at += 1_500)
    writeSync(handle, Buffer.alloc(Math.min(1_000, size - at), 0xa5), 0, undefined, at);
  closeSync(handle);
}
