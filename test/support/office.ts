import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { issueCodes, link } from '../../src/app/linking.ts';
import { importPlan } from '../../src/app/plan-import.ts';
import type { Account, Work } from '../../src/app/ports.ts';
import { applyStaff, previewStaff } from '../../src/app/staff-import.ts';
import type { Channel } from '../../src/channels/channel.ts';
import { createLocalChannel, type LocalChannel } from '../../src/channels/local/local-channel.ts';
import { type Bot, createBot } from '../../src/composition.ts';
import { readDemoFiles } from '../../src/demo/demo-data.ts';
import type { MonthlyQuota } from '../../src/domain/message-quota.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Randomness } from '../../src/lib/ids.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { type OpenedStorage, openStorage } from '../../src/open-storage.ts';
import { type Catalogue, createCatalogue } from '../../src/presentation/catalogue.ts';
import { staffVocabulary } from '../../src/presentation/staff-sheet-terms.ts';
import type { FloodLimits } from '../../src/runtime/admission.ts';
import type { ScheduledBackups } from '../../src/runtime/backup-watch.ts';
import { type Sender, systemTimers, type Timers } from '../../src/runtime/sender.ts';
import { type OfficeClock, officeClock, ZONE } from './office-clock.ts';
import { recordingLog } from './recording-log.ts';
import { seededRandomness } from './seeded-randomness.ts';

/** Monday of the second week of registration, when most tests begin. */
const OFFICE_START = '2022-02-14 08:30';
/** When the plan and the staff of the example were imported. */
const IMPORTED_AT = '2022-02-01 08:00';

/** People of the example by what they are (examples/staff.xlsx). */
export const CAST = {
  leader: 'CB001',
  secretary: 'CB005',
  admin: 'CB007',
  /** Head of Phòng Chính sách Dân tộc. */
  head: 'CB017',
  /** Staff of the same division. */
  staff: 'CB019',
  colleague: 'CB020',
  /** Head and staff of another division. */
  otherHead: 'CB023',
  otherStaff: 'CB025',
  /** Newcomers of the stories: in the list, linked by nobody. */
  stranger: 'CB021',
} as const;

/** An office with the example's plan and staff on a database of its own, and a bot that runs on it. */
export interface Office {
  readonly folder: string;
  readonly clock: OfficeClock;
  readonly random: Randomness;
  readonly catalogue: Catalogue;
  readonly plan: Plan;
  readonly log: ReturnType<typeof recordingLog>;
  /** Buttons and formatting, as Telegram. */
  readonly rich: LocalChannel;
  /** Bare text, as Zalo. */
  readonly text: LocalChannel;
  readonly storage: OpenedStorage;
  readonly bot: Bot;
  person(code: string): Person;
  /** Links an account of the same name as the staff code, without talking. */
  link(code: string, channel?: string): void;
  linkAccount(code: string, account: Account & { readonly chatId: string }): void;
  /** A one-time code, as it is printed. */
  codeFor(code: string): string;
  /** Runs use cases in one transaction. */
  work<T>(use: (work: Work) => T): T;
  /** Changes a person's row, as an import of the staff list does. */
  change(code: string, changes: Partial<Pick<Person, 'roles' | 'active' | 'phone' | 'divisionCode'>>): void;
  /** Everything that is due now fires; resolves when it is sent. */
  tick(): Promise<number>;
  /** Ends the process and starts another one on the same database, or on what was put in its place meanwhile. */
  restart(meanwhile?: () => void): Promise<void>;
}

export interface OfficeOptions {
  readonly at?: string;
  /** Further channels that the bot serves, made anew at every start. */
  readonly channels?: (clock: OfficeClock) => readonly Channel[];
  readonly timers?: Timers;
  /** Address of the office's web server, for links; without it there is none. */
  readonly publicUrl?: () => string | null;
  /** Channels on which messages are counted. */
  readonly quotas?: readonly MonthlyQuota[];
  /** Bundled program that draws pictures; without it none are drawn. */
  readonly chartWorker?: string;
  /** How much may come from whom; without it nothing is held back. */
  readonly flood?: FloodLimits;
  /** What makes the daily backups; without it none are made. */
  readonly backups?: () => ScheduledBackups;
  /** Changes the opened storage before a bot is built on it: for faults of the machine. */
  readonly storage?: (opened: OpenedStorage) => OpenedStorage;
}

