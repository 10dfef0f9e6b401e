import type { Channel } from '../../../src/channels/channel.ts';
import type { Sleep } from '../../../src/channels/platform/pause.ts';
import type { FakeTelegram } from '../../support/fake-telegram/start.ts';
import type { FakeTime } from '../../support/fake-time.ts';
import type { FakeZalo } from '../../support/fake-zalo/start.ts';
import type { OfficeClock } from '../../support/office-clock.ts';

/** One time for clock, timers, pauses of the channels and both fakes: it jumps to what is due next, once all is quiet. */
export interface Passing extends FakeTime {
  /** The office's clock, which is moved with it. */
  follow(clock: OfficeClock): void;
  /** Counts the calls that are under way through a channel. */
  watched(channel: Channel): Channel;
  /** Lets things happen, and time pass where nothing more happens by itself, until the condition holds. */
  until(condition: () => boolean, fakes: Fakes): Promise<void>;
  /** Pauses and deadlines of the channels. */
  readonly sleep: Sleep;
  /** How much time has passed, ms. */
  passed(): number;
}

interface Fakes {
  readonly telegram: FakeTelegram;
  readonly zalo: FakeZalo;
}

/** More than a day: what has not come by then comes never. */
const LONGEST_MS = 30 * 3_600_000;
/** Turns of the event loop in which nothing happened: then nothing is under way but what waits for its time. */
const QUIET_TURNS = 12;
const TURN_MS = 1;
/** Deadlines of the channels' calls, ms: while one is set, the call is under way (api.ts, client.ts). */
const POLL_DEADLINES = [65_000, 45_000];
const CALL_DEADLINES = [20_000, 10_000];

/** A time that starts where the office's clock stands. */
export function createPassing(): Passing {
  let clock: OfficeClock | null = null;
  let passed = 0;
  let due: { readonly at: number; readonly act: () => void }[] = [];
  let underWay = 0;
  let sleeping: readonly number[] = [];
  /** Signals of the channels' runs: a deadline has one of its own, a pause of ten seconds has not. */
  const known = new WeakSet<AbortSignal>();

  function counted<A extends readonly unknown[], R>(call: ((...args: A) => Promise<R>) | undefined) {
    if (call === undefined) return undefined;
    return async (...args: A): Promise<R> => {
      underWay += 1;
      try {
        return await call(...args);
      } finally {
        underWay -= 1;
      }
    };
  }

  function advanceToNext(): void {
    const next = due.toSorted((left, right) => left.at - right.at)[0];
    if (next === undefined) throw new Error('nothing is due any more, and the condition does not hold');
    due = due.filter((other) => other !== next);
    const ms = Math.max(0, next.at - passed);
    passed += ms;
    clock?.advance(ms);
    next.act();
  }

  const asleep = (lengths: readonly number[]) => sleeping.filter((ms) => lengths.includes(ms)).length;

  /** Nothing is on its way between bot and platforms but what a platform holds. */
  function still({ telegram, zalo }: Fakes): boolean {
    const calls = [...telegram.calls(), ...zalo.calls()];
    const hanging = calls.filter(({ outcome }) => outcome === 'hanging').length;
    const held = (telegram.calls('getUpdates').at(-1)?.outcome === 'open' ? 1 : 0) + (zalo.polling() ? 1 : 0);
    if (asleep(POLL_DEADLINES) > held + hanging) return false;
    if (calls.some(({ outcome, method }) => outcome === 'open' && method !== 'getUpdates')) return false;
    const busy = underWay + asleep(CALL_DEADLINES) > 0;
    return (!busy || hanging > 0) && !zalo.delivering();
  }

  const passing: Passing = {
    now: () => clock?.now() ?? Date.UTC(2022, 1, 14, 1, 30),
    after(ms, act) {
      const entry = { at: passed + ms, act };
      due.push(entry);
      return () => {
        due = due.filter((other) => other !== entry);
      };
    },
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const counts = known.has(signal) ? [] : [ms];
        known.add(signal);
        sleeping = [...sleeping, ...counts];
        const end = () => {
          if (counts.length > 0) sleeping = sleeping.toSpliced(sleeping.indexOf(ms), 1);
          cancel();
          signal.removeEventListener('abort', end);
          resolve();
        };
        const cancel = passing.after(ms, end);
        signal.addEventListener('abort', end, { once: true });
      }),
    follow(followed) {
      clock = followed as OfficeClock;
    },
    watched(channel) {
      const { sendLimits: _paced, ...unpaced } = channel;
      const send = counted(channel.send) ?? channel.send;
      const answers = counted(channel.answers);
      const fetchFile = counted(channel.fetchFile);
      const typing = counted(channel.typing);
      return {
        ...unpaced,
        send,
        ...(answers === undefined ? {} : { answers }),
        ...(fetchFile === undefined ? {} : { fetchFile }),
        ...(typing === undefined ? {} : { typing }),
      };
    },
    passed: () => passed,
    async until(condition, fakes) {
      const end = passed + LONGEST_MS;
      for (let quiet = 0; !condition(); ) {
        await new Promise((resolve) => setTimeout(resolve, TURN_MS));
        quiet = still(fakes) ? quiet + 1 : 0;
        if (quiet < QUIET_TURNS) continue;
        advanceToNext();
        quiet = 0;
        if (passed > end) throw new Error('the condition does not hold within a day');
      }
    },
  };
  return passing;
}
