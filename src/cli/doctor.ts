import { readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { notLinked } from '../app/linking.ts';
import { quotasOf } from '../composition.ts';
import { type Config, isDemo, printableConfig } from '../config.ts';
import { say, type TextKey } from '../conversation/text-key.ts';
import { holds } from '../domain/person.ts';
import { ruleSetById, unverifiedCount } from '../domain/rule-set.ts';
import { DAY, HOUR, systemClock } from '../lib/clock.ts';
import { type Check, check } from './check.ts';
import { configured, type Office, withOffice } from './office.ts';
import { quotaChecks } from './quota-checks.ts';
import type { Terminal } from './terminal.ts';

const LEAST_FREE_BYTES = 500_000_000;
/** A queue older than this means that messages do not leave. */
const OLD_QUEUE_MS = HOUR;
const OLD_BACKUP_MS = 7 * DAY;

/** `doctor`: is everything in order, and if not, what to do. */
export function addDoctorCommand(program: Command, describe: (key: TextKey) => string): void {
  program
    .command('doctor')
    .description(describe('cli.doctor'))
    .option('--json', describe('cli.option.json'))
    .action(async (options: { readonly json?: boolean }) => {
      process.exitCode = await runDoctor(options.json === true);
    });
}

async function runDoctor(json: boolean): Promise<number> {
  const ready = configured();
  if (!ready.ok) return 1;
  const { config, terminal } = ready.value;
  const checks: Check[] = [];
  const opened = await withOffice(async (office) => {
    checks.push(...environmentChecks(config, office), ...officeChecks(office), ...deliveryChecks(office));
    checks.push(...quotaChecks(office.work(), quotasOf(config)));
    return 0;
  });
  checks.push(...(await platformChecks(config)));
  if (json) printJson(terminal, config, checks);
  else printText(terminal, config, checks);
  return opened !== 0 || checks.some((check) => check.status === 'fail') ? 1 : 0;
}

function environmentChecks(config: Config, { storage }: Office): readonly Check[] {
  const { bavail, bsize } = statfsSync(config.DATA_DIR);
  const free = bavail * bsize;
  const version = String(storage.database.sqlite.prepare('SELECT sqlite_version()').pluck().get());
  const now = { as: 'moment', date: systemClock.now() } as const;
  const backup = newestBackup(storage.dataDir.backups);
  const age = backup === null ? null : systemClock.now() - backup;
  return [
    check('runtime', 'ok', 'doctor.runtime', { node: process.versions.node, sqlite: version }),
    check('clock', 'ok', 'doctor.clock', { now, zone: config.TIMEZONE }),
    check('disk', free < LEAST_FREE_BYTES ? 'fail' : 'ok', 'doctor.disk', { free: Math.floor(free / 1_000_000) }),
    age === null
      ? check('backup', 'warn', 'doctor.backup.none')
      : check('backup', age > OLD_BACKUP_MS ? 'warn' : 'ok', 'doctor.backup', { days: Math.floor(age / DAY) }),
  ];
}

function newestBackup(folder: string): number | null {
  const times = readdirSync(folder)
    .filter((name) => name.endsWith('.db'))
    .map((name) => statSync(join(folder, name)).mtimeMs);
  return times.length === 0 ? null : Math.max(...times);
}

function officeChecks({ storage, work }: Office): readonly Check[] {
  const { store } = storage;
  const campaign = store.campaigns.current();
  if (campaign === null) return [check('plan', 'fail', 'doctor.plan.none')];
  const ruleSet = ruleSetById(campaign.plan.ruleSet);
  const unverified = unverifiedCount(ruleSet);
  const people = store.members.active();
  const checks = [check('plan', 'ok', 'doctor.plan', { year: String(campaign.year), title: campaign.plan.title })];
  checks.push(
    unverified === 0 && ruleSet.verified
      ? check('rules', 'ok', 'doctor.rules', { rules: say(`rule_set.${ruleSet.id}`) })
      : check('rules', 'warn', 'doctor.rules.unverified', { rules: say(`rule_set.${ruleSet.id}`), count: unverified }),
  );
  if (people.length === 0) return [...checks, check('staff', 'fail', 'doctor.staff.none')];
  const unlinked = notLinked(work()).length;
  checks.push(
    check('staff', 'ok', 'doctor.staff', { people: people.length, linked: people.length - unlinked }),
    people.some((person) => holds(person, 'secretary'))
      ? check('secretary', 'ok', 'doctor.secretary')
      : check('secretary', 'fail', 'doctor.secretary.none'),
  );
  const headless = store.divisions
    .all()
    .filter(({ id, active }) => active && !people.some((person) => person.divisionId === id && holds(person, 'head')));
  if (headless.length > 0) {
    const divisions = { list: headless.map((division) => division.name), join: 'comma' as const };
    checks.push(check('heads', 'warn', 'doctor.heads.missing', { divisions }));
  }
  return checks;
}

function deliveryChecks({ storage, work }: Office): readonly Check[] {
  const { outbox } = storage.delivery;
  const { pending = 0, failed = 0, unknown = 0 } = outbox.counts();
  const oldest = outbox.oldestPending();
  const minutes = oldest === null ? 0 : Math.max(0, Math.floor((work().now - oldest) / 60_000));
  const unreachable = storage.store.identities.unreachable().length;
  return [
    check('queue', minutes * 60_000 > OLD_QUEUE_MS ? 'fail' : 'ok', 'doctor.queue', { pending, minutes }),
    check('undelivered', failed + unknown > 0 ? 'warn' : 'ok', 'doctor.undelivered', { failed, unknown }),
    check('unreachable', unreachable > 0 ? 'warn' : 'ok', 'doctor.unreachable', { count: unreachable }),
  ];
}

async function platformChecks(config: Config): Promise<readonly Check[]> {
  if (isDemo(config)) return [check('channels', 'warn', 'doctor.demo')];
  return [...(await zaloChecks(config)), ...(await telegramChecks(config))];
}

async function zaloChecks(config: Config): Promise<readonly Check[]> {
  if (config.ZALO_BOT_TOKEN === undefined) return [];
  const { probeZalo } = await import('../channels/zalo/probe.ts');
  const { ZALO_BOT_TOKEN: token, ZALO_API_ROOT: apiRoot, HTTPS_PROXY: httpsProxy, PUBLIC_URL } = config;
  const found = await probeZalo({ token, apiRoot, httpsProxy });
  if (!found.ok && found.problem === 'unauthorised') return [check('zalo', 'fail', 'doctor.zalo.unauthorised')];
  if (!found.ok) return [check('zalo', 'fail', 'doctor.zalo.problem', { problem: found.problem })];
  const { id, name, webhook } = found;
  const wanted = config.ZALO_MODE === 'webhook' && PUBLIC_URL ? new URL('/webhooks/zalo', PUBLIC_URL).href : null;
  const way = (): Check => {
    if (webhook === null) return check('zalo_mode', wanted === null ? 'ok' : 'warn', 'doctor.zalo.polling');
    if (wanted === null) return check('zalo_mode', 'warn', 'doctor.zalo.webhook_in_polling', { url: webhook });
    return check('zalo_mode', webhook === wanted ? 'ok' : 'warn', 'doctor.zalo.webhook', { url: webhook });
  };
  return [check('zalo', 'ok', 'doctor.zalo', { id, name }), way()];
}

async function telegramChecks(config: Config): Promise<readonly Check[]> {
  if (config.TELEGRAM_BOT_TOKEN === undefined) return [];
  const { probeTelegram } = await import('../channels/telegram/probe.ts');
  const found = await probeTelegram({
    token: config.TELEGRAM_BOT_TOKEN,
    apiRoot: config.TELEGRAM_API_ROOT,
    httpsProxy: config.HTTPS_PROXY,
  });
  if (!found.ok) return [check('telegram', 'fail', 'doctor.telegram.problem', { problem: found.problem })];
  const { username, webhook, waiting } = found;
  const asSet = webhook === (config.TELEGRAM_MODE === 'webhook');
  return [
    check('telegram', 'ok', 'doctor.telegram', { username, waiting }),
    check('telegram_mode', asSet ? 'ok' : 'warn', webhook ? 'doctor.telegram.webhook' : 'doctor.telegram.polling'),
  ];
}

function printText(terminal: Terminal, config: Config, checks: readonly Check[]): void {
  for (const [name, value] of printableConfig(config)) process.stdout.write(`${name}=${value}\n`);
  process.stdout.write('\n');
  for (const { status, key, params } of checks) {
    terminal.line(`doctor.status.${status}`, { text: say(key, params) });
  }
}

function printJson(terminal: Terminal, config: Config, checks: readonly Check[]): void {
  terminal.json({
    ok: !checks.some(({ status }) => status === 'fail'),
    config: Object.fromEntries(printableConfig(config)),
    checks: checks.map(({ name, status, key, params }) => ({
      name,
      status,
      text: terminal.catalogue.plain(say(key, params), terminal.locale),
    })),
  });
}
