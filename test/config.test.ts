import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig, loadRightSettings, parseConfig, printableConfig } from '../src/config.ts';
import { createCatalogue } from '../src/presentation/catalogue.ts';
import { configProblemLines } from '../src/presentation/start-up.ts';
import { temporaryFolder } from './storage/setup.ts';

type Environment = Readonly<Record<string, string>>;

/** What is wrong with an environment, as `code name`; nothing where it is right. */
function wrong(environment: Environment): readonly string[] {
  const parsed = parseConfig(environment, '/srv');
  return parsed.ok ? [] : parsed.error.map(({ code, name }) => `${code} ${name}`);
}

/** What a person is shown of an environment: the problems, or the settings as they are printed. */
function shown(environment: Environment): string {
  const parsed = parseConfig(environment, '/srv');
  if (parsed.ok) return printableConfig(parsed.value).join('\n');
  return configProblemLines(parsed.error, createCatalogue('UTC'), 'en').join('\n');
}

describe('everything that is wrong is named at once', () => {
  it('each setting, the zone and what a webhook lacks together', () => {
    const all = wrong({
      ZALO_BOT_TOKEN: 'khong-phai-token',
      ZALO_API_ROOT: 'ftp://zalo',
      ZALO_MODE: 'webhook',
      ZALO_WEBHOOK_SECRET: 'bí mật',
      ZALO_MONTHLY_QUOTA: '3k',
      TELEGRAM_BOT_TOKEN: '1:khong-co-that',
      TELEGRAM_API_ROOT: 'x',
      TELEGRAM_MODE: 'webhook',
      HTTPS_PROXY: 'proxy',
      HOST: ' ',
      PORT: '70000',
      BACKUP_RECIPIENT: 'age1',
      TIMEZONE: 'Asia/Saigonn',
      LOCALE: 'fr',
      LOG_LEVEL: 'loud',
      THIDUA_PORT: '3000',
      ZALO_SECRET: 'x',
    });
    expect(all).toEqual([
      'unknown_key THIDUA_PORT',
      'unknown_key ZALO_SECRET',
      'bad_value ZALO_BOT_TOKEN',
      'bad_value ZALO_API_ROOT',
      'bad_value ZALO_WEBHOOK_SECRET',
      'bad_value ZALO_MONTHLY_QUOTA',
      'bad_value TELEGRAM_API_ROOT',
      'bad_value HTTPS_PROXY',
      'bad_value PORT',
      'bad_value BACKUP_RECIPIENT',
      'bad_value LOCALE',
      'bad_value LOG_LEVEL',
      'webhook_needs_url TELEGRAM_MODE',
      'webhook_needs_secret TELEGRAM_MODE',
      'webhook_needs_url ZALO_MODE',
      'bad_zone TIMEZONE',
    ]);
  });

  it('and what is wrong by itself is not named again for what lacks it', () => {
    const webhook = { TELEGRAM_BOT_TOKEN: '1:khong-co-that', TELEGRAM_MODE: 'webhook' };
    const bad = { PUBLIC_URL: 'http://thidua.example', TELEGRAM_WEBHOOK_SECRET: 'ngắn' };
    expect(wrong({ ...webhook, ...bad })).toEqual(['bad_value TELEGRAM_WEBHOOK_SECRET', 'bad_value PUBLIC_URL']);
    const good = { PUBLIC_URL: 'https://thidua.example', TELEGRAM_WEBHOOK_SECRET: 'du-dai-roi' };
    expect(wrong({ ...webhook, ...good })).toEqual([]);
  });

  it('empty is not set, and a webhook without a token needs nothing', () => {
    expect(wrong({ PORT: '', TIMEZONE: ' ', TELEGRAM_MODE: 'webhook' })).toEqual([]);
  });
});

describe('a key that is not ours', () => {
  it.each([
    ['TELEGRAM_TOKEN', 'TELEGRAM_BOT_TOKEN'],
    ['ZALO_TOKEN', 'ZALO_BOT_TOKEN'],
    ['ZALO_SECRET', 'ZALO_WEBHOOK_SECRET'],
    ['ZALO_QUOTA', 'ZALO_MONTHLY_QUOTA'],
    ['TELEGRAM_BOT_TOKN', 'TELEGRAM_BOT_TOKEN'],
    ['THIDUA_DATA_DIR', 'DATA_DIR'],
    ['thidua_port', 'PORT'],
  ])('%s is asked whether it means %s', (typed, meant) => {
    expect(shown({ [typed]: 'x' })).toContain(`${typed}: there is no such setting. Did you mean ${meant}?`);
  });

  it('of another program is none of our business', () => {
    expect(wrong({ HTTP_PROXY: 'x', PATH: '/bin', LOCALES: 'x', HOSTNAME: 'x', TZ: 'UTC' })).toEqual([]);
  });
});

