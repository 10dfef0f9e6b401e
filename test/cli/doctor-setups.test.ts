import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createKeyFiles } from '../../src/sealing/key-files.ts';
import { closeDatabase } from '../../src/storage/database.ts';
import { migratedDatabase, temporaryFolder } from '../storage/setup.ts';
import { startFakeTelegram } from '../support/fake-telegram/start.ts';
import { startFakeZalo } from '../support/fake-zalo/start.ts';
import { openOffice } from '../support/office.ts';
import { bundledProgram, type ProgramBundle } from '../support/program-bundle.ts';
import { runProgram } from '../support/program-process.ts';

let program: ProgramBundle;
beforeAll(async () => {
  program = await bundledProgram();
});
afterAll(() => program.remove());

interface Finding {
  readonly name: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly text: string;
  readonly advice: string | null;
}

type Settings = Readonly<Record<string, string>>;

/** What `doctor --json` says; every finding that is not ok must say what to do, in both languages. */
async function doctor(settings: Settings) {
  const [report, vietnamese] = await Promise.all(['en', 'vi'].map((LOCALE) => asked({ ...settings, LOCALE })));
  if (report === undefined || vietnamese === undefined) throw new Error('asked twice');
  for (const { name, status, advice } of [...report.checks, ...vietnamese.checks]) {
    expect(`${name} ${advice === null}`).toBe(`${name} ${status === 'ok'}`);
  }
  expect(vietnamese.checks.map(({ name }) => name)).toEqual(report.checks.map(({ name }) => name));
  const names = report.checks.map(({ name }) => name);
  expect(new Set(names).size, 'a name is that of one finding').toBe(names.length);
  return {
    ...report,
    summary: report.checks.map(({ name, status }) => `${name} ${status}`),
    of: (name: string) => report.checks.find((one) => one.name === name),
  };
}

async function asked(settings: Settings) {
  const running = runProgram([process.execPath, program.commandLine, 'doctor', '--json'], settings);
  const { code } = await running.ended;
  expect(running.errors()).toBe('');
  const report = JSON.parse(running.output()) as {
    readonly ok: boolean;
    readonly config: Settings;
    readonly checks: readonly Finding[];
  };
  expect(Object.keys(report)).toEqual(['ok', 'config', 'checks']);
  expect(code).toBe(report.ok ? 0 : 1);
  return { ...report, code };
}

async function fakes() {
  const [telegram, zalo] = await Promise.all([startFakeTelegram(), startFakeZalo({ plainHttpWebhooks: true })]);
  onTestFinished(async () => {
    await telegram.close();
    await zalo.close();
  });
  const settings = {
    ...{ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url },
    ...{ ZALO_BOT_TOKEN: zalo.token, ZALO_API_ROOT: zalo.url },
  };
  return { telegram, zalo, settings };
}

/** A folder with an empty, migrated database. */
function emptyOffice(): string {
  const folder = temporaryFolder();
  chmodSync(folder, 0o700);
  closeDatabase(migratedDatabase(join(folder, 'thidua.db')));
  return folder;
}

const OLD_NODE = Number.parseInt(process.versions.node, 10) < 22;

describe('doctor --json', () => {
  it('on a good set-up: nothing to mend, and what wants a look', async () => {
    const { settings } = await fakes();
    const office = await openOffice();
    for (const { code } of office.storage.store.members.active()) office.link(code, 'telegram');
    const good = { ...settings, DATA_DIR: office.folder, PUBLIC_URL: 'https://thidua.example.vn' };
    const backup = runProgram([process.execPath, program.commandLine, 'backup'], good);
    expect(await backup.ended).toMatchObject({ code: 0 });
    const { ok, summary, config } = await doctor(good);
    expect(summary).toEqual([
      'config ok',
      'env_file ok',
      'address ok',
      'public_url ok',
      'logs ok',
      `runtime ${OLD_NODE ? 'warn' : 'ok'}`,
      'clock ok',
      'zone ok',
      'data_dir ok',
      'disk ok',
      'database ok',
      'schema ok',
      'running warn',
      'backup ok',
      'backup_files ok',
      'backup_encryption ok',
      'backup_failure ok',
      'plan ok',
      'rules warn',
      'staff ok',
      'secretary ok',
      'heads ok',
      'holidays warn',
      'queue ok',
      'undelivered ok',
      'unreachable ok',
      'zalo_quota ok',
      'zalo_people ok',
      'audit ok',
      'ballot_keys ok',
      'zalo ok',
      'zalo_mode ok',
      'telegram ok',
      'telegram_mode ok',
    ]);
    expect(ok).toBe(true);
    expect(config).toMatchObject({ TELEGRAM_BOT_TOKEN: 'REDACTED', DATA_DIR: office.folder });
  });

  it('on a broken set-up: each thing by itself, and not the first one alone', async () => {
    const { settings } = await fakes();
    const folder = emptyOffice();
    const database = join(folder, 'thidua.db');
    const bytes = readFileSync(database);
    writeFileSync(database, Buffer.concat([bytes.subarray(0, 8192), Buffer.alloc(8192, 0x5a), bytes.subarray(16_384)]));
    mkdirSync(join(folder, 'files'));
    chmodSync(folder, 0o755);
    const { ok, summary, of, config } = await doctor({
      ...settings,
      TELEGRAM_BOT_TOKEN: '42:khong-phai-token-nay',
      TELEGRAM_MODE: 'webhook',
      TELEGRAM_TOKN: '1',
      PORT: 'abc',
      HOST: '0.0.0.0',
      LOG_LEVEL: 'silent',
      DATA_DIR: folder,
    });
    expect(summary).toEqual([
      'config fail',
      'env_file ok',
      'address warn',
      'public_url warn',
      'logs warn',
      `runtime ${OLD_NODE ? 'warn' : 'ok'}`,
      'clock ok',
      'zone ok',
      'data_dir warn',
      'disk ok',
      'database fail',
      'running warn',
      'backup warn',
      'zalo ok',
      'zalo_mode ok',
      'telegram fail',
    ]);
    expect(ok).toBe(false);
    expect(of('config')?.text.split('\n')).toHaveLength(5);
    expect(of('config')?.text).toContain('Did you mean TELEGRAM_');
    expect(of('database')?.text).toContain('is broken; nothing was changed');
    expect(of('telegram')?.text).toBe('Telegram: the token is wrong');
    expect(config.PORT).toBe('3000');
  });
});

