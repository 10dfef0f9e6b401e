import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../storage/setup.ts';
import { type FakeTelegram, startFakeTelegram } from '../support/fake-telegram/start.ts';
import { bundledProgram } from '../support/program-bundle.ts';
import { type Running, runProgram } from '../support/program-process.ts';

let program: { readonly main: string; remove(): void };
beforeAll(async () => {
  program = await bundledProgram();
});
afterAll(() => program.remove());

/** A bot on a fake Telegram, in a folder of its own. */
async function telegramBot() {
  const telegram = await startFakeTelegram();
  onTestFinished(() => telegram.close());
  const dataDir = temporaryFolder();
  const settings = {
    ...{ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url, PORT: '0', DATA_DIR: dataDir },
  };
  function start(): Running {
    const running = runProgram([process.execPath, program.main], settings);
    onTestFinished(async () => {
      running.signal('SIGKILL');
      await running.ended;
    });
    return running;
  }
  return { telegram, dataDir, start };
}

/** Somebody nobody knows says hello; resolves when the bot's answer is on its way. */
async function hello(telegram: FakeTelegram, id: number) {
  const person = telegram.user(id, { firstName: 'Người lạ' });
  const before = telegram.calls('sendMessage').length;
  person.send('xin chào');
  await telegram.until(() => telegram.calls('sendMessage').length > before);
  return person;
}

function messagesToSend(dataDir: string): readonly unknown[] {
  const sqlite = new Sqlite(join(dataDir, 'thidua.db'), { readonly: true });
  try {
    return sqlite.prepare("SELECT state FROM outbox WHERE state <> 'sent'").pluck().all();
  } finally {
    sqlite.close();
  }
}

function expectCheckpointed(dataDir: string): void {
  expect(existsSync(join(dataDir, 'thidua.db'))).toBe(true);
  expect(existsSync(join(dataDir, 'thidua.db-wal'))).toBe(false);
}

it('SIGTERM ends a bot that waits in a poll, with everything in the database file', async () => {
  const { telegram, dataDir, start } = await telegramBot();
  const bot = start();
  const person = await hello(telegram, 700);
  await telegram.until(() => person.messages().length === 1 && telegram.pending().length === 0);
  await telegram.until(() => telegram.calls('getUpdates').at(-1)?.outcome === 'open');
  bot.signal('SIGTERM');
  expect(await bot.ended).toEqual({ code: 0, signal: null });
  expect(bot.errors()).toBe('');
  expectCheckpointed(dataDir);
  expect(bot.output()).toContain('"msg":"stopped"');
});

it('a send that hangs is cut off and made up for after the next start: nothing lost, nothing twice', async () => {
  const { telegram, dataDir, start } = await telegramBot();
  const first = start();
  telegram.faults.strike('sendMessage', { kind: 'hang-before' });
  const person = await hello(telegram, 701);
  await telegram.until(() => telegram.pending().length === 0);
  first.signal('SIGTERM');
  expect(await first.ended).toEqual({ code: 0, signal: null });
  expectCheckpointed(dataDir);
  expect(messagesToSend(dataDir)).toEqual(['pending']);
  expect(person.messages()).toHaveLength(0);

  const second = start();
  await telegram.until(() => person.messages().length === 1);
  second.signal('SIGTERM');
  expect(await second.ended).toEqual({ code: 0, signal: null });
  expect(person.messages()).toHaveLength(1);
  expect(messagesToSend(dataDir)).toEqual([]);
});

it('what is written while it stops is taken after the next start', async () => {
  const { telegram, start } = await telegramBot();
  const first = start();
  const person = await hello(telegram, 702);
  first.signal('SIGTERM');
  person.send('có ai không');
  expect(await first.ended).toEqual({ code: 0, signal: null });
  const second = start();
  await second.says('"msg":"started"');
  await telegram.until(() => telegram.pending().length === 0 && person.messages().length === 2);
  second.signal('SIGTERM');
  expect(await second.ended).toEqual({ code: 0, signal: null });
  expect(person.messages()).toHaveLength(2);
});

it('a second signal changes nothing', async () => {
  const { telegram, dataDir, start } = await telegramBot();
  telegram.faults.strike('sendMessage', { kind: 'hang-before' });
  const bot = start();
  await hello(telegram, 703);
  bot.signal('SIGTERM');
  bot.signal('SIGINT');
  bot.signal('SIGTERM');
  expect(await bot.ended).toEqual({ code: 0, signal: null });
  expectCheckpointed(dataDir);
});

it('SIGTERM ends a bot that is still starting', async () => {
  const { telegram, dataDir, start } = await telegramBot();
  telegram.faults.strike('getMe', { kind: 'hang-before' });
  const bot = start();
  await telegram.until(() => telegram.calls('getMe').length > 0);
  bot.signal('SIGTERM');
  expect(await bot.ended).toEqual({ code: 0, signal: null });
  expectCheckpointed(dataDir);
});
