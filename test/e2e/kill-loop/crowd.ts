import type { Registrant } from './registrant.ts';

/** Everybody who registers, looking at their screens while the bot lives. */
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

/** Gathers the registrants; until `finish`, whoever is done amends. `quiet`: no message waits to be sent, to whomever. */
export function gatherCrowd(registrants: readonly Registrant[], quiet: () => boolean): Crowd {
  let looking = false;
  let finishing = false;
  let settle: { resolve(): void; reject(error: unknown): void } = { resolve() {}, reject() {} };
  const done = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  const timer = setInterval(() => {
    if (!looking) return;
    try {
      for (const registrant of registrants) {
        registrant.look();
        if (!finishing && registrant.resting()) registrant.amend();
      }
      if (finishing && registrants.every((registrant) => registrant.resting()) && quiet()) settle.resolve();
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
