import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { backupFailure } from './app/backup-record.ts';
import { sentInMonth } from './app/message-quota.ts';
import type { Channel } from './channels/channel.ts';
import { createLocalChannel } from './channels/local/local-channel.ts';
import { type Bot, createBot, quotasOf } from './composition.ts';
import { type Config, isDemo } from './config.ts';
import { COMMANDS } from './conversation/script.ts';
import { createMovableClock } from './demo/demo-clock.ts';
import { DEMO_MARK, demoStart, issueDemoCodes, readDemoFiles, seedDemo } from './demo/demo-data.ts';
import { createDemoMessenger } from './demo/messenger.ts';
import { LOCALES } from './domain/person.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import { systemRandomness } from './lib/ids.ts';
import { err, ok, type Result } from './lib/result.ts';
import { type HeldProblem, holdStorage, type OpenedStorage } from './open-storage.ts';
import { type Catalogue, createCatalogue } from './presentation/catalogue.ts';
import { commandMenu } from './presentation/menus.ts';
import { FLOOD_LIMITS } from './runtime/admission.ts';
import type { ScheduledBackups } from './runtime/backup-watch.ts';
import { watchEventLoop } from './runtime/event-loop.ts';
import type { Log } from './runtime/log.ts';
import { type MetricsOptions, metricsText } from './runtime/metrics.ts';
import { readiness } from './runtime/monitoring.ts';
import { systemTimers } from './runtime/sender.ts';
import { freeBytes, sizeOf } from './storage/backup/disk.ts';
import { backupState } from './storage/backup/folder.ts';
import type { BackupOrder } from './storage/backup/make-backup.ts';
import { createBackupProcess } from './storage/backup/process.ts';
import { isRecipient } from './storage/backup/seal.ts';
import type { MessengerPort } from './web/messenger-port.ts';
import type { WebServer } from './web/server-options.ts';
import { createWebServer } from './web/web-server.ts';

/** Why the program cannot start; each has a text `start.problem.<code>`. */
export type StartProblem =
  | HeldProblem
  | 'demo_data_in_production'
  | 'real_data_in_demo'
  | 'messenger-needs-loopback'
  | 'port-in-use'
  | 'port-not-allowed'
  | 'address-not-available';

/** The running program. */
export interface Program {
  /** Address of the web server; in the demonstration also that of the local messenger. */
  readonly url: string;
  readonly demo: boolean;
  /** Stops receiving, drains, closes the database and frees the lock. Idempotent. */
  stop(): Promise<void>;
}

/** Starts everything in order, or undoes what was started and says why not. */
export async function startProgram(config: Config, root: string): Promise<Result<Program, StartProblem>> {
  const demo = isDemo(config);
  const backups = { recipient: config.BACKUP_RECIPIENT ?? null, zone: config.TIMEZONE };
  // Told now, by day, and not by a backup that fails at night.
  if (backups.recipient !== null && !(await isRecipient(backups.recipient))) return err('bad_backup_recipient');
  const held = await holdStorage(config.DATA_DIR, root, systemClock.now(), { backups });
  if (!held.ok) return held;
  const { storage, close } = held.value;
  async function undo(problem: StartProblem): Promise<Result<Program, StartProblem>> {
    close();
    return err(problem);
  }
  const mixed = mixedData(storage, demo);
  if (mixed !== null) return undo(mixed);

  const log = createLog(config, demo);
  const parts = demo ? await demoParts(config, root, storage) : await productionParts(config, log);
  // The demonstration's pages are reached where it listens, which is known only then; nothing is sent before.
  let publicUrl = config.PUBLIC_URL ?? null;
  const bot = createBot({
    storage,
    channels: parts.channels,
    clock: parts.clock,
    random: systemRandomness,
    timers: systemTimers,
    zone: config.TIMEZONE,
    locale: config.LOCALE,
    log,
    publicUrl: () => publicUrl,
    quotas: quotasOf(config),
    flood: FLOOD_LIMITS,
    ...(demo ? {} : { backups: backupsOf(backups, root, storage) }),
    // Bundled beside the program (build.mjs).
    chartWorker: join(root, 'dist', 'chart-worker.js'),
    documentWorker: join(root, 'dist', 'document-worker.js'),
  });
  const server = webServer(config, root, storage, parts, bot, log);
  if (!server.ok) return undo(server.error);
  const web = server.value;
  const listening = await web.start();
  if (!listening.ok) return undo(listening.error);
  if (demo) publicUrl ??= listening.value.url;
  await bot.start();
  for (const channel of parts.channels) void channel.publishMenus?.(publicMenus(bot.catalogue));
  log.info({ demo, channels: parts.channels.map((channel) => channel.name) }, 'started');

  let stopped: Promise<void> | null = null;
  async function stop(): Promise<void> {
    // Side by side: what still comes in is stored, and leaves after the next start.
    await Promise.all([web.stop(), bot.stop()]);
    close();
    log.info({}, 'stopped');
  }
  return ok({
    url: listening.value.url,
    demo,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  });
}

