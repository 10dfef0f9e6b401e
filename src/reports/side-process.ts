import { type ChildProcess, fork } from 'node:child_process';
import { err, ok, type Result } from '../lib/result.ts';

/** Why there is no answer: too many wait, it took too long, or the process failed. */
export type SideProblem = 'busy' | 'timeout' | 'failed';

/**
 * A process of its own for work that would hold everybody up: made for the first order, and gone when there has been none
 * in a while. A thread would leave its memory behind in the process that it ended in, and a fault in it could end both.
 */
export interface SideProcess<Order, Answer> {
  /** Works after what was asked for before; whatever happens to the process is a problem, never a throw. */
  ask(order: Order): Promise<Result<Answer, SideProblem>>;
  /** Ends the process; what is under way fails. */
  stop(): Promise<void>;
}

export interface SideProcessOptions {
  /** Bundled program: takes an order by `process.on('message')` and sends one answer. */
  readonly workerFile: string;
  /** Calls an action after `ms`; the function it returns calls it off. */
  readonly timers: { after(ms: number, action: () => void): () => void };
  /** Memory that its objects may take, in MiB; a process that needs more ends. */
  readonly heapMb: number;
}

/** Orders that may be under way and wait, together; the next one is refused. */
const MOST_WAITING = 8;
/** What takes longest, a list of 20,000 people, takes a third of it; a crowded machine is slower. */
const PATIENCE_MS = 60_000;
/** What is asked for in a row shares a process; then its memory is given back. */
const IDLE_MS = 20_000;

interface Waiting<Order, Answer> {
  readonly order: Order;
  readonly done: (result: Result<Answer, SideProblem>) => void;
}

/** Builds one; no process is started yet. */
export function createSideProcess<Order extends object, Answer>({
  workerFile,
  timers,
  heapMb,
}: SideProcessOptions): SideProcess<Order, Answer> {
  const waiting: Waiting<Order, Answer>[] = [];
  let worker: ChildProcess | null = null;
  let current: Waiting<Order, Answer> | null = null;
  let cancelTimer: () => void = () => {};

  function engage(): ChildProcess {
    if (worker !== null) return worker;
    const engaged = fork(workerFile, [], {
      // It needs no settings, least of all tokens.
      env: {},
      execArgv: [`--max-old-space-size=${heapMb}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    engaged.on('message', (answer) => {
      if (worker === engaged) finish(ok(answer as Answer));
    });
    for (const event of ['error', 'exit'] as const) {
      engaged.on(event, () => {
        if (worker !== engaged) return;
        worker = null;
        if (current !== null) finish(err('failed'));
      });
    }
    worker = engaged;
    return engaged;
  }

  function dismiss(): void {
    const dismissed = worker;
    worker = null;
    dismissed?.kill('SIGKILL');
  }

  function next(): void {
    cancelTimer();
    current = waiting.shift() ?? null;
    if (current === null) {
      // With nothing to do it keeps nobody from ending.
      worker?.unref();
      worker?.channel?.unref();
      cancelTimer = worker === null ? () => {} : timers.after(IDLE_MS, dismiss);
      return;
    }
    cancelTimer = timers.after(PATIENCE_MS, () => {
      // Who is late is not waited for any more, and would hold up the next one.
      dismiss();
      finish(err('timeout'));
    });
    // A failed call is told by `error` or `exit` as well.
    const engaged = engage();
    engaged.ref();
    engaged.channel?.ref();
    engaged.send(current.order, () => {});
  }

  function finish(result: Result<Answer, SideProblem>): void {
    const finished = current;
    next();
    finished?.done(result);
  }

  return {
    ask(order) {
      if (waiting.length + (current === null ? 0 : 1) >= MOST_WAITING) return Promise.resolve(err('busy'));
      return new Promise((done) => {
        waiting.push({ order, done });
        if (current === null) next();
      });
    },
    async stop() {
      cancelTimer();
      const ending = worker;
      worker = null;
      const left = current === null ? waiting.splice(0) : [current, ...waiting.splice(0)];
      current = null;
      for (const { done } of left) done(err('failed'));
      await ended(ending);
    },
  };
}

function ended(process: ChildProcess | null): Promise<void> {
  if (process === null || process.exitCode !== null || process.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    // Whoever waits for its end must not end before.
    process.ref();
    process.once('exit', () => resolve());
    process.kill('SIGKILL');
  });
}
