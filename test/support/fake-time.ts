/** A fake platform's time: the machine's, or a test's that moves only when told. */
export interface FakeTime {
  /** UTC ms. */
  now(): number;
  /** Runs `act` after `ms`; the returned function takes it back. */
  after(ms: number, act: () => void): () => void;
}

/** The machine's time. */
export const realTime: FakeTime = {
  now: () => Date.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

/** A time that stands still until `advance`. */
export interface MovableTime extends FakeTime {
  advance(ms: number): void;
}

/** Time from `start` (UTC ms), moved by hand; what falls due runs in order. */
export function movableTime(start: number): MovableTime {
  let now = start;
  let due: { readonly at: number; readonly act: () => void }[] = [];
  return {
    now: () => now,
    after(ms, act) {
      const entry = { at: now + ms, act };
      due.push(entry);
      return () => {
        due = due.filter((other) => other !== entry);
      };
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const next = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        due = due.filter((other) => other !== next);
        now = Math.max(now, next.at);
        next.act();
      }
      now = end;
    },
  };
}