describe('what is secret is not shown', () => {
  it.each([
    ['a token that is right', { TELEGRAM_BOT_TOKEN: '1:bi-mat-lam' }],
    ['a token that is wrong', { ZALO_BOT_TOKEN: 'bi-mat-lam' }],
    ['the secret of a webhook', { ZALO_WEBHOOK_SECRET: 'bi-mat-lam' }],
    ['one that is too odd for one', { TELEGRAM_WEBHOOK_SECRET: 'bi-mat-lam !' }],
    ['the password of a proxy', { HTTPS_PROXY: 'http://an:bi-mat-lam@proxy:3128' }],
    ['with an @ in it', { HTTPS_PROXY: 'http://an:x@bi-mat-lam@proxy:3128' }],
    ['with a / in it', { HTTPS_PROXY: 'http://an:x/bi-mat-lam@proxy:3128' }],
    ['with a space in it', { HTTPS_PROXY: 'http://an:x bi-mat-lam@proxy:3128' }],
    ['of one whose scheme was forgotten', { HTTPS_PROXY: 'an:bi-mat-lam@proxy:3128' }],
    ['of one whose scheme is not for a proxy', { HTTPS_PROXY: 'socks5://an:bi-mat-lam@proxy:3128' }],
    ['an API root with a user', { TELEGRAM_API_ROOT: 'https://an:bi-mat-lam@api.example' }],
  ])('%s', (_, environment) => {
    expect(shown(environment)).toContain('REDACTED');
    expect(shown(environment)).not.toContain('mat-lam');
  });

  it('and what is not secret is', () => {
    expect(shown({ HTTPS_PROXY: 'http://an:x@proxy:3128' })).toContain('HTTPS_PROXY,http://REDACTED@proxy:3128');
    expect(shown({ DATA_DIR: '/srv/thidua@phong' })).toContain('DATA_DIR,/srv/thidua@phong');
  });
});

describe('the file .env', () => {
  // It becomes part of the environment of whoever reads it: here, of the tests.
  let before: NodeJS.ProcessEnv;
  beforeEach(() => {
    before = { ...process.env };
  });
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  });

  function folderWith(content: string | Buffer): string {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.env'), content);
    return folder;
  }

  it.each([
    ['as editors of Windows save it', Buffer.from('\uFEFFZALO_MONTHLY_QUOTA=77\r\nPORT=81\r\n')],
    ['as PowerShell writes it', Buffer.from('\uFEFFZALO_MONTHLY_QUOTA=77\r\nPORT=81\r\n', 'utf16le')],
  ])('is read %s', (_, content) => {
    const loaded = loadConfig(folderWith(content));
    expect(loaded).toMatchObject({ ok: true, value: { ZALO_MONTHLY_QUOTA: 77, PORT: 81 } });
  });

  it('gives way to what is set outside', () => {
    process.env.ZALO_MONTHLY_QUOTA = '5';
    expect(loadConfig(folderWith('ZALO_MONTHLY_QUOTA=77'))).toMatchObject({ value: { ZALO_MONTHLY_QUOTA: 5 } });
  });

  it('is ours: a key in it that is nearly a setting is asked about', () => {
    const content =
      'TIMEZNE=UTC\nDATADIR=x\nBACKUP_RECIPENT=age1\nTELEGRM_BOT_TOKEN=1:bi-mat-lam\npublic_url=x\nCOMPOSE_PROJECT_NAME=x';
    const { problems } = loadRightSettings(folderWith(content));
    expect(problems.map(({ code, name, params }) => [code, name, params.suggestion]).sort()).toEqual([
      ['unknown_key', 'BACKUP_RECIPENT', 'BACKUP_RECIPIENT'],
      ['unknown_key', 'DATADIR', 'DATA_DIR'],
      ['unknown_key', 'TELEGRM_BOT_TOKEN', 'TELEGRAM_BOT_TOKEN'],
      ['unknown_key', 'TIMEZNE', 'TIMEZONE'],
      ['unknown_key', 'public_url', 'PUBLIC_URL'],
    ]);
  });

  it('may have a neighbour of a setting beside that setting', () => {
    const proxies = 'HTTP_PROXY=http://proxy:3128\nHTTPS_PROXY=http://proxy:3128\nNO_PROXY=localhost';
    expect(loadConfig(folderWith(proxies)).ok).toBe(true);
  });
});

describe('the settings without those that are wrong', () => {
  it('come with everything that is wrong, and count what is wrong as not set', () => {
    const outside = process.env;
    process.env = { PORT: 'x', TIMEZONE: 'y', TELEGRAM_BOT_TOKEN: '1:khong-co-that', TELEGRAM_MODE: 'webhook' };
    try {
      const { config, problems } = loadRightSettings('/srv');
      expect(problems.map(({ code }) => code)).toEqual([
        'bad_value',
        'webhook_needs_url',
        'webhook_needs_secret',
        'bad_zone',
      ]);
      expect(config).toMatchObject({ PORT: 3000, TIMEZONE: 'Asia/Ho_Chi_Minh', TELEGRAM_MODE: 'polling' });
      expect(config.TELEGRAM_BOT_TOKEN).toBe('1:khong-co-that');
    } finally {
      process.env = outside;
    }
  });
});
