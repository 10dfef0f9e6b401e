import type { UnitOfWork } from '../app/delivery-ports.ts';
import type { Channel, SendOutcome } from '../channels/channel.ts';
import type { ChannelName } from '../conversation/types.ts';
import { type Clock, SECOND } from '../lib/clock.ts';
import type { OutboundText } from '../presentation/types.ts';
import { errorFields, type Log } from './log.ts';
import { ANSWERS } from './send-queue.ts';
import type { SendQuota } from './send-quota.ts';
import type { Timers } from './sender.ts';
import { atMost, LAST_CALLS_MS } from './stopping.ts';

/** A reply that is never stored, rendered for its chat. */
export interface EphemeralMessage {
  readonly channel: ChannelName;
  readonly chatId: string;
  /** Whose question this is, or the end of one: an earlier question of theirs is wiped from the screen. Null for a notice. */
  readonly owner: string | null;
  /** Whether it asks, with choices that stay on the screen. */
  readonly asks: boolean;
  readonly parts: readonly OutboundText[];
  /** Put in the place of a question that was answered further down, or in another chat. */
  readonly wiped: OutboundText;
}

/** What must leave no trace: held in memory while its transaction runs, sent after the commit, tried for a short while. */
export interface EphemeralMail {
  /** Adds a message in the transaction that causes it; it goes with it if that is undone. */
  add(message: EphemeralMessage): void;
  /** Sends what was added; called outside transactions, after a commit. */
  release(): void;
  /** Resolves when all that can be sent now has been. */
  idle(): Promise<void>;
  /** Sends for a moment more what waits, and drops the rest. */
  stop(): Promise<void>;
}

export interface EphemeralOptions {
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly timers: Timers;
  readonly log: Log;
  readonly clock: Clock;
  readonly unitOfWork: UnitOfWork;
  /** Channels whose platforms count messages. */
  readonly months: ReadonlyMap<ChannelName, Pick<SendQuota, 'count'>>;
  /** Resolves when no stored answer to this chat is on its way. */
  readonly quiet: (channel: ChannelName, chatId: string) => Promise<void>;
}

/** Pauses of a message add up to no more: whoever taps again after two minutes has seen that nothing came. */
const PATIENCE_MS = 90 * SECOND;
const AMBIGUOUS_PAUSE_MS = 5 * SECOND;
/** How long a stored answer is waited for. */
const QUIET_MS = 3 * SECOND;
/** Messages of one chat that wait; more come from nobody who reads them. */
const MOST_WAITING = 50;

/** One call to a platform; `closes` is the message of which it is the last part. */
interface Part {
  readonly channel: ChannelName;
  readonly chatId: string;
  readonly outbound: OutboundText;
  readonly closes: EphemeralMessage | null;
}

/** A question on somebody's screen. */
type Standing = Pick<EphemeralMessage, 'channel' | 'chatId' | 'wiped'> & { readonly messageId: string };

