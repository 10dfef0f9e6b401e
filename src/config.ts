import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { parseEnv } from 'node:util';
import * as z from 'zod';
import { LOCALES, type Locale } from './domain/person.ts';
import { editDistance } from './lib/edit-distance.ts';
import { err, ok, type Result } from './lib/result.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** One thing wrong with the environment; each code has a text `config.problem.<code>`. */
export interface ConfigProblem {
  readonly code:
    | 'bad_value'
    | 'unknown_key'
    | 'webhook_needs_url'
    | 'webhook_needs_secret'
    | 'bad_zone'
    | 'env_file_unreadable';
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
}

const url = z.url({ protocol: /^https?$/ });
const mode = z.enum(['polling', 'webhook']).default('polling');
const secret = z.string().regex(/^[A-Za-z0-9_-]{8,256}$/);

// The order is that of .env.example and of `doctor`.
const schema = z.object({
  ZALO_BOT_TOKEN: z
    .string()
    .regex(/^\d+:\S{8,}$/)
    .optional(),
  ZALO_API_ROOT: url.default('https://bot-api.zaloplatforms.com'),
  ZALO_MODE: mode,
  ZALO_WEBHOOK_SECRET: secret.optional(),
  ZALO_MONTHLY_QUOTA: z.coerce.number().int().min(1).max(10_000_000).default(3000),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:\S{8,}$/)
    .optional(),
  TELEGRAM_API_ROOT: url.default('https://api.telegram.org'),
  TELEGRAM_MODE: mode,
  TELEGRAM_WEBHOOK_SECRET: secret.optional(),
  HTTPS_PROXY: url.optional(),
  PUBLIC_URL: z.url({ protocol: /^https$/ }).optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATA_DIR: z.string().min(1).default('./data'),
  BACKUP_RECIPIENT: z
    .string()
    .regex(/^age1[02-9ac-hj-np-z]{58,2000}$/)
    .optional(),
  TIMEZONE: z.string().min(1).default('Asia/Ho_Chi_Minh'),
  LOCALE: z.enum(LOCALES).default('vi'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
});

/** The environment after validation, frozen; names as in `.env.example`. */
export type Config = Readonly<z.output<typeof schema>>;

/** Names of every setting, in the order of `.env.example`. */
export const CONFIG_NAMES = Object.keys(schema.shape) as readonly (keyof Config)[];

const SECRETS: ReadonlySet<string> = new Set([
  'ZALO_BOT_TOKEN',
  'ZALO_WEBHOOK_SECRET',
  'TELEGRAM_BOT_TOKEN',
  'TELEGRAM_WEBHOOK_SECRET',
]);

/** Settings whose value may carry a password: http://user:password@proxy. */
const ADDRESSES: ReadonlySet<string> = new Set(['ZALO_API_ROOT', 'TELEGRAM_API_ROOT', 'HTTPS_PROXY', 'PUBLIC_URL']);

const OURS = /^(THIDUA|ZALO|TELEGRAM)_/i;

/** Letters by which a key of `.env` may differ from a setting and still be taken for that setting mistyped. */
const SLIP = 2;

type Environment = Readonly<Record<string, string | undefined>>;

interface Settings {
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
}

/** Reads `.env` beside the program (what is set outside wins) and the environment, and validates both. */
export function loadConfig(root: string): Result<Config, readonly ConfigProblem[]> {
  return allRight(loadRightSettings(root));
}

/**
 * The settings without those that are wrong, which count as not set, and what is wrong with these: for looking at
 * everything else all the same.
 */
export function loadRightSettings(root: string): Settings {
  const file = join(root, '.env');
  if (!existsSync(file)) return readSettings(process.env, root);
  let own: Environment;
  try {
    own = parseEnv(decoded(readFileSync(file)));
  } catch {
    const { config, problems } = readSettings(process.env, root);
    return { config, problems: [{ code: 'env_file_unreadable', name: '.env', params: {} }, ...problems] };
  }
  for (const [name, value] of Object.entries(own)) process.env[name] ??= value;
  const { config, problems } = readSettings(process.env, root);
  return { config, problems: [...slips(own, process.env), ...problems] };
}

/** The language to complain in when the environment is wrong: the wanted one as far as it can be told. */
export function complaintLocale(): Locale {
  return LOCALES.find((locale) => locale === process.env.LOCALE?.trim()) ?? LOCALES[0];
}

/** Validates an environment; reports everything that is wrong at once. A relative `DATA_DIR` is taken from `root`. */
export function parseConfig(environment: Environment, root: string): Result<Config, readonly ConfigProblem[]> {
  return allRight(readSettings(environment, root));
}

function allRight({ config, problems }: Settings): Result<Config, readonly ConfigProblem[]> {
  return problems.length > 0 ? err(problems) : ok(config);
}

