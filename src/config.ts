import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { LOCALES, type Locale } from './domain/person.ts';
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

const OURS = /^(THIDUA|ZALO|TELEGRAM)_/;

/** Reads `.env` beside the program (what is set outside wins) and the environment, and validates both. */
export function loadConfig(root: string): Result<Config, readonly ConfigProblem[]> {
  const file = join(root, '.env');
  if (existsSync(file)) {
    try {
      process.loadEnvFile(file);
    } catch {
      return err([{ code: 'env_file_unreadable', name: '.env', params: {} }]);
    }
  }
  return parseConfig(process.env, root);
}

/**
 * The settings without those that are wrong, which count as not set, and what is wrong with these: for looking at
 * everything else all the same.
 */
export function loadRightSettings(root: string): {
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
} {
  const problems = new Map<string, ConfigProblem>();
  const environment = { ...process.env };
  let loaded = loadConfig(root);
  while (!loaded.ok) {
    for (const problem of loaded.error) {
      problems.set(problem.name, problem);
      delete environment[problem.name];
    }
    loaded = parseConfig(environment, root);
  }
  return { config: loaded.value, problems: [...problems.values()] };
}

/** The language to complain in when the environment is wrong: the wanted one as far as it can be told. */
export function complaintLocale(): Locale {
  return LOCALES.find((locale) => locale === process.env.LOCALE?.trim()) ?? LOCALES[0];
}

/** Validates an environment; reports everything that is wrong at once. A relative `DATA_DIR` is taken from `root`. */
export function parseConfig(
  environment: Readonly<Record<string, string | undefined>>,
  root: string,
): Result<Config, readonly ConfigProblem[]> {
  // An empty value is how .env files say "not set".
  const given = Object.fromEntries(CONFIG_NAMES.map((name) => [name, environment[name]?.trim() || undefined]));
  const parsed = schema.safeParse(given);
  const problems: ConfigProblem[] = unknownKeys(environment);
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
    for (const name of names) problems.push({ code: 'bad_value', name, params: { value: shown(name, given[name]) } });
    return err(problems);
  }
  const config = parsed.data;
  problems.push(...webhookProblems(config, 'TELEGRAM'), ...webhookProblems(config, 'ZALO'));
  if (!isTimeZone(config.TIMEZONE)) {
    problems.push({ code: 'bad_zone', name: 'TIMEZONE', params: { value: config.TIMEZONE } });
  }
  if (problems.length > 0) return err(problems);
  const dataDir = isAbsolute(config.DATA_DIR) ? config.DATA_DIR : join(root, config.DATA_DIR);
  return ok(Object.freeze({ ...config, DATA_DIR: dataDir }));
}

function webhookProblems(config: z.output<typeof schema>, platform: 'TELEGRAM' | 'ZALO'): readonly ConfigProblem[] {
  if (config[`${platform}_BOT_TOKEN`] === undefined || config[`${platform}_MODE`] !== 'webhook') return [];
  const problems: ConfigProblem[] = [];
  const name = `${platform}_MODE`;
  if (config.PUBLIC_URL === undefined) problems.push({ code: 'webhook_needs_url', name, params: {} });
  if (config[`${platform}_WEBHOOK_SECRET`] === undefined) {
    problems.push({ code: 'webhook_needs_secret', name, params: { secret: `${platform}_WEBHOOK_SECRET` } });
  }
  return problems;
}

function unknownKeys(environment: Readonly<Record<string, string | undefined>>): ConfigProblem[] {
  const known = new Set<string>(CONFIG_NAMES);
  return Object.keys(environment)
    .filter((name) => OURS.test(name) && !known.has(name))
    .map((name) => ({ code: 'unknown_key', name, params: { suggestion: nearest(name) } }));
}

function nearest(name: string): string {
  let best: string = CONFIG_NAMES[0] ?? '';
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of CONFIG_NAMES) {
    const distance = editDistance(name, candidate);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
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

/** The settings as they may be printed: secrets are `REDACTED`, a proxy loses its password. */
export function printableConfig(config: Config): readonly (readonly [name: string, value: string])[] {
  return CONFIG_NAMES.map((name) => [name, shown(name, config[name] === undefined ? undefined : String(config[name]))]);
}

function shown(name: string, value: string | undefined): string {
  if (value === undefined) return '';
  if (SECRETS.has(name)) return 'REDACTED';
  // http://user:password@proxy
  return value.replace(/\/\/[^/@\s]*@/, '//REDACTED@');
}
