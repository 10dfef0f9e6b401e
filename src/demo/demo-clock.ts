import type { Settings } from '../app/ports.ts';
import type { Clock, EpochMs } from '../lib/clock.ts';

const OFFSET = 'demo_clock_offset_ms';

/** The demonstration's clock: it runs with the machine's, a stored distance away, and can be put forward. */
export interface MovableClock extends Clock {
  moveTo(instant: EpochMs): void;
}

/** Builds the movable clock; without a stored distance it shows `start`. */
export function createMovableClock(settings: Settings, machine: Clock, start: EpochMs): MovableClock {
  const stored = settings.get(OFFSET);
  let offset = stored === null ? start - machine.now() : Number(stored);
  settings.set(OFFSET, String(offset));
  return {
    now: () => machine.now() + offset,
    moveTo(instant) {
      offset = instant - machine.now();
      settings.set(OFFSET, String(offset));
    },
  };
}
