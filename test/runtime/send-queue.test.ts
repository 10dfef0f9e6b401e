import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WaitingMessage } from '../../src/app/delivery-ports.ts';
import { createSendQueue, isBulk } from '../../src/runtime/send-queue.ts';

function message(id: number, given: Partial<WaitingMessage> = {}): WaitingMessage {
  return {
    id,
    chatId: 'A',
    memberId: null,
    lane: 0,
    kind: 'reply',
    attempts: 0,
    dueAt: 0,
    expiresAt: null,
    ...given,
  };
}

/** A queue of these messages at the moment 0; `gap` ms before bulk in a chat. */
function queueOf(messages: readonly WaitingMessage[], gap = 0) {
  const queue = createSendQueue(() => gap);
  queue.add(messages, 0);
  return {
    queue,
    /** Takes what may leave at a moment, without any of it ending. */
    leave(now = 0, bulk = true): readonly number[] {
      const left: number[] = [];
      for (let next = queue.next(now, bulk); next !== null; next = queue.next(now, bulk)) {
        queue.begin(next);
        left.push(next.id);
      }
      return left;
    },
  };
}

describe('a queue', () => {
  it('takes one message of each chat, its oldest', () => {
    const { queue, leave } = queueOf([message(1), message(2), message(3, { chatId: 'B' })]);
    expect(leave()).toEqual([1, 3]);
    queue.end('A', 0);
    expect(leave()).toEqual([2]);
  });

  it('takes the better lane first, then the older message', () => {
    const { leave } = queueOf([
      message(1, { chatId: 'D', lane: 3 }),
      message(2, { chatId: 'C', lane: 2 }),
      message(3, { chatId: 'B', lane: 1 }),
      message(4, { chatId: 'A', lane: 0 }),
      message(5, { chatId: 'E', lane: 0 }),
    ]);
    expect(leave()).toEqual([4, 5, 3, 2, 1]);
  });

  it('lets an answer pass a reminder that waits in the same chat, and keeps the rest of the order', () => {
    const { queue, leave } = queueOf([
      message(1, { lane: 2 }),
      message(2, { lane: 3 }),
      message(3),
      message(4, { lane: 1 }),
    ]);
    const order: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      order.push(...leave());
      queue.end('A', 0);
    }
    expect(order).toEqual([3, 4, 1, 2]);
  });

  it('holds a chat behind its head that waits for its time, and says when that is', () => {
    const { queue, leave } = queueOf([message(1, { dueAt: 50 }), message(2), message(3, { chatId: 'B', dueAt: 70 })]);
    expect([leave(), queue.nextDue()]).toEqual([[], 50]);
    expect([leave(50), queue.nextDue()]).toEqual([[1], 70]);
  });

  it('keeps reminders and digests back when they are not wanted', () => {
    const { leave } = queueOf([message(1, { lane: 2 }), message(2, { chatId: 'B', lane: 1 })]);
    expect(leave(0, false)).toEqual([2]);
    expect(leave(0, true)).toEqual([1]);
  });

  it('leaves a pause before bulk in a chat, and none before an answer', () => {
    const { queue, leave } = queueOf([message(1), message(2), message(3, { lane: 2 })], 1_000);
    leave();
    queue.end('A', 100);
    expect(leave(100)).toEqual([2]);
    queue.end('A', 200);
    expect([leave(200), queue.nextDue()]).toEqual([[], 1_200]);
    expect(leave(1_200)).toEqual([3]);
  });

  it('puts a message back before those behind it, and holds the whole chat when the platform asks for a pause', () => {
    const { queue, leave } = queueOf([message(1, { lane: 2 }), message(2, { lane: 2 })]);
    leave();
    queue.putBack(message(1, { lane: 2, dueAt: 500 }), 500, 0);
    queue.end('A', 0);
    queue.add([message(3)], 0);
    expect(leave(499)).toEqual([]);
    expect(leave(500)).toEqual([3]);
    queue.end('A', 500);
    expect(leave(500)).toEqual([1]);
  });

  it('forgets what is not in the rows any more, but not which chats are under way', () => {
    const { queue, leave } = queueOf([message(1), message(2), message(3, { chatId: 'B' })]);
    queue.begin(message1(queue.next(0, true)));
    queue.reload([message(2), message(4, { chatId: 'C' })], 0);
    expect(leave()).toEqual([4]);
    queue.end('A', 0);
    expect(leave()).toEqual([2]);
  });

  it('sends everything once, each chat in its order, whatever comes when', () => {
    const rows = fc.array(
      fc.record({
        chat: fc.integer({ min: 0, max: 4 }),
        lane: fc.integer({ min: 0, max: 3 }),
        dueAt: fc.integer({ min: 0, max: 20 }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 5 }), (given, gap) => {
        const messages = given.map(({ chat, lane, dueAt }, id) => message(id, { chatId: `${chat}`, lane, dueAt }));
        const { queue, leave } = queueOf([], gap);
        const sent: number[] = [];
        for (let now = 0; now < 400; now += 1) {
          const added = messages[now];
          if (added !== undefined) queue.add([added], now);
          const left = leave(now);
          sent.push(...left);
          for (const id of left) queue.end(`${given[id]?.chat}`, now);
        }
        expect(sent.toSorted((left, right) => left - right)).toEqual(messages.map(({ id }) => id));
        for (const bulk of [false, true]) {
          for (const chat of new Set(messages.map(({ chatId }) => chatId))) {
            const own = sent.filter(
              (id) => messages[id]?.chatId === chat && isBulk(message(id, messages[id])) === bulk,
            );
            expect(own).toEqual(own.toSorted((left, right) => left - right));
          }
        }
      }),
    );
  });
});

function message1(found: WaitingMessage | null): WaitingMessage {
  if (found === null) throw new Error('nothing leaves');
  return found;
}
