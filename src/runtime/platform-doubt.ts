import type { Channel } from '../channels/channel.ts';
import type { Clock, EpochMs } from '../lib/clock.ts';
import { MINUTE, SECOND } from '../lib/clock.ts';
import type { Log } from './log.ts';

/** Whether a platform answers at all, after a call of which nobody knows whether it was carried out. */
export interface PlatformDoubt {
  /** Something was sent and no clear answer came. */
  raise(): void;
  /** Whether nothing more may leave now; asks the platform, where it is time to. */
  holds(now: EpochMs): boolean;
  /** When the platform is asked again; null while it is being asked, or where there is no doubt. */
  nextAsk(): EpochMs | null;
  readonly asking: boolean;
}

export interface PlatformDoubtOptions {
  readonly channel: Pick<Channel, 'name' | 'answers'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Called when an answer came, or did not. */
  readonly asked: () => void;
}

const FIRST_PAUSE_MS = SECOND;
const LONGEST_PAUSE_MS = MINUTE;

/**
 * Builds the doubt about one platform. Each message to a platform that is out of order may arrive all the same, and is
 * then not repeated for ever: so something harmless is asked first, until there is an answer.
 */
export function createPlatformDoubt({ channel, clock, log, signal, asked }: PlatformDoubtOptions): PlatformDoubt {
  let doubted = false;
  let asking = false;
  let failures = 0;
  let next: EpochMs = 0;

  async function ask(): Promise<void> {
    const answered = (await channel.answers?.(signal)) ?? true;
    asking = false;
    if (answered) {
      if (failures > 0) log.info({ channel: channel.name, failures }, 'the platform answers again');
      doubted = false;
      failures = 0;
    } else {
      failures += 1;
      const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10));
      next = clock.now() + pauseMs;
      log.warn(
        { channel: channel.name, problem: 'no-answer', failures, pauseMs },
        'the platform does not answer, messages wait',
      );
    }
    asked();
  }

  return {
    raise() {
      if (channel.answers === undefined || doubted) return;
      doubted = true;
      next = 0;
    },
    holds(now) {
      if (!doubted) return false;
      // Also after the clock was put back.
      if (!asking && (now >= next || next - now > LONGEST_PAUSE_MS)) {
        asking = true;
        void ask();
      }
      return true;
    },
    nextAsk: () => (doubted && !asking ? next : null),
    get asking() {
      return asking;
    },
  };
}