// Demonstration and real data never share a database: fictional people must not get reminders, real ones must not be
// played by whoever opens the page.
function mixedData(storage: OpenedStorage, demo: boolean): StartProblem | null {
  const marked = storage.store.settings.get(DEMO_MARK) !== null;
  if (marked && !demo) return 'demo_data_in_production';
  const filled = storage.store.campaigns.current() !== null || storage.store.members.all().length > 0;
  return demo && filled && !marked ? 'real_data_in_demo' : null;
}

interface Parts {
  readonly channels: readonly Channel[];
  readonly clock: Clock;
  messenger?(bot: Bot): MessengerPort;
}

async function demoParts(config: Config, root: string, storage: OpenedStorage): Promise<Parts> {
  const { store, unitOfWork } = storage;
  const zone = config.TIMEZONE;
  if (store.settings.get(DEMO_MARK) === null) {
    const catalogue = createCatalogue(zone);
    seedDemo(storage, await readDemoFiles(root, catalogue), catalogue, systemRandomness, zone);
  }
  const plan = store.campaigns.current()?.plan;
  if (plan === undefined) throw new Error('demonstration without a plan');
  const clock = createMovableClock(store.settings, systemClock, demoStart(plan, zone));
  const codes = unitOfWork.run(() => issueDemoCodes({ store, now: clock.now(), random: systemRandomness, zone }));
  const rich = createLocalChannel({ clock });
  const textOnly = createLocalChannel({ clock, capabilities: 'text-only' });
  return {
    channels: [rich, textOnly],
    clock,
    messenger: (bot) =>
      createDemoMessenger({ store, bot, clock, zone, rich, textOnly, codes, defaultLocale: config.LOCALE }),
  };
}

async function productionParts(config: Config, log: Log): Promise<Parts> {
  const channels: Channel[] = [];
  const httpsProxy = config.HTTPS_PROXY === undefined ? {} : { httpsProxy: config.HTTPS_PROXY };
  // Loading a platform's client costs up to 100 ms: only where it is used.
  if (config.ZALO_BOT_TOKEN !== undefined) {
    const { createZaloChannel } = await import('./channels/zalo/channel.ts');
    const { ZALO_BOT_TOKEN: token, ZALO_API_ROOT: apiRoot, ZALO_MODE: mode } = config;
    const webhook = webhookOf(config, 'zalo', config.ZALO_WEBHOOK_SECRET);
    channels.push(createZaloChannel({ token, apiRoot, mode, clock: systemClock, log, ...webhook, ...httpsProxy }));
  }
  if (config.TELEGRAM_BOT_TOKEN !== undefined) {
    const { createTelegramChannel } = await import('./channels/telegram/channel.ts');
    const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot, TELEGRAM_MODE: mode } = config;
    const webhook = webhookOf(config, 'telegram', config.TELEGRAM_WEBHOOK_SECRET);
    channels.push(createTelegramChannel({ token, apiRoot, mode, clock: systemClock, log, ...webhook, ...httpsProxy }));
  }
  return { channels, clock: systemClock };
}

