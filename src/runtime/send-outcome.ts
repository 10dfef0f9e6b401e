import type { Outbox, WaitingMessage } from '../app/delivery-ports.ts';
import type { Identities } from '../app/ports.ts';
import type { SendOutcome } from '../channels/channel.ts';
import type { ChannelName } from '../conversation/types.ts';
import type { Clock, EpochMs } from '../lib/clock.ts';
import type { Randomness } from '../lib/ids.ts';
import type { Detour, Obstacle } from './detour.ts';
import type { Log } from './log.ts';
import { type NextStep, nextStep } from './retry-policy.ts';
import { isBulk, type SendQueue } from './send-queue.ts';
import { QUOTA_PROBLEMS, type SendQuota } from './send-quota.ts';

export interface SendOutcomeOptions {
  readonly channel: ChannelName;
  readonly outbox: Outbox;
  readonly identities: Identities;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly log: Log;
  readonly queue: Pick<SendQueue, 'putBack' | 'putOff' | 'drop'>;
  /** Another way for what cannot arrive in its chat. */
  readonly detour?: Detour;
  /** Told inside the transaction that a chat has another id now: what else the office knows of it follows. */
  readonly moved?: (from: string, to: string) => void;
  /** The channel's month, where its platform counts messages. */
  readonly quota?: SendQuota;
  /** Nothing of the channel leaves before. */
  readonly pause: (until: EpochMs) => void;
}

/** What becomes of messages, in rows and in the queue; called inside a transaction. */
export interface SendOutcomes {
  /** Stores an outcome; `message.attempts` does not count this try yet. */
  settle(message: WaitingMessage, outcome: SendOutcome): void;
  /** A reminder or digest for which the month has no room: it goes another way, or waits for the next month. */
  putOff(message: WaitingMessage, now: EpochMs): void;
  /** A message to somebody who gave its chat up: it goes another way, and its row is erased with the chat's other traces. */
  redirect(message: WaitingMessage, now: EpochMs): void;
}

const REFERENCE_BYTES = 4;