describe('doctor', () => {
  it('goes on where the data folder is none, or is not there', async () => {
    const path = join(temporaryFolder(), 'data');
    const { code, of } = await doctor({ DATA_DIR: path });
    expect([code, of('data_dir')?.status]).toEqual([0, 'warn']);
    writeFileSync(path, '');
    const broken = await doctor({ DATA_DIR: path });
    expect([broken.code, broken.of('data_dir')?.text]).toEqual([1, `${path} is not a folder. Change DATA_DIR.`]);
    expect(broken.of('channels')?.status).toBe('warn');
  });

  it('tells a schema that is newer, and one that is older, and leaves both', async () => {
    const newer = emptyOffice();
    const sqlite = new Sqlite(join(newer, 'thidua.db'));
    sqlite.prepare("INSERT INTO schema_migration (tag, sha256, applied_at) VALUES ('9999_later', 'x', 0)").run();
    sqlite.close();
    const found = await doctor({ DATA_DIR: newer });
    expect(found.summary).toContain('schema fail');
    expect(found.of('schema')?.text).toContain('was written by a newer version');
    expect(found.of('plan')).toBeUndefined();

    const older = emptyOffice();
    const trimmed = new Sqlite(join(older, 'thidua.db'));
    trimmed.exec('DELETE FROM schema_migration WHERE rowid = (SELECT max(rowid) FROM schema_migration)');
    trimmed.close();
    expect((await doctor({ DATA_DIR: older })).of('schema')).toMatchObject({
      status: 'warn',
      text: 'The schema is older than the program: 1 step to go',
    });
  });

  it.each([
    ['warn', 60],
    ['fail', -3600],
  ])("says with %s how far the clock is off the platform's", async (status, seconds) => {
    const server = createServer((_request, response) => {
      response.sendDate = false;
      response.setHeader('date', new Date(Date.now() - seconds * 1_000).toUTCString());
      response.end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { of } = await doctor({
      TELEGRAM_BOT_TOKEN: '42:khong-co-that-dau',
      TELEGRAM_API_ROOT: root,
      DATA_DIR: emptyOffice(),
    });
    expect(of('clock')?.status).toBe(status);
    const [, off, way] = /clock is (\d+) s (ahead of|behind) the platform's/.exec(of('clock')?.text ?? '') ?? [];
    expect(way).toBe(seconds > 0 ? 'ahead of' : 'behind');
    // On a busy machine the answer itself takes seconds.
    expect(Math.abs(Number(off) - Math.abs(seconds))).toBeLessThan(25);
  });

  it('finds keys of elections that are left behind', async () => {
    const folder = emptyOffice();
    createKeyFiles(join(folder, 'ballot-keys')).write(7, Buffer.alloc(32, 1));
    const { of } = await doctor({ DATA_DIR: folder });
    expect(of('ballot_keys')).toMatchObject({ status: 'warn', text: '1 key is left of elections that have ended' });
  });

  it('names the webhook that Telegram cannot reach', async () => {
    const { telegram, settings } = await fakes();
    const url = 'http://127.0.0.1:9/webhooks/telegram';
    await fetch(`${telegram.url}/bot${telegram.token}/setWebhook?url=${encodeURIComponent(url)}`);
    const { of } = await doctor({ ...settings, DATA_DIR: emptyOffice() });
    expect(of('telegram_mode')).toMatchObject({ status: 'warn', text: expect.stringContaining(url) });
  });

  it('knows a bot that runs, that is not ready, and that does not answer where it should', async () => {
    const { telegram } = await fakes();
    const port = await freePort();
    const folder = temporaryFolder();
    const settings = {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.url,
      PORT: String(port),
      DATA_DIR: folder,
    };
    const bot = runProgram([process.execPath, program.main], settings);
    onTestFinished(async () => {
      bot.signal('SIGKILL');
      await bot.ended;
    });
    await bot.says('"msg":"started"');
    await telegram.until(() => telegram.calls('getUpdates').length > 0);
    expect((await doctor(settings)).of('running')).toMatchObject({ status: 'ok' });
    expect((await doctor({ ...settings, PORT: String(await freePort()) })).of('running')).toMatchObject({
      status: 'fail',
      text: expect.stringContaining('does not answer'),
    });
    await telegram.goDown();
    await bot.says('polling interrupted');
    expect((await doctor(settings)).of('running')).toMatchObject({
      status: 'fail',
      text: 'The bot runs but is not ready: channel_telegram',
    });
  });
});

/** A port that nobody listens on now. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