/** Copies of a demonstration would be of no use to anybody. */
function backupsOf(
  settings: Pick<BackupOrder, 'recipient' | 'zone'>,
  root: string,
  { dataDir }: OpenedStorage,
): ScheduledBackups {
  return createBackupProcess({
    ...settings,
    dataDir,
    clock: systemClock,
    workerFile: join(root, 'dist', 'backup-worker.js'),
  });
}

/** Where a platform delivers events in webhook mode; in polling mode nobody asks. */
function webhookOf({ PUBLIC_URL }: Config, platform: 'zalo' | 'telegram', secret: string | undefined) {
  if (PUBLIC_URL === undefined || secret === undefined) return {};
  return { webhook: { url: new URL(`/webhooks/${platform}`, PUBLIC_URL).href, secret } };
}

function webServer(
  config: Config,
  root: string,
  storage: OpenedStorage,
  parts: Parts,
  bot: Bot,
  log: Log,
): Result<WebServer, 'messenger-needs-loopback'> {
  const monitoring = monitoringOf(config, root, storage, parts, bot);
  const messenger = parts.messenger?.(bot);
  const channelNamed = (name: string) => parts.channels.find((channel) => channel.name === name);
  return createWebServer({
    host: config.HOST,
    port: config.PORT,
    log,
    locale: config.LOCALE,
    locales: LOCALES,
    texts: (locale) => bot.catalogue.texts(LOCALES.find((known) => known === locale) ?? config.LOCALE),
    health: { live: () => true, ready: () => readiness(monitoring) },
    metrics: () => metricsText(monitoring),
    webhooks: { telegram: channelNamed('telegram'), zalo: channelNamed('zalo') },
    files: bot.fileDesk,
    uploads: bot.uploadDesk,
    ballots: bot.ballotDesk,
    staticDir: join(root, 'src', 'web', 'static'),
    builtDir: join(root, 'dist', 'web'),
    publicHttps: config.PUBLIC_URL !== undefined,
    ...(messenger === undefined ? {} : { messenger }),
  });
}

function monitoringOf(
  config: Config,
  root: string,
  { database, dataDir, delivery, store, unitOfWork }: OpenedStorage,
  { channels, clock }: Parts,
  bot: Bot,
): MetricsOptions {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  const sqlite = String(database.sqlite.prepare('SELECT sqlite_version()').pluck().get());
  return {
    ...{ channels, clock, outbox: delivery.outbox, jobQueue: delivery.jobQueue, counts: bot.counts },
    lastBeat: bot.tick.lastBeat,
    sound: unitOfWork.sound,
    build: { version, node: process.versions.node, sqlite },
    eventLoop: watchEventLoop(),
    sentInMonth: () =>
      quotasOf(config).flatMap(({ channel }) =>
        sentInMonth({ store, now: clock.now(), zone: config.TIMEZONE }, channel).map((sent) => ({ channel, ...sent })),
      ),
    people() {
      const active = store.members.active();
      const linked = store.identities.linkedMembers();
      const count = active.filter(({ id }) => linked.has(id)).length;
      return { linked: count, unlinked: active.length - count };
    },
    space() {
      const log = Math.max(0, sizeOf(`${dataDir.database}-wal`));
      return { database: sizeOf(dataDir.database), log, free: freeBytes(dataDir.root) };
    },
    backups: () => ({ ...backupState(dataDir), failure: backupFailure(store) }),
  };
}

function publicMenus(catalogue: Catalogue) {
  // Everybody sees what everybody can do; more appears in a person's own chat once it is linked.
  const everybody = COMMANDS.filter(({ name }) => ['dangky', 'dangkycuatoi', 'lich', 'caidat'].includes(name));
  const start = { name: 'start', label: 'command.start.label' } as const;
  return [...LOCALES, ''].flatMap((languageCode) => {
    const locale = LOCALES.find((known) => known === languageCode) ?? 'vi';
    return [
      { scope: 'private' as const, languageCode, commands: commandMenu([start, ...everybody], catalogue, locale) },
      { scope: 'group' as const, languageCode, commands: commandMenu([], catalogue, locale).slice(0, 1) },
    ];
  });
}

function createLog(config: Config, demo: boolean): Log {
  // The demonstration's terminal belongs to the newcomer: only warnings, unless a level is asked for.
  const level = demo && config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL;
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return logger;
}
