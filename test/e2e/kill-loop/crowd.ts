import type { Talker } from './talker.ts';

/** Everybody with an errand, looking at their screens while the bot lives. */
export interface Crowd {
  /** They look from now on; nobody looks while the bot is dead. */
  watch(looking: boolean): void;
  /** Resolves when nobody wants anything any more and nothing is on its way; rejects when somebody was left alone. */
  readonly done: Promise<void>;
  /** Nobody starts another version. */
  finish(): void;
  leave(): void;
}

/** How often the screens are looked at: the ends of things in another process cannot be subscribed to. */
const LOOK_MS = 10;

/** Gathers people; until `finish`, whoever is done wants more. `quiet`: no message waits to be sent, to whomever. */
export function gatherCrowd(talkers: readonly Talker[], quiet: () => boolean): Crowd {
  let looking = false;
  let finishing = false;
  let settle: { resolve(): void; reject(error: unknown): void } = { resolve() {}, reject() {} };
  const done = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  const timer = setInterval(() => {
    if (!looking) return;
    try {
      for (const talker of talkers) {
        talker.look();
        if (!finishing && talker.resting()) talker.again();
      }
      if (finishing && talkers.every((talker) => talker.resting()) && quiet()) settle.resolve();
    } catch (error) {
      looking = false;
      settle.reject(error);
    }
  }, LOOK_MS);
  return {
    watch(now) {
      looking = now;
    },
    done,
    finish() {
      finishing = true;
    },
    leave: () => clearInterval(timer),
  };
}
