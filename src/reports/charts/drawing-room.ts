import { type ChildProcess, fork } from 'node:child_process';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Sheet } from './sheet.ts';

/** Why there is no picture: too many wait, it took too long, or drawing failed. */
export type PictureProblem = 'picture_busy' | 'picture_timeout' | 'picture_failed';

export interface Drawn {
  readonly png: Uint8Array;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * A process of its own for drawing: made for the first picture, and gone when none has been asked for in a while. A thread
 * would leave some 90 MB behind in the process that it ended in, and a fault of the rasteriser could end both.
 */
export interface DrawingRoom {
  /** Draws after what was asked for before; whatever happens to the process is a problem, never a throw. */
  draw(sheet: Sheet): Promise<Result<Drawn, PictureProblem>>;
  /** Ends the process; what is under way fails. */
  stop(): Promise<void>;
}

export interface DrawingRoomOptions {
  /** Bundled file of `worker.ts`. */
  readonly workerFile: string;
  /** Calls an action after `ms`; the function it returns calls it off. */
  readonly timers: { after(ms: number, action: () => void): () => void };
}

/** Pictures that may be under way and wait, together; the next one is refused. */
const MOST_WAITING = 8;
/** The first picture takes three seconds with all that is loaded for it, on a crowded machine many times that. */
const PATIENCE_MS = 60_000;
/** A digest's picture and those that somebody asks for after it share a process; then its memory is given back. */
const IDLE_MS = 20_000;
/** Drawing 40 divisions takes some 60 MB; a picture that takes more is not worth the process. */
const HEAP_MB = 256;

interface Order {
  readonly sheet: Sheet;
  readonly done: (result: Result<Drawn, PictureProblem>) => void;
}

/** Builds a drawing room; no process is started yet. */
export function createDrawingRoom({ workerFile, timers }: DrawingRoomOptions): DrawingRoom {
  const waiting: Order[] = [];
  let worker: ChildProcess | null = null;
  let current: Order | null = null;
  let cancelTimer: () => void = () => {};

  function engage(): ChildProcess {
    if (worker !== null) return worker;
    const engaged = fork(workerFile, [], {
      // It needs no settings, least of all tokens.
      env: {},
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    engaged.on('message', (drawn) => {
      if (worker === engaged) finish(ok(drawn as Drawn));
    });
    for (const event of ['error', 'exit'] as const) {
      engaged.on(event, () => {
        if (worker !== engaged) return;
        worker = null;
        if (current !== null) finish(err('picture_failed'));
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
      finish(err('picture_timeout'));
    });
    // A failed call is told by `error` or `exit` as well.
    const engaged = engage();
    engaged.ref();
    engaged.channel?.ref();
    engaged.send(current.sheet, () => {});
  }

  function finish(result: Result<Drawn, PictureProblem>): void {
    const finished = current;
    next();
    finished?.done(result);
  }

  return {
    draw(sheet) {
      if (waiting.length + (current === null ? 0 : 1) >= MOST_WAITING) return Promise.resolve(err('picture_busy'));
      return new Promise((done) => {
        waiting.push({ sheet, done });
        if (current === null) next();
      });
    },
    async stop() {
      cancelTimer();
      const ending = worker;
      worker = null;
      const left = current === null ? waiting.splice(0) : [current, ...waiting.splice(0)];
      current = null;
      for (const { done } of left) done(err('picture_failed'));
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
