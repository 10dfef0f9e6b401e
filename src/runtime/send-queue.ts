import TinyQueue from 'tinyqueue';
import type { WaitingMessage } from '../app/delivery-ports.ts';
import type { EpochMs } from '../lib/clock.ts';

/** Lane of answers. */
export const ANSWERS = 0;
/** First lane of bulk messages, which nobody waits for: reminders and digests. */
const FIRST_BULK_LANE = 2;

/** Whether a message may give way to everything else. */
export function isBulk({ lane }: { readonly lane: number }): boolean {
  return lane >= FIRST_BULK_LANE;
}

/**
 * What one channel has to send, in memory: the rows of the outbox are the truth, and the queue is made from them.
 * Within a chat, what belongs to the conversation (answers, receipts) leaves in its order, then reminders and digests
 * in theirs; a message that waits holds back its own chat only. Among chats the better lane goes first, then the older.
 */
export interface SendQueue {
  /** Forgets everything but which chats are under way, and takes these rows. */
  reload(rows: readonly WaitingMessage[], now: EpochMs): void;
  add(rows: readonly WaitingMessage[], now: EpochMs): void;
  /** The next message that may leave, without taking it; `bulk` false leaves reminders and digests out. */
  next(now: EpochMs, bulk: boolean): WaitingMessage | null;
  /** Takes the message out of its chat, for good. */
  drop(message: WaitingMessage, now: EpochMs): void;
  /** Leaves the message at the head of its line until another time. */
  putOff(message: WaitingMessage, dueAt: EpochMs, now: EpochMs): void;
  /** Takes the message out; its chat is under way until `end`. */
  begin(message: WaitingMessage): void;
  /** Puts a message that was under way back at the head of its chat, of which nothing leaves before `heldUntil`. */
  putBack(message: WaitingMessage, heldUntil: EpochMs, now: EpochMs): void;
  end(chatId: string, now: EpochMs): void;
  /** Whether an answer or a receipt to this chat is under way or about to leave. */
  talks(chatId: string, now: EpochMs): boolean;
  /** When the next message that waits for its time may leave; null when none does. */
  nextDue(): EpochMs | null;
  readonly busy: number;
  readonly busyBulk: number;
}

/** The messages of one chat. */
interface Chat {
  readonly id: string;
  readonly talk: WaitingMessage[];
  readonly bulk: WaitingMessage[];
  underWay: 'no' | 'talk' | 'bulk';
  /** Nothing leaves before: the platform asked for a pause. */
  heldUntil: EpochMs;
  /** No bulk leaves before. */
  bulkFrom: EpochMs;
}

/** A head of a chat as it was offered; one that is no head any more is passed over. */
interface Offer {
  readonly message: WaitingMessage;
  readonly chat: Chat;
  readonly at: EpochMs;
}

const LANES = 4;

