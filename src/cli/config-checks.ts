import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, type ConfigProblem, isDemo } from '../config.ts';
import { say, type TextKey } from '../conversation/text-key.ts';
import { projectRoot } from '../lib/project-root.ts';
import { isLoopbackHost } from '../web/loopback.ts';
import { type Check, check } from './check.ts';

/** Rights of others on a file: nobody else may read tokens. */
const FOR_OTHERS = 0o007;

/** The settings: right, safe together, and kept from others. */
export function configChecks(config: Config, problems: readonly ConfigProblem[]): readonly Check[] {
  return [settingsCheck(problems), envFileCheck(), addressCheck(config), publicUrlCheck(config), logCheck(config)];
}

function settingsCheck(problems: readonly ConfigProblem[]): Check {
  if (problems.length === 0) return check('config', 'ok', 'doctor.config');
  const list = problems.map(({ code, name, params }) =>
    say(`config.problem.${code}` satisfies TextKey, { name, ...params }),
  );
  const params = { count: problems.length, problems: { list, join: 'lines' as const } };
  return check('config', 'fail', 'doctor.config.problems', params, 'doctor.config.advice');
}

function envFileCheck(): Check {
  const found = statSync(join(projectRoot, '.env'), { throwIfNoEntry: false });
  if (found === undefined) return check('env_file', 'ok', 'doctor.env_file.none');
  const open = process.platform !== 'win32' && (found.mode & FOR_OTHERS) !== 0;
  if (!open) return check('env_file', 'ok', 'doctor.env_file');
  return check('env_file', 'warn', 'doctor.env_file.open', {}, 'doctor.env_file.advice');
}

function addressCheck({ HOST: host, PORT, PUBLIC_URL }: Config): Check {
  const params = { host, port: String(PORT) };
  if (isLoopbackHost(host) || PUBLIC_URL !== undefined) return check('address', 'ok', 'doctor.address', params);
  return check('address', 'warn', 'doctor.address.open', params, 'doctor.address.advice');
}

function publicUrlCheck(config: Config): Check {
  const { PUBLIC_URL: url, ZALO_BOT_TOKEN } = config;
  if (url !== undefined) {
    const beginning = new URL(url).pathname === '/';
    return beginning
      ? check('public_url', 'ok', 'doctor.public_url', { url })
      : check('public_url', 'warn', 'doctor.public_url.path', { url }, 'doctor.public_url.path.advice');
  }
  if (ZALO_BOT_TOKEN === undefined) return check('public_url', 'ok', 'doctor.public_url.none');
  return check('public_url', 'warn', 'doctor.public_url.zalo', {}, 'doctor.public_url.advice');
}

function logCheck(config: Config): Check {
  const { LOG_LEVEL: level } = config;
  if (level === 'info' || level === 'warn' || isDemo(config)) return check('logs', 'ok', 'doctor.logs', { level });
  const talkative = level === 'debug' || level === 'trace';
  const key = talkative ? 'doctor.logs.much' : 'doctor.logs.little';
  return check('logs', 'warn', key, { level }, 'doctor.logs.advice');
}