// With the mark at its beginning that editors of Windows put there, the first key would be another one.
function decoded(bytes: Buffer): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(wide ? 'utf-16le' : 'utf-8').decode(bytes);
}

function readSettings(environment: Environment, root: string): Settings {
  // An empty value is how .env files say "not set".
  const given = Object.fromEntries(CONFIG_NAMES.map((name) => [name, environment[name]?.trim() || undefined]));
  const { error } = schema.safeParse(given);
  const bad = new Set(error?.issues.map((issue) => String(issue.path[0])));
  const right = schema.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !bad.has(name))));
  const together = [...webhookProblems(right, given, 'TELEGRAM'), ...webhookProblems(right, given, 'ZALO')];
  if (!isTimeZone(right.TIMEZONE)) {
    together.push({ code: 'bad_zone', name: 'TIMEZONE', params: { value: right.TIMEZONE } });
  }
  const unset = new Set(together.map(({ name }) => name));
  const { DATA_DIR, ...rest } = schema.parse(
    Object.fromEntries(Object.entries(given).filter(([name]) => !bad.has(name) && !unset.has(name))),
  );
  const dataDir = isAbsolute(DATA_DIR) ? DATA_DIR : join(root, DATA_DIR);
  const values = [...bad].map((name) => {
    return { code: 'bad_value' as const, name, params: { value: shown(name, given[name]) } };
  });
  return {
    config: Object.freeze({ ...rest, DATA_DIR: dataDir }),
    problems: [...unknownKeys(environment), ...values, ...together],
  };
}

// What is set, though wrongly, is not lacking.
function webhookProblems(
  right: z.output<typeof schema>,
  given: Environment,
  platform: 'TELEGRAM' | 'ZALO',
): readonly ConfigProblem[] {
  if (given[`${platform}_BOT_TOKEN`] === undefined || right[`${platform}_MODE`] !== 'webhook') return [];
  const problems: ConfigProblem[] = [];
  const name = `${platform}_MODE`;
  const secretName = `${platform}_WEBHOOK_SECRET`;
  if (given.PUBLIC_URL === undefined) problems.push({ code: 'webhook_needs_url', name, params: {} });
  if (given[secretName] === undefined) {
    problems.push({ code: 'webhook_needs_secret', name, params: { secret: secretName } });
  }
  return problems;
}

function unknownKeys(environment: Environment): readonly ConfigProblem[] {
  return Object.keys(environment)
    .filter((name) => OURS.test(name) && !isSetting(name))
    .map((name) => ({ code: 'unknown_key', name, params: { suggestion: nearest(name) } }));
}

// The file is this program's, while the environment has everybody's keys. HTTP_PROXY beside HTTPS_PROXY is meant.
function slips(own: Environment, environment: Environment): readonly ConfigProblem[] {
  return Object.keys(own)
    .filter((name) => !OURS.test(name) && !isSetting(name))
    .map((name) => ({ code: 'unknown_key' as const, name, params: { suggestion: nearest(name) } }))
    .filter(({ name, params: { suggestion } }) => {
      return editDistance(name.toUpperCase(), suggestion) <= SLIP && environment[suggestion] === undefined;
    });
}

function isSetting(name: string): boolean {
  return CONFIG_NAMES.some((known) => known === name);
}

// TELEGRAM_TOKEN has fewer letters to change towards TELEGRAM_MODE, and means TELEGRAM_BOT_TOKEN: words count first.
function nearest(name: string): string {
  const typed = name.toUpperCase();
  const words = new Set(typed.split('_'));
  const ranked = CONFIG_NAMES.map((candidate) => ({
    candidate,
    shared: candidate.split('_').filter((word) => words.has(word)).length,
    distance: editDistance(typed, candidate),
  })).sort((left, right) => right.shared - left.shared || left.distance - right.distance);
  return ranked[0]?.candidate ?? '';
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Whether no messenger's token is set: the program then runs as a demonstration. */
export function isDemo(config: Config): boolean {
  return config.ZALO_BOT_TOKEN === undefined && config.TELEGRAM_BOT_TOKEN === undefined;
}

/** The settings as they may be printed: secrets are `REDACTED`, an address loses its user and password. */
export function printableConfig(config: Config): readonly (readonly [name: string, value: string])[] {
  return CONFIG_NAMES.map((name) => [name, shown(name, config[name] === undefined ? undefined : String(config[name]))]);
}

function shown(name: string, value: string | undefined): string {
  if (value === undefined) return '';
  if (SECRETS.has(name)) return 'REDACTED';
  // Up to the last @: a password may have any sign in it, and the scheme may be forgotten.
  return ADDRESSES.has(name) ? value.replace(/^(\w+:\/\/)?.*@/s, '$1REDACTED@') : value;
}