/** Builds what settles the messages of one channel. */
export function createSendOutcomes(options: SendOutcomeOptions): SendOutcomes {
  const { channel, outbox, identities, clock, random, log, queue, quota } = options;
  /** When the month ends about whose refusal the log was told. */
  let warnedUntil: EpochMs = 0;

  function settle(message: WaitingMessage, outcome: SendOutcome): void {
    const now = clock.now();
    const attempts = message.attempts + 1;
    countOutcome(message, outcome, now);
    const step = nextStep(outcome, message.kind, attempts);
    switch (step.kind) {
      case 'sent':
        outbox.sent(message.id, step.messageId, now);
        return;
      case 'postpone':
        if (step.problem === QUOTA_PROBLEMS.exhausted) refused(message, step, now);
        else postpone(message, step, now);
        return;
      case 'move':
        outbox.postpone(message.id, now, 'chat-moved', false);
        outbox.moveChat(channel, message.chatId, step.newChatId);
        identities.moveChat(channel, message.chatId, step.newChatId);
        options.moved?.(message.chatId, step.newChatId);
        log.info({ channel, row: message.id, problem: 'chat-moved' }, 'chat has another id now');
        return;
      case 'unreachable':
        markUnreachable(message, step.problem);
        if (!goesAnotherWay(message, 'gone', now)) giveUp(message, 'failed', step.problem, now);
        return;
      case 'give-up':
        // What may have arrived is not told again elsewhere.
        if (step.state === 'failed' && goesAnotherWay(message, 'refused', now)) return;
        giveUp(message, step.state, step.problem, now);
    }
  }

  // The platform counts what may have arrived too. A menu is no message.
  function countOutcome({ lane, kind }: WaitingMessage, outcome: SendOutcome, now: EpochMs): void {
    if (quota === undefined || kind === 'menu') return;
    if (outcome.kind === 'sent' || outcome.kind === 'ambiguous') quota.count(lane, now);
    if (outcome.kind !== 'sent' || !quota.accepted(now)) return;
    log.info({ channel }, 'messages of this month are taken again');
    for (const problem of Object.values(QUOTA_PROBLEMS)) outbox.bringForward(channel, problem, now);
  }

  function postpone(message: WaitingMessage, step: Extract<NextStep, { kind: 'postpone' }>, now: EpochMs): void {
    // A flood: the platform did not look at the message, so the try does not count, and is no news.
    const flooded = step.problem === 'rate-limited';
    const dueAt = now + step.afterMs;
    const attempts = flooded ? message.attempts : message.attempts + 1;
    outbox.postpone(message.id, dueAt, step.problem, !flooded);
    queue.putBack({ ...message, dueAt, attempts }, flooded ? dueAt : 0, now);
    if (step.pauseAll) options.pause(dueAt);
    const fields = { channel, row: message.id, problem: step.problem, pauseMs: step.afterMs };
    if (flooded) log.info(fields, 'message postponed');
    else log.warn(fields, 'message postponed');
  }

  // Answers and receipts are tried again now and then: nobody says when the platform takes messages again.
  function refused(message: WaitingMessage, step: Extract<NextStep, { kind: 'postpone' }>, now: EpochMs): void {
    const turn = quota?.turn(now) ?? Number.POSITIVE_INFINITY;
    if (quota?.refused(now) === true && now >= warnedUntil) {
      warnedUntil = turn;
      log.warn({ channel }, "the platform says that this month's messages are used up");
    }
    if (goesAnotherWay(message, 'quota', now)) return;
    const again = isBulk(message) && quota !== undefined ? (message.expiresAt ?? turn) : now + step.afterMs;
    const dueAt = Math.min(again, turn);
    outbox.postpone(message.id, dueAt, step.problem, false);
    queue.putBack({ ...message, dueAt }, 0, now);
  }

  function putOff(message: WaitingMessage, now: EpochMs): void {
    if (goesAnotherWay(message, 'quota', now)) {
      queue.drop(message, now);
      return;
    }
    const turn = quota?.turn(now) ?? now;
    const dueAt = Math.min(turn, message.expiresAt ?? turn);
    outbox.postpone(message.id, dueAt, QUOTA_PROBLEMS.reserved);
    queue.putOff(message, dueAt, now);
  }

  function redirect(message: WaitingMessage, now: EpochMs): void {
    const alive = message.expiresAt === null || now < message.expiresAt;
    if (alive) goesAnotherWay(message, 'gone', now);
    outbox.drop(message.id);
  }

  function markUnreachable({ memberId, chatId }: WaitingMessage, problem: string): void {
    if (memberId === null) return;
    const identity = identities
      .ofMember(memberId)
      .find((candidate) => candidate.channel === channel && candidate.chatId === chatId);
    if (identity !== undefined) identities.setReachable(identity.id, problem);
  }

  function goesAnotherWay(message: WaitingMessage, obstacle: Obstacle, now: EpochMs): boolean {
    if (options.detour?.(channel, message, obstacle, now) !== true) return false;
    outbox.settle(message.id, 'expired', '', `detour-${obstacle}`, now);
    const fields = { channel, row: message.id, kind: message.kind, obstacle };
    // A used-up month is told once, not with every message.
    if (obstacle === 'quota') log.info(fields, 'message goes another way');
    else log.warn(fields, 'message goes another way');
    return true;
  }

  function giveUp({ id, kind }: WaitingMessage, state: 'failed' | 'unknown', problem: string, now: EpochMs): void {
    const reference = random.token(REFERENCE_BYTES);
    outbox.settle(id, state, reference, problem, now);
    log.warn({ channel, row: id, kind, state, problem, reference }, 'message not delivered');
  }

  return { settle, putOff, redirect };
}
