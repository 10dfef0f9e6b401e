import type { DeliveryStore, QueuedJob, UnitOfWork } from '../app/delivery-ports.ts';
import type { Store } from '../app/ports.ts';
import type { Receiver } from '../channels/channel.ts';
import { say } from '../conversation/text-key.ts';
import type { CommandChoice, Reply } from '../conversation/types.ts';
import type { Locale } from '../domain/person.ts';
import { type Clock, type EpochMs, HOUR } from '../lib/clock.ts';
import type { Randomness } from '../lib/ids.ts';
import { machineFault } from '../lib/machine-fault.ts';
import { errorFields, type Log } from './log.ts';
import type { Post } from './post.ts';
import { isStorageFailure } from './storage-failure.ts';

/** What a finished job leads to: a result for the dialogue that waits for it, a message in its chat, or to others. */
export type JobOutcome =
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'message'; readonly reply: Reply }
  /** Messages to others, written in the transaction that ends the job. */
  | { readonly kind: 'sending'; readonly send: (post: Post, now: EpochMs) => void }
  | { readonly kind: 'nothing' };

/** `progress` hears how much of the work is done, from 0 to 1. */
export type JobHandler = (job: QueuedJob, locale: Locale, progress: (share: number) => void) => Promise<JobOutcome>;

export interface JobRunnerOptions {
  readonly store: Store;
  readonly delivery: DeliveryStore;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly defaultLocale: Locale;
  readonly post: Post;
  readonly log: Log;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly receive: Receiver;
  readonly committed: () => void;
  /** Begins a sign of life in the job's chat, with how much is done once that is known; what it returns ends it. */
  readonly atWork: (job: QueuedJob, done: () => number | null) => () => void;
  /** Commands that ask for the same again, offered where a job failed. */
  readonly repeats: (job: QueuedJob) => readonly CommandChoice[];
}

/** Runs asynchronous work one job at a time, outside any transaction. */
export interface JobRunner {
  start(): void;
  wake(): void;
  idle(): Promise<void>;
  stop(): Promise<void>;
}

const REFERENCE_BYTES = 4;
/** Jobs that ended this long ago have had their dialogues woken. */
const WAKE_AGAIN_MS = HOUR;

type FailureText = 'error.job_failed' | 'error.job_interrupted' | 'error.disk_full' | 'error.folder_closed';

/** What the machine lacks is worth telling: whoever asked can have it mended, and ask again. */
function causeOf(error: unknown): FailureText {
  const fault = machineFault(error);
  return fault === 'disk_full' || fault === 'folder_closed' ? `error.${fault}` : 'error.job_failed';
}

/** Builds the job runner; a job that a dead process left half done is taken up again, three times at most. */
export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { store, delivery, unitOfWork, clock, log, post } = options;
  let running = false;
  let working: Promise<void> | null = null;
  /** The database failed in the middle of a job: what became of it is looked up before the next one. */
  let broken = false;

  function wake(): void {
    if (!running || working !== null) return;
    working = work()
      // What was begun is taken up again, and what is queued taken, at the next wake.
      .catch((error: unknown) => {
        broken = true;
        log.error(errorFields(error), 'jobs not available');
      })
      .finally(() => {
        working = null;
      });
  }

  async function work(): Promise<void> {
    if (broken) recover();
    broken = false;
    while (running) {
      const job = unitOfWork.run(() => delivery.jobQueue.take(clock.now()));
      if (job === null) return;
      await runJob(job);
    }
  }

  async function runJob(job: QueuedJob): Promise<void> {
    const locale = localeOf(job);
    let done: number | null = null;
    let awaited = false;
    const rest = options.atWork(job, () => done);
    try {
      const handler = options.handlers[job.kind];
      if (handler === undefined) throw new Error(`no handler for job ${job.kind}`);
      const outcome = await handler(job, locale, (share) => {
        done = share;
      });
      finish(job, locale, outcome);
      awaited = outcome.kind === 'result';
    } catch (error) {
      // The disk is full or held: that is none of the job's faults, and nothing could be stored about it.
      if (isStorageFailure(error)) throw error;
      unitOfWork.run(() => fail(job, locale, causeOf(error), errorFields(error)));
      awaited = true;
    } finally {
      rest();
    }
    if (awaited) wakeDialogue(job);
    options.committed();
  }

  function fail(job: QueuedJob, locale: Locale, cause: FailureText, fields: object): void {
    const reference = options.random.token(REFERENCE_BYTES);
    log.error({ job: job.id, kind: job.kind, reference, ...fields }, 'job failed');
    delivery.jobQueue.finish(job.id, 'failed', null, clock.now());
    tell(job, locale, { say: [say(cause, { reference })], commands: options.repeats(job) });
  }

  // What ended the process three times is not tried a fourth time; whoever asked for it is told. Dialogues are woken
  // again for what has ended lately: the process may have died in between, and one that was woken takes no notice.
  function recover(): void {
    unitOfWork.run(() => {
      for (const job of delivery.jobQueue.recover(clock.now())) {
        fail(job, localeOf(job), 'error.job_interrupted', { problem: 'interrupted' });
      }
    });
    const ended = unitOfWork.run(() => delivery.jobQueue.ended(clock.now() - WAKE_AGAIN_MS));
    for (const job of ended) wakeDialogue(job);
    if (ended.length > 0) options.committed();
  }

  function localeOf(job: QueuedJob): Locale {
    return store.members.byId(job.memberId)?.locale ?? options.defaultLocale;
  }

  function finish(job: QueuedJob, locale: Locale, outcome: JobOutcome): void {
    unitOfWork.run(() => {
      delivery.jobQueue.finish(job.id, 'done', outcome.kind === 'result' ? outcome.result : null, clock.now());
      if (outcome.kind === 'message') tell(job, locale, outcome.reply);
      if (outcome.kind === 'sending') outcome.send(post, clock.now());
    });
  }

  function tell(job: QueuedJob, locale: Locale, reply: Reply): void {
    const { channel, chatId, memberId } = job;
    post.reply({ channel, chatId, memberId, locale }, [reply], `job:${job.id}:message`, clock.now(), 'job');
  }

  // The dialogue goes on through the same door as a message: one event, one transaction, once.
  function wakeDialogue(job: QueuedJob): void {
    // What no chat asked for has no dialogue.
    if (job.chatId === '') return;
    options.receive([
      {
        channel: job.channel,
        eventKey: `job:${job.id}`,
        at: clock.now(),
        chat: { id: job.chatId, kind: 'private' },
        from: { id: job.accountId, displayName: '' },
        binding: true,
        body: { kind: 'job-done', jobId: job.id },
      },
    ]);
  }

  return {
    start() {
      if (running) return;
      recover();
      running = true;
      wake();
    },
    wake,
    async idle() {
      wake();
      await working;
    },
    async stop() {
      running = false;
      await working;
    },
  };
}