/** Builds the ephemeral mail of a process. */
export function createEphemeralMail(options: EphemeralOptions): EphemeralMail {
  const { channels, timers, clock, log, unitOfWork } = options;
  let held: EphemeralMessage[] = [];
  /** What waits by chat; a chat is in here while it is sent to. */
  const lines = new Map<string, Part[]>();
  const resting = new Set<() => void>();
  /** The question that each person has on a screen. */
  const standing = new Map<string, Standing>();
  const abort = new AbortController();
  let stopping = false;
  let idlers: (() => void)[] = [];

  function release(): void {
    const released = held;
    held = [];
    for (const message of released) {
      const { channel, chatId, parts } = message;
      for (const [index, outbound] of parts.entries()) {
        put({ channel, chatId, outbound, closes: index === parts.length - 1 ? message : null });
      }
    }
  }

  function put(part: Part): void {
    const { channel, chatId } = part;
    const key = `${channel}:${chatId}`;
    const line = lines.get(key);
    if (line === undefined) {
      lines.set(key, [part]);
      void work(key, channel, chatId);
      return;
    }
    line.push(part);
    if (line.length <= MOST_WAITING) return;
    line.shift();
    dropped(channel, 'too-many');
  }

  async function work(key: string, channel: ChannelName, chatId: string): Promise<void> {
    const line = lines.get(key) ?? [];
    await atMost(options.quiet(channel, chatId), QUIET_MS, timers);
    for (let part = line.shift(); part !== undefined; part = line.shift()) await deliver(part);
    lines.delete(key);
    tell();
  }

  async function deliver(part: Part): Promise<void> {
    const { channel, closes } = part;
    let waited = 0;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await call(part);
      if (outcome.kind === 'sent' || outcome.kind === 'ambiguous') count(channel);
      if (outcome.kind === 'sent') {
        if (closes !== null) stand(closes, outcome.messageId);
        return;
      }
      const pause = pauseAfter(outcome, attempt);
      waited += pause ?? 0;
      if (pause === null || waited > PATIENCE_MS || stopping) {
        dropped(channel, outcome.kind);
        return;
      }
      await rest(pause);
    }
  }

  // What left, or may have, counts as an answer does.
  function count(channel: ChannelName): void {
    const month = options.months.get(channel);
    if (month === undefined) return;
    try {
      unitOfWork.run(() => month.count(ANSWERS, clock.now()));
    } catch (error) {
      log.error({ channel, ...errorFields(error) }, 'a message could not be counted');
    }
  }

  function dropped(channel: ChannelName, outcome: string): void {
    log.warn({ channel, outcome }, 'a message that is not stored was dropped');
  }

  async function call({ channel: name, chatId, outbound }: Part): Promise<SendOutcome> {
    const channel = channels.get(name);
    if (channel === undefined) return { kind: 'rejected', detail: 'no-channel' };
    try {
      return await channel.send(chatId, outbound, abort.signal);
    } catch (error) {
      log.error({ channel: name, ...errorFields(error) }, 'channel threw while sending');
      return { kind: 'ambiguous', detail: 'channel-threw' };
    }
  }

  // Nothing that was chosen stays to be read: a question is answered in place, or wiped when the talk goes on elsewhere.
  function stand({ owner, asks, channel, chatId, wiped }: EphemeralMessage, messageId: string | null): void {
    if (owner === null) return;
    const before = standing.get(owner);
    standing.delete(owner);
    if (asks && messageId !== null) standing.set(owner, { channel, chatId, wiped, messageId });
    if (before === undefined || before.messageId === messageId) return;
    if (channels.get(before.channel)?.capabilities.edits !== true) return;
    put({ ...before, outbound: { ...before.wiped, editMessageId: before.messageId }, closes: null });
  }

  /** Waits, unless it is stopped meanwhile. */
  function rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        resting.delete(wake);
        cancel();
        resolve();
      };
      const cancel = timers.after(ms, wake);
      resting.add(wake);
      if (stopping) wake();
      tell();
    });
  }

  function tell(): void {
    if (lines.size > resting.size) return;
    for (const resolve of idlers) resolve();
    idlers = [];
  }

  function idle(): Promise<void> {
    return new Promise((resolve) => {
      idlers.push(resolve);
      tell();
    });
  }

  return {
    add(message) {
      held.push(message);
      unitOfWork.onUndo(() => {
        held = held.filter((other) => other !== message);
      });
    },
    release,
    idle,
    async stop() {
      release();
      stopping = true;
      for (const wake of [...resting]) wake();
      await atMost(idle(), LAST_CALLS_MS, timers);
      abort.abort();
    },
  };
}

/** How long to wait before another try; null where there is none. */
function pauseAfter(outcome: Exclude<SendOutcome, { kind: 'sent' }>, attempt: number): number | null {
  switch (outcome.kind) {
    case 'rate-limited':
      return outcome.retryAfterMs;
    case 'unavailable':
      return SECOND * 2 ** (attempt - 1);
    case 'ambiguous':
      return attempt === 1 ? AMBIGUOUS_PAUSE_MS : null;
    default:
      return null;
  }
}
