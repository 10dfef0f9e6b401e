import { describe, expect, it } from 'vitest';
import type { NewOutboxRow } from '../../src/app/delivery-ports.ts';
import { HOUR } from '../../src/lib/clock.ts';
import { NOW, temporaryStorage } from './setup.ts';

const NOBODY: ReadonlySet<string> = new Set();

function row(dedupeKey: string, given: Partial<NewOutboxRow> = {}): NewOutboxRow {
  return {
    dedupeKey,
    channel: 'local',
    chatId: 'chat',
    memberId: null,
    lane: 0,
    kind: 'reply',
    payload: `{"text":"${dedupeKey}"}`,
    dueAt: NOW,
    expiresAt: null,
    ...given,
  };
}

function start(rows: readonly NewOutboxRow[]) {
  const { delivery, database } = temporaryStorage();
  const { outbox } = delivery;
  for (const one of rows) outbox.add(one, NOW);
  const text = (payload: string): string => (JSON.parse(payload) as { text: string }).text;
  const ready = (channel = 'local', busy = NOBODY, limit = 10, now = NOW): readonly string[] =>
    outbox.ready(channel, now, busy, limit).map(({ payload }) => text(payload));
  const idOf = (key: string): number =>
    Number(database.sqlite.prepare('SELECT id FROM outbox WHERE dedupe_key = ?').pluck().get(key));
  return { outbox, ready, idOf, database };
}

describe('what leaves next', () => {
  it('is the oldest message of each chat, so that a chat reads in order', () => {
    const { ready } = start([row('a1', { chatId: 'a' }), row('a2', { chatId: 'a' }), row('b1', { chatId: 'b' })]);
    expect(ready()).toEqual(['a1', 'b1']);
  });

  it('takes answers before reminders and digests', () => {
    const { ready } = start([
      row('digest', { chatId: 'a', lane: 3 }),
      row('reminder', { chatId: 'b', lane: 2 }),
      row('answer', { chatId: 'c', lane: 0 }),
    ]);
    expect(ready()).toEqual(['answer', 'reminder', 'digest']);
    expect(ready('local', NOBODY, 1)).toEqual(['answer']);
  });

  it('is nothing of a chat whose oldest message waits for its time, and everything of the others', () => {
    const { ready } = start([
      row('later', { chatId: 'a', dueAt: NOW + HOUR }),
      row('after it', { chatId: 'a' }),
      row('other chat', { chatId: 'b' }),
    ]);
    expect(ready()).toEqual(['other chat']);
    expect(ready('local', NOBODY, 10, NOW + HOUR)).toEqual(['later', 'other chat']);
  });

  it('is nothing of a chat whose oldest message is under way, or which the sender is busy with', () => {
    const { outbox, ready, idOf } = start([
      row('a1', { chatId: 'a' }),
      row('a2', { chatId: 'a' }),
      row('b1', { chatId: 'b' }),
    ]);
    expect(ready('local', new Set(['b']), 1)).toEqual(['a1']);
    outbox.claim(idOf('a1'));
    expect(ready()).toEqual(['b1']);
    outbox.sent(idOf('a1'), 'm1', NOW);
    expect(ready()).toEqual(['a2', 'b1']);
  });

  it('belongs to one channel; the same chat id elsewhere is another chat', () => {
    const { ready } = start([row('telegram', { channel: 'telegram' }), row('local')]);
    expect(ready('local')).toEqual(['local']);
    expect(ready('telegram')).toEqual(['telegram']);
  });
});