/** An empty queue; `gapMs` is the shortest pause in a chat before a bulk message. */
export function createSendQueue(gapMs: (chatId: string) => number): SendQueue {
  const chats = new Map<string, Chat>();
  let ready = emptyLanes();
  let later = emptyLater();
  const under = { talk: 0, bulk: 0 };

  function chatOf(id: string): Chat {
    let chat = chats.get(id);
    if (chat === undefined) {
      chat = { id, talk: [], bulk: [], underWay: 'no', heldUntil: 0, bulkFrom: 0 };
      chats.set(id, chat);
    }
    return chat;
  }

  function add(rows: readonly WaitingMessage[], now: EpochMs): void {
    for (const message of rows) {
      const chat = chatOf(message.chatId);
      const line = isBulk(message) ? chat.bulk : chat.talk;
      line.push(message);
      // A head that stays the head is offered already.
      if (line.length === 1 && (line === chat.talk || chat.talk.length === 0)) offer(chat, now);
    }
  }

  function offer(chat: Chat, now: EpochMs): void {
    const message = headOf(chat);
    if (chat.underWay !== 'no' || message === undefined) return;
    const at = Math.max(message.dueAt, chat.heldUntil, isBulk(message) ? chat.bulkFrom : 0);
    if (at > now) later.push({ message, chat, at });
    else laneOf(message.lane).push({ message, chat, at });
  }

  function laneOf(lane: number): TinyQueue<Offer> {
    const found = ready[lane];
    if (found === undefined) throw new Error(`no lane ${lane}`);
    return found;
  }

  function stands({ message, chat }: Offer): boolean {
    return chat.underWay === 'no' && headOf(chat) === message;
  }

  function ripen(now: EpochMs): void {
    for (let first = later.peek(); first !== undefined && first.at <= now; first = later.peek()) {
      later.pop();
      if (stands(first)) laneOf(first.message.lane).push(first);
    }
  }

  function take(message: WaitingMessage): Chat {
    const chat = chatOf(message.chatId);
    const line = isBulk(message) ? chat.bulk : chat.talk;
    if (line[0] !== message) throw new Error('only the head of a chat is taken');
    line.shift();
    return chat;
  }

  function forgetEmpty(chat: Chat): void {
    if (chat.underWay === 'no' && headOf(chat) === undefined) chats.delete(chat.id);
  }

  return {
    reload(rows, now) {
      ready = emptyLanes();
      later = emptyLater();
      for (const chat of chats.values()) {
        chat.talk.length = 0;
        chat.bulk.length = 0;
        forgetEmpty(chat);
      }
      add(rows, now);
    },
    add,
    next(now, bulk) {
      ripen(now);
      for (const lane of bulk ? ready : ready.slice(0, FIRST_BULK_LANE)) {
        for (let first = lane.peek(); first !== undefined; first = lane.peek()) {
          if (stands(first)) return first.message;
          lane.pop();
        }
      }
      return null;
    },
    drop(message, now) {
      const chat = take(message);
      offer(chat, now);
      forgetEmpty(chat);
    },
    putOff(message, dueAt, now) {
      const chat = take(message);
      (isBulk(message) ? chat.bulk : chat.talk).unshift({ ...message, dueAt });
      offer(chat, now);
    },
    begin(message) {
      const chat = take(message);
      chat.underWay = isBulk(message) ? 'bulk' : 'talk';
      under[chat.underWay] += 1;
    },
    putBack(message, heldUntil, now) {
      const chat = chatOf(message.chatId);
      chat.heldUntil = heldUntil;
      (isBulk(message) ? chat.bulk : chat.talk).unshift(message);
      offer(chat, now);
    },
    end(chatId, now) {
      const chat = chats.get(chatId);
      if (chat === undefined || chat.underWay === 'no') return;
      under[chat.underWay] -= 1;
      chat.underWay = 'no';
      chat.bulkFrom = now + gapMs(chatId);
      offer(chat, now);
      forgetEmpty(chat);
    },
    talks(chatId, now) {
      const chat = chats.get(chatId);
      if (chat === undefined) return false;
      const [head] = chat.talk;
      return chat.underWay === 'talk' || (head !== undefined && Math.max(head.dueAt, chat.heldUntil) <= now);
    },
    nextDue() {
      for (let first = later.peek(); first !== undefined; first = later.peek()) {
        if (stands(first)) return first.at;
        later.pop();
      }
      return null;
    },
    get busy() {
      return under.talk + under.bulk;
    },
    get busyBulk() {
      return under.bulk;
    },
  };
}

// What somebody waits for comes first, whatever came before it.
function headOf({ talk, bulk }: Chat): WaitingMessage | undefined {
  return talk[0] ?? bulk[0];
}

function emptyLanes(): readonly TinyQueue<Offer>[] {
  return Array.from(
    { length: LANES },
    () => new TinyQueue<Offer>([], (left, right) => left.message.id - right.message.id),
  );
}

function emptyLater(): TinyQueue<Offer> {
  return new TinyQueue<Offer>([], (left, right) => left.at - right.at);
}
