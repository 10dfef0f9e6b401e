import { err, type Result } from '../../lib/result.ts';
import { createSideProcess, type SideProcessOptions } from '../side-process.ts';
import type { Sheet } from './sheet.ts';

/** Why there is no picture: too many wait, it took too long, or drawing failed. */
export type PictureProblem = 'picture_busy' | 'picture_timeout' | 'picture_failed';

export interface Drawn {
  readonly png: Uint8Array;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** Draws in a process of its own (`worker.ts`, bundled). */
export interface DrawingRoom {
  /** Draws after what was asked for before; whatever happens to the process is a problem, never a throw. */
  draw(sheet: Sheet): Promise<Result<Drawn, PictureProblem>>;
  /** Ends the process; what is under way fails. */
  stop(): Promise<void>;
}

export type DrawingRoomOptions = Omit<SideProcessOptions, 'heapMb'>;

/** Drawing 40 divisions takes some 60 MB; a picture that takes more is not worth the process. */
const HEAP_MB = 256;

/** Builds a drawing room; no process is started yet. */
export function createDrawingRoom(options: DrawingRoomOptions): DrawingRoom {
  const { ask, stop } = createSideProcess<Sheet, Drawn>({ ...options, heapMb: HEAP_MB });
  return {
    async draw(sheet) {
      const drawn = await ask(sheet);
      return drawn.ok ? drawn : err(`picture_${drawn.error}`);
    },
    stop,
  };
}
