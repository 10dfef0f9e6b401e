import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { startProgram } from '../../src/program.ts';
import { startFakeTelegram } from '../support/fake-telegram/start.ts';
import { startFakeZalo } from '../support/fake-zalo/start.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** The program as an office runs it, between two fakes. */
async function office(settings: Readonly<Record<string, string>>) {
  const telegram = await startFakeTelegram();
  const zalo = await startFakeZalo();
  const folder = await mkdtemp(join(tmpdir(), 'thidua-both-'));
  const config = parseConfig(
    {
      ...{ ZALO_BOT_TOKEN: zalo.token, ZALO_API_ROOT: zalo.url },
      ...{ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url },
      ...{ PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent', ...settings },
    },
    projectRoot,
  );
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  const program = await startProgram(config.value, projectRoot);
  if (!program.ok) throw new Error(program.error);
  closers.push(
    () => rm(folder, { recursive: true }),
    () => zalo.close(),
    () => telegram.close(),
    () => program.value.stop(),
  );
  return { zalo, telegram, url: program.value.url };
}

it('both messengers are served at once, by polling', async () => {
  const { zalo, telegram } = await office({});
  await zalo.until(() => zalo.polling());
  zalo.person('Lan').say('xin chào');
  telegram.user(7).send('xin chào');
  expect((await zalo.person('Lan').sees('mã liên kết')).text).toContain('mã liên kết');
  await telegram.until(() => telegram.calls('sendMessage')[0]);
});

it('Zalo by webhook comes in through the web server', async () => {
  const { zalo, url } = await office({
    ZALO_MODE: 'webhook',
    ZALO_WEBHOOK_SECRET: 'bi-mat-kiem-thu',
    PUBLIC_URL: 'https://thidua.example.vn',
  });
  zalo.route('https://thidua.example.vn/', url);
  expect(zalo.webhook()).toEqual({ url: 'https://thidua.example.vn/webhooks/zalo', secret: 'bi-mat-kiem-thu' });
  zalo.person('Lan').say('xin chào');
  await zalo.person('Lan').sees('mã liên kết');
  expect(zalo.deliveries().map(({ status }) => status)).toEqual([200]);
});