/** Opens an office; it closes with the test. */
export async function openOffice(options: OfficeOptions = {}): Promise<Office> {
  const catalogue = createCatalogue(ZONE);
  const { plan, database } = await template();
  const folder = mkdtempSync(join(tmpdir(), 'thidua-office-'));
  copyFileSync(database, join(folder, 'thidua.db'));
  const clock = officeClock(options.at ?? OFFICE_START);
  const random = seededRandomness('office');
  const log = recordingLog();
  let running = await start();

  async function start() {
    const opened = await openStorage(folder, projectRoot, clock.now());
    if (!opened.ok) throw new Error(`storage refused: ${opened.error.kind}`);
    const storage = options.storage?.(opened.value) ?? opened.value;
    const rich = createLocalChannel({ clock, randomness: random });
    const text = createLocalChannel({ clock, randomness: random, capabilities: 'text-only' });
    const channels = [rich, text, ...(options.channels?.(clock) ?? [])];
    const timers = options.timers ?? systemTimers;
    const { publicUrl = () => null, quotas = [], chartWorker } = options;
    const drawing = chartWorker === undefined ? {} : { chartWorker };
    const held = options.flood === undefined ? {} : { flood: options.flood };
    const scheduled = options.backups === undefined ? {} : { backups: options.backups() };
    const world = { storage, channels, clock, random, timers, zone: ZONE, log };
    const bot = createBot({ ...world, locale: 'vi', publicUrl, quotas, ...drawing, ...held, ...scheduled });
    await bot.prepareBallots();
    // Everything but the heartbeat, which fires by the machine's clock: a test calls `tick`.
    for (const sender of bot.senders as readonly Sender[]) sender.start();
    bot.jobs.start();
    await Promise.all(channels.map((channel) => channel.start(bot.receive)));
    return { storage, rich, text, bot };
  }

  async function stop(): Promise<void> {
    await running.bot.stop();
    running.storage.close();
  }

  onTestFinished(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const office: Office = {
    folder,
    clock,
    random,
    catalogue,
    plan,
    log,
    get rich() {
      return running.rich;
    },
    get text() {
      return running.text;
    },
    get storage() {
      return running.storage;
    },
    get bot() {
      return running.bot;
    },
    person(code) {
      const found = running.storage.store.members.byCode(code);
      if (found === null) throw new Error(`nobody has the code ${code}`);
      return found;
    },
    link(code, channel = 'local') {
      office.linkAccount(code, { channel, accountId: code, chatId: code });
    },
    linkAccount(code, account) {
      office.work((work) => link(work, account, office.person(code)));
    },
    codeFor(code) {
      const [issued] = office.work((work) => issueCodes(work, [office.person(code)]));
      return issued?.code ?? '';
    },
    work: (use) =>
      running.storage.unitOfWork.run(() => use({ store: running.storage.store, now: clock.now(), random, zone: ZONE })),
    change(code, changes) {
      const { fullName, divisionCode, position, roles, councilPost, phone, employment, active } = office.person(code);
      const record = { code, fullName, divisionCode, position, roles, councilPost, phone, employment, active };
      office.work(({ store, now }) => store.members.save({ ...record, ...changes }, now));
    },
    async tick() {
      const fired = running.bot.tick.run();
      await running.bot.settled();
      return fired;
    },
    async restart(meanwhile) {
      await stop();
      meanwhile?.();
      running = await start();
    },
  };
  return office;
}

interface Template {
  readonly plan: Plan;
  readonly database: string;
}

let made: Promise<Template> | null = null;

// Reading the spreadsheet and migrating cost more than any test: done once in a process, then copied.
function template(): Promise<Template> {
  made ??= makeTemplate();
  return made;
}

async function makeTemplate(): Promise<Template> {
  const catalogue = createCatalogue(ZONE);
  const files = await readDemoFiles(projectRoot, catalogue);
  const folder = mkdtempSync(join(tmpdir(), 'thidua-office-template-'));
  mkdirSync(folder, { recursive: true });
  const { now } = officeClock(IMPORTED_AT);
  const opened = await openStorage(folder, projectRoot, now());
  if (!opened.ok) throw new Error(`storage refused: ${opened.error.kind}`);
  const { store, unitOfWork, close } = opened.value;
  unitOfWork.run(() => {
    const work: Work = { store, now: now(), random: seededRandomness('template'), zone: ZONE };
    importPlan(work, files.plan);
    applyStaff(work, previewStaff(work, files.rows, staffVocabulary(catalogue, 'vi')));
  });
  close();
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return { plan: files.plan, database: join(folder, 'thidua.db') };
}
