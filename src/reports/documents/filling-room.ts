import { err, type Result } from '../../lib/result.ts';
import { createSideProcess, type SideProcessOptions } from '../side-process.ts';
import type { Fill, FillOrder } from './fill-template.ts';
import type { TemplateProblem } from './template-problem.ts';

/** Fills templates in a process of its own (`worker.ts`, bundled). */
export interface FillingRoom {
  readonly fill: Fill;
  /** Ends the process; what is under way fails. */
  stop(): Promise<void>;
}

/** A list of 20,000 people was made within it. */
const HEAP_MB = 1536;

/** Builds one; no process is started yet. */
export function createFillingRoom(options: Omit<SideProcessOptions, 'heapMb'>): FillingRoom {
  const side = createSideProcess<FillOrder, Result<Uint8Array, TemplateProblem>>({ ...options, heapMb: HEAP_MB });
  return {
    async fill(order) {
      const filled = await side.ask(order);
      return filled.ok ? filled.value : err({ code: `document_${filled.error}`, file: order.template.file, tags: [] });
    },
    stop: side.stop,
  };
}
