import type { QueuedJob } from './app/delivery-ports.ts';
import { moveLeadershipGroup } from './app/leadership-group.ts';
import { forgetEvidence } from './app/review-evidence.ts';
import type { Channel, Receiver } from './channels/channel.ts';
import { BASIC_PLAN } from './channels/zalo/plan-limits.ts';
import { createBallotParts } from './compose-ballots.ts';
import type { Config } from './config.ts';
import type { MonthlyQuota } from './domain/message-quota.ts';
import type { Locale } from './domain/person.ts';
import type { Clock, EpochMs } from './lib/clock.ts';
import type { Randomness } from './lib/ids.ts';
import type { OpenedStorage } from './open-storage.ts';
import { type Catalogue, createCatalogue } from './presentation/catalogue.ts';
import { createPictures } from './reports/charts/pictures.ts';
import { fillHere } from './reports/documents/fill-template.ts';
import { createFillingRoom } from './reports/documents/filling-room.ts';
import type { FloodLimits } from './runtime/admission.ts';
import { createBackupWatch, type ScheduledBackups } from './runtime/backup-watch.ts';
import type { BallotDesk } from './runtime/ballot-desk.ts';
import { createCalendarYears } from './runtime/calendar-years.ts';
import { type Counts, createCounts } from './runtime/counts.ts';
import { createDetour } from './runtime/detour.ts';
import { documentTemplates } from './runtime/document-templates.ts';
import { createEphemeralMail } from './runtime/ephemeral.ts';
import { createFetchFile } from './runtime/fetch-file.ts';
import { createFileDesk, type FileDesk } from './runtime/file-desk.ts';
import { createFiles, type Files } from './runtime/files.ts';
import { createReceiver } from './runtime/inbound.ts';
import { createJobHandlers } from './runtime/job-handlers.ts';
import { progressShown, repeatsOf } from './runtime/job-words.ts';
import { createJobRunner, type JobRunner } from './runtime/jobs.ts';
import { createLeaverWatch } from './runtime/leaver-watch.ts';
import { createLeavingMoment } from './runtime/leaving-moment.ts';
import { createLinks } from './runtime/links.ts';
import type { Log } from './runtime/log.ts';
import { createMenuWatch } from './runtime/member-menu.ts';
import { createPost } from './runtime/post.ts';
import { createQuotaWatch } from './runtime/quota-watch.ts';
import { createSendQuotas } from './runtime/send-quota.ts';
import { createSender, type Sender, type Timers } from './runtime/sender.ts';
import { atMost, LAST_JOB_MS } from './runtime/stopping.ts';
import { createTick, type Tick } from './runtime/tick.ts';
import { showAtWork } from './runtime/typing.ts';
import { createUploadDesk, type UploadDesk } from './runtime/upload-desk.ts';

export interface BotOptions {
  readonly storage: OpenedStorage;
  readonly channels: readonly Channel[];
  readonly clock: Clock;
  readonly random: Randomness;
  readonly timers: Timers;
  readonly zone: string;
  readonly locale: Locale;
  readonly log: Log;
  /** Where the web server is reached from outside; null, or left out, where it is not: then no links are sent. */
  readonly publicUrl?: () => string | null;
  /** Bundled program that draws pictures; left out where none are drawn. */
  readonly chartWorker?: string;
  /** Bundled program that fills documents; left out where this process does. */
  readonly documentWorker?: string;
  /** Channels whose platforms take so many messages a month. */
  readonly quotas?: readonly MonthlyQuota[];
  /** What makes the daily backups; left out where none are made. */
  readonly backups?: ScheduledBackups;
  /** How much may come from whom; left out where a program writes the messages. */
  readonly flood?: FloodLimits;
}

/** The channels of a configuration whose platforms count messages. */
export function quotasOf({ ZALO_BOT_TOKEN, ZALO_MONTHLY_QUOTA }: Config): readonly MonthlyQuota[] {
  return ZALO_BOT_TOKEN === undefined ? [] : [{ channel: 'zalo', limit: ZALO_MONTHLY_QUOTA, people: BASIC_PLAN }];
}

