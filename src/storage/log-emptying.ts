import type { Database } from './database.ts';

/** Empties the write-ahead log after commits whose earlier rows must be gone: ballots, and what was erased. */
export interface LogEmptying {
  /** Something of the kind was written in the transaction that runs. */
  wrote(): void;
  /** A transaction ended; until the log could be emptied, every later commit tries again. */
  committed(): void;
}

/** The log would hold the boxes as they were after each cast, one version after the other, and what was erased. */
export function createLogEmptying({ sqlite }: Database): LogEmptying {
  let due = false;
  return {
    wrote() {
      due = true;
    },
    committed() {
      if (!due) return;
      const timeout = sqlite.pragma('busy_timeout', { simple: true });
      // Another process that reads (the command line) must not stop the bot until it is through: the next commit tries.
      sqlite.pragma('busy_timeout = 0');
      try {
        const [state] = sqlite.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
        due = state?.busy !== 0;
      } catch {
        // The commit stands: whoever made it must not take it for undone because the disk is full now.
        due = true;
      } finally {
        sqlite.pragma(`busy_timeout = ${String(timeout)}`);
      }
    },
  };
}
