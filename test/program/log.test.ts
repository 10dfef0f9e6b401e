import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../storage/setup.ts';
import { startFakeTelegram } from '../support/fake-telegram/start.ts';
import { bundledProgram, type ProgramBundle } from '../support/program-bundle.ts';
import { runProgram } from '../support/program-process.ts';

let program: ProgramBundle;
beforeAll(async () => {
  program = await bundledProgram();
});
afterAll(() => program.remove());

const SECRET = 'điều-không-ai-được-đọc';

it('every line of the log is an object with level, time and message, and none quotes a token, a text or a name', async () => {
  const telegram = await startFakeTelegram();
  onTestFinished(() => telegram.close());
  const settings = {
    ...{ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url, PORT: '0' },
    ...{ DATA_DIR: temporaryFolder(), LOG_LEVEL: 'trace' },
  };
  const bot = runProgram([process.execPath, program.main], settings);
  onTestFinished(async () => {
    bot.signal('SIGKILL');
    await bot.ended;
  });
  const person = telegram.user(900, { firstName: 'Người-lạ-mặt' });
  telegram.faults.strike('sendMessage', { kind: 'broken-answer', status: 502 });
  telegram.faults.strike('sendMessage', { kind: 'answer', code: 400, description: 'Bad Request: message is too long' });
  telegram.faults.strike('getUpdates', { kind: 'page', status: 500 });
  for (const text of [SECRET, `${SECRET} lần nữa`]) {
    const before = telegram.calls('sendMessage').length;
    person.send(text);
    await telegram.until(() => telegram.calls('sendMessage').length > before);
  }
  await telegram.until(() => telegram.pending().length === 0);
  bot.signal('SIGTERM');
  expect(await bot.ended).toEqual({ code: 0, signal: null });
  expect(bot.errors()).toBe('');

  const lines = bot.output().trimEnd().split('\n');
  const entries = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  for (const entry of entries) {
    expect(entry).toMatchObject({ level: expect.any(Number), msg: expect.any(String) });
    expect(Date.parse(String(entry.time))).not.toBeNaN();
  }
  // What is looked for below would be found: something went wrong, and was told.
  expect(entries.map(({ msg }) => msg)).toEqual(
    expect.arrayContaining(['started', 'telegram: polling interrupted', 'stopped']),
  );
  const [id, secret] = telegram.token.split(':');
  for (const word of [SECRET, 'Người-lạ-mặt', secret ?? '', `bot${id}`]) expect(bot.output()).not.toContain(word);
});