/** The running parts of a bot, as plain objects. */
export interface Bot {
  readonly catalogue: Catalogue;
  readonly receive: Receiver;
  readonly tick: Tick;
  readonly jobs: JobRunner;
  readonly senders: readonly Sender[];
  readonly files: Files;
  /** What came in and left since the start. */
  readonly counts: Counts;
  /** What is behind the web server's `/files/…` and `/upload/…`. */
  readonly fileDesk: FileDesk;
  readonly uploadDesk: UploadDesk;
  /** What is behind the web server's `/ballot/…`. */
  readonly ballotDesk: BallotDesk;
  /** Destroys keys that elections left behind, and loads what running ones need; `start` does it first. */
  prepareBallots(): Promise<void>;
  /** Starts senders, jobs, channels and the heartbeat, in this order. */
  start(): Promise<void>;
  /** Stops receiving first and the senders last; the storage stays open. Idempotent. */
  stop(): Promise<void>;
  /** Resolves when everything that can be sent now is sent and no job is left. */
  settled(): Promise<void>;
}

/** Builds a bot over an open storage and its channels. */
export function createBot(options: BotOptions): Bot {
  const { storage, clock, random, timers, zone, log, quotas = [] } = options;
  const counts = createCounts();
  const channels = options.channels.map(counts.channel);
  const { store, delivery, unitOfWork, dataDir } = storage;
  const catalogue = createCatalogue(zone);
  const files = createFiles(dataDir.files, random);
  const { fileLinks, uploadLinks, identities, settings } = store;
  const publicUrl = options.publicUrl ?? (() => null);
  const links = createLinks({ fileLinks, uploadLinks, identities, settings, random, publicUrl });
  const dirty = new Set<string>();
  const counted = new Set(quotas.map(({ channel }) => channel));
  const capabilities = new Map(channels.map((channel) => [channel.name, channel.capabilities]));
  const { chartWorker, documentWorker } = options;
  const pictures = chartWorker === undefined ? null : createPictures({ workerFile: chartWorker, timers, catalogue });
  const filling = documentWorker === undefined ? null : createFillingRoom({ workerFile: documentWorker, timers });
  const byName = new Map(channels.map((channel) => [channel.name, channel]));
  const months = createSendQuotas({ store, random, zone }, quotas);
  const quiet = async (channel: string, chatId: string) => senders.get(channel)?.quiet(chatId);
  const ephemeral = createEphemeralMail({ channels: byName, timers, clock, log, unitOfWork, months, quiet });
  const post = createPost({
    outbox: delivery.outbox,
    identities: store.identities,
    members: store.members,
    catalogue,
    capabilities,
    filesDir: dataDir.files,
    links,
    ephemeral,
    counted,
    defaultLocale: options.locale,
    added: (channel) => dirty.add(channel),
  });
  const detour = createDetour({
    outbox: delivery.outbox,
    store,
    random,
    zone,
    capabilities,
    catalogue,
    defaultLocale: options.locale,
    post,
    counted,
    added: (channel) => dirty.add(channel),
    wake: committed,
  });
  function senderOf(channel: Channel): Sender {
    const quota = months.get(channel.name);
    const month = quota === undefined ? {} : { quota };
    const leavingMoment = createLeavingMoment({ store, random, zone });
    const shared = { identities: store.identities, unitOfWork, clock, random, timers, log, detour, leavingMoment };
    const moved = (from: string, to: string) =>
      moveLeadershipGroup({ store, now: clock.now(), random, zone }, channel.name, from, to);
    return createSender({ ...shared, moved, channel, outbox: delivery.outbox, ...month });
  }
  const senders = new Map(channels.map((channel) => [channel.name, senderOf(channel)]));

  // After every commit: only the senders that got rows are woken, and not inside the caller's stack.
  let waking = false;
  function committed(): void {
    if (waking) return;
    waking = true;
    setImmediate(() => {
      waking = false;
      for (const channel of dirty) senders.get(channel)?.wake();
      dirty.clear();
      ephemeral.release();
      jobs.wake();
      ballots.wake();
    });
  }

  // The command line may have put a message back into the queue, and no commit of ours would tell.
  function scanned(): void {
    for (const sender of senders.values()) sender.wake();
    jobs.wake();
    ballots.wake();
  }

  const shared = { store, delivery, unitOfWork, clock, random, post, log, committed };
  const receive = counts.receiver(
    createReceiver({
      ...shared,
      zone,
      defaultLocale: options.locale,
      catalogue,
      capabilities,
      ballotAddress: links.ballotAddress,
      channelDown: () => options.channels.some((channel) => channel.health().state === 'degraded'),
      quotas,
      flood: options.flood ?? null,
    }),
  );
  const handlers = createJobHandlers({
    ...shared,
    zone,
    catalogue,
    channels: byName,
    files,
    templates: documentTemplates(dataDir.root),
    fetchFile: createFetchFile(byName, files),
    links,
    outbox: delivery.outbox,
    pictures,
    fill: filling?.fill ?? fillHere,
    defaultLocale: options.locale,
  });
  const atWork = (job: QueuedJob, done: () => number | null) =>
    showAtWork(byName.get(job.channel), job.chatId, timers, () =>
      progressShown(job, done(), catalogue, store.members.byId(job.memberId)?.locale ?? options.locale),
    );
  const running = { handlers, receive, atWork, repeats: repeatsOf };
  const jobs = createJobRunner({ ...shared, defaultLocale: options.locale, ...running });
  const years = createCalendarYears(unitOfWork, () => ({ store, now: clock.now(), random, zone }), log);
  function sweepFiles(now: EpochMs): void {
    files.sweep(now);
    for (const name of unitOfWork.run(() => forgetEvidence({ store, now, zone }))) files.remove(name);
    files.sweepKept(unitOfWork.run(() => store.evidenceFiles.storedNames()));
    years.fill();
  }
  const watchQuotas = createQuotaWatch({ ...shared, zone, quotas });
  const watchMenus = createMenuWatch({ ...shared, zone, catalogue, defaultLocale: options.locale });
  const watchLeavers = createLeaverWatch({ ...shared, zone, catalogue, defaultLocale: options.locale });
  const backups = createBackupWatch({ ...shared, zone, backups: options.backups ?? null });
  const ballots = createBallotParts({ ...shared, storage, zone, catalogue, defaultLocale: options.locale });
  const tick = createTick({
    ...shared,
    timers,
    catalogue,
    defaultLocale: options.locale,
    zone,
    sweepFiles,
    watchQuotas,
    watchLeavers,
    watchMenus,
    watchBackups: backups.look,
    watchBallots: ballots.watch,
    scanned,
  });

  const uploadDesk = createUploadDesk({
    store,
    unitOfWork,
    dialogues: delivery.dialogues,
    files,
    clock,
    catalogue,
    defaultLocale: options.locale,
    receive,
    log,
  });

  return {
    catalogue,
    receive,
    tick,
    jobs,
    senders: [...senders.values()],
    files,
    counts,
    fileDesk: createFileDesk({ store, unitOfWork, files, clock }),
    uploadDesk,
    ballotDesk: ballots.desk,
    prepareBallots: ballots.prepare,
    async start() {
      await ballots.prepare();
      for (const sender of senders.values()) sender.start();
      jobs.start();
      await Promise.all(channels.map((channel) => channel.start(receive)));
      tick.start();
    },
    async stop() {
      await Promise.all(channels.map((channel) => channel.stop()));
      // What the last commits woke looks at the storage, which is closed after this.
      await new Promise((resolve) => setImmediate(resolve));
      await tick.stop();
      // A picture under way is given up: its words go alone.
      await Promise.all([pictures?.stop(), filling?.stop(), backups.stop()]);
      if (!(await atMost(jobs.stop(), LAST_JOB_MS, timers))) log.warn({}, 'a job is left for the next start');
      await years.idle();
      await Promise.all([ephemeral.stop(), ...[...senders.values()].map((sender) => sender.stop())]);
    },
    async settled() {
      let woken: boolean;
      do {
        await jobs.idle();
        await ballots.idle();
        await backups.idle();
        await Promise.all([...senders.values()].map((sender) => sender.idle()));
        await ephemeral.idle();
        // What could not be delivered may have gone another way, whose sender is about to be woken.
        woken = waking;
        await new Promise((resolve) => setImmediate(resolve));
      } while (woken);
    },
  };
}
