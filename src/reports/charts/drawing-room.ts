import { Worker } from 'node:worker_threads';
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

/** A thread of its own for drawing: made for the first picture, and gone when none has been asked for in a while. */
export interface DrawingRoom {
  /** Draws after what was asked for before; whatever happens to the thread is a problem, never a throw. */
  draw(sheet: Sheet): Promise<Result<Drawn, PictureProblem>>;
  /** Ends the thread; what is under way fails. */
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
/** A digest's picture and those that somebody asks for after it share a thread; then its memory is given back. */
const IDLE_MS = 20_000;
/** Drawing 40 divisions takes some 60 MB; a picture that takes more is not worth the process. */
const HEAP_MB = 256;

interface Order {
  readonly sheet: Sheet;
  readonly done: (result: Result<Drawn, PictureProblem>) => void;
}

/** Builds a drawing room; no thread is started yet. */
export function createDrawingRoom({ workerFile, timers }: DrawingRoomOptions): DrawingRoom {
  const waiting: Order[] = [];
  let worker: Worker | null = null;
  let current: Order | null = null;
  let cancelTimer: () => void = () => {};

  function engage(): Worker {
    if (worker !== null) return worker;
    const engaged = new Worker(workerFile, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    // The thread alone keeps no process alive.
    engaged.unref();
    engaged.on('message', (drawn: Drawn) => {
      if (worker === engaged) finish(ok(drawn));
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
    void dismissed?.terminate();
  }

  function next(): void {
    cancelTimer();
    current = waiting.shift() ?? null;
    if (current === null) {
      cancelTimer = worker === null ? () => {} : timers.after(IDLE_MS, dismiss);
      return;
    }
    cancelTimer = timers.after(PATIENCE_MS, () => {
      // Who is late is not waited for any more, and would hold up the next one.
      dismiss();
      finish(err('picture_timeout'));
    });
    engage().postMessage(current.sheet);
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
      await ending?.terminate();
    },
  };
}