describe('a message', () => {
  it('with a known key is not added again', () => {
    const { outbox, ready } = start([row('a')]);
    outbox.add(row('a', { payload: '{"text":"again"}' }), NOW);
    expect(ready()).toEqual(['a']);
    expect(outbox.counts()).toEqual({ pending: 1 });
  });

  it('with a known key is not added again after it was sent', () => {
    const { outbox, ready, idOf } = start([row('a')]);
    outbox.claim(idOf('a'));
    outbox.sent(idOf('a'), null, NOW);
    outbox.add(row('a'), NOW);
    expect(ready()).toEqual([]);
  });

  it('leaves no text in the database once it is sent', () => {
    const { outbox, idOf, database } = start([row('a')]);
    outbox.claim(idOf('a'));
    outbox.sent(idOf('a'), 'm1', NOW + 1);
    const stored = database.sqlite.prepare('SELECT state, payload, message_id, settled_at FROM outbox').get();
    expect(stored).toEqual({ state: 'sent', payload: '', message_id: 'm1', settled_at: NOW + 1 });
  });

  it('leaves no text in the database once it expired', () => {
    const { outbox, idOf, database } = start([row('a')]);
    outbox.settle(idOf('a'), 'expired', '', 'expired', NOW);
    expect(database.sqlite.prepare('SELECT state, payload FROM outbox').get()).toEqual({
      state: 'expired',
      payload: '',
    });
  });

  it('counts its attempts, also when it is postponed', () => {
    const { outbox, ready, idOf } = start([row('a')]);
    outbox.claim(idOf('a'));
    outbox.postpone(idOf('a'), NOW + HOUR, 'network');
    expect(ready()).toEqual([]);
    expect(outbox.nextDue('local')).toBe(NOW + HOUR);
    expect(outbox.ready('local', NOW + HOUR, NOBODY, 10).map(({ attempts }) => attempts)).toEqual([1]);
  });

  it('that was under way when the process died is found again', () => {
    const { outbox, idOf } = start([row('a', { chatId: 'a' }), row('b', { chatId: 'b' })]);
    outbox.claim(idOf('a'));
    expect(outbox.interrupted().map(({ id, attempts }) => ({ id, attempts }))).toEqual([
      { id: idOf('a'), attempts: 1 },
    ]);
  });

  it('that failed no longer holds back its chat, is listed newest first, and can be tried again with its text', () => {
    const { outbox, ready, idOf } = start([row('a', { expiresAt: NOW + HOUR }), row('b'), row('c')]);
    outbox.settle(idOf('a'), 'failed', 'REF1', 'blocked', NOW + 1);
    expect(ready()).toEqual(['b']);
    outbox.settle(idOf('b'), 'unknown', 'REF2', 'timeout', NOW + 2);
    expect(outbox.problems(10).map(({ reference, state, problem }) => [reference, state, problem])).toEqual([
      ['REF2', 'unknown', 'timeout'],
      ['REF1', 'failed', 'blocked'],
    ]);

    expect(outbox.retry(idOf('a'), NOW + 2 * HOUR)).toBe(true);
    expect(outbox.problems(10)).toHaveLength(1);
    const [again] = outbox.ready('local', NOW + 2 * HOUR, NOBODY, 1);
    expect(again).toMatchObject({ id: idOf('a'), expiresAt: null, payload: '{"text":"a"}' });
  });

  it('that is not a problem cannot be tried again', () => {
    const { outbox, idOf } = start([row('a')]);
    expect(outbox.retry(idOf('a'), NOW)).toBe(false);
    expect(outbox.retry(999, NOW)).toBe(false);
  });

  it('follows its chat to a new id while it waits, and stays where it went once it is sent', () => {
    const { outbox, idOf, database } = start([row('sent'), row('waiting'), row('elsewhere', { channel: 'telegram' })]);
    outbox.claim(idOf('sent'));
    outbox.sent(idOf('sent'), null, NOW);
    outbox.moveChat('local', 'chat', 'supergroup');
    const chats = database.sqlite.prepare('SELECT dedupe_key, chat_id FROM outbox ORDER BY id').raw().all();
    expect(chats).toEqual([
      ['sent', 'chat'],
      ['waiting', 'supergroup'],
      ['elsewhere', 'chat'],
    ]);
  });
});

describe('the age of the queue', () => {
  it('is that of the oldest message still waiting', () => {
    const { outbox, idOf } = start([row('a')]);
    outbox.add(row('b', { chatId: 'b' }), NOW + HOUR);
    expect(outbox.oldestPending()).toBe(NOW);
    outbox.claim(idOf('a'));
    outbox.sent(idOf('a'), null, NOW + HOUR);
    expect(outbox.oldestPending()).toBe(NOW + HOUR);
    expect(start([]).outbox.oldestPending()).toBeNull();
  });
});

describe('an event', () => {
  it('is new once, on its channel', () => {
    const { inboundEvents } = temporaryStorage().delivery;
    expect(inboundEvents.record('local', '1', NOW)).toBe(true);
    expect(inboundEvents.record('local', '1', NOW)).toBe(false);
    expect(inboundEvents.record('telegram', '1', NOW)).toBe(true);
  });

  it('that failed is not new either, and keeps its reference', () => {
    const { delivery, database } = temporaryStorage();
    delivery.inboundEvents.fail('local', '1', 'REF1', NOW);
    expect(delivery.inboundEvents.record('local', '1', NOW)).toBe(false);
    const stored = database.sqlite.prepare('SELECT status, reference FROM inbound_event').all();
    expect(stored).toEqual([{ status: 'failed', reference: 'REF1' }]);
  });

  it('is forgotten only when it is older than asked', () => {
    const { inboundEvents } = temporaryStorage().delivery;
    inboundEvents.record('local', 'old', NOW - 1);
    inboundEvents.record('local', 'young', NOW);
    expect(inboundEvents.prune(NOW)).toBe(1);
    expect(inboundEvents.record('local', 'young', NOW)).toBe(false);
    expect(inboundEvents.record('local', 'old', NOW)).toBe(true);
  });
});
