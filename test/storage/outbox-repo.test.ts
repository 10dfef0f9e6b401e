import { describe, expect, it } from 'vitest';
import type { NewOutboxRow, ProblemFilter } from '../../src/app/delivery-ports.ts';
import { DAY, HOUR } from '../../src/lib/clock.ts';
import { NOW, temporaryStorage } from './setup.ts';

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

/** Everything that was settled before an instant is old. */
function allBefore(before: number) {
  return { delivered: before, texts: before, givenUp: before };
}

function start(rows: readonly NewOutboxRow[]) {
  const { delivery, database } = temporaryStorage();
  const { outbox } = delivery;
  for (const one of rows) outbox.add(one, NOW);
  const waiting = (channel = 'local', after = 0): readonly string[] =>
    outbox.waiting(channel, after).map(({ id }) => (JSON.parse(outbox.payload(id)) as { text: string }).text);
  const idOf = (key: string): number =>
    Number(database.sqlite.prepare('SELECT id FROM outbox WHERE dedupe_key = ?').pluck().get(key));
  return { outbox, waiting, idOf, database };
}

describe('what waits', () => {
  it('is read in the order in which it was added, for one channel', () => {
    const { waiting } = start([row('a'), row('elsewhere', { channel: 'telegram' }), row('b', { lane: 3 })]);
    expect(waiting()).toEqual(['a', 'b']);
    expect(waiting('telegram')).toEqual(['elsewhere']);
  });

  it('is read on from where one was, and is nothing that is under way or done', () => {
    const { outbox, waiting, idOf } = start([row('a'), row('b'), row('c'), row('d')]);
    outbox.claim(idOf('b'));
    outbox.claim(idOf('c'));
    outbox.sent(idOf('c'), null, NOW);
    expect(waiting()).toEqual(['a', 'd']);
    expect(waiting('local', idOf('a'))).toEqual(['d']);
    expect(outbox.lastId()).toBe(idOf('d'));
  });

  it('is found by the index, however many messages have left', () => {
    const { database } = start([]);
    const plan = (query: string) => JSON.stringify(database.sqlite.prepare(`EXPLAIN QUERY PLAN ${query}`).all());
    const open = "FROM outbox WHERE state IN ('pending', 'sending')";
    expect(plan(`SELECT id ${open} AND state = 'pending' AND id > 1 AND channel = 'local' ORDER BY id`)).toMatch(
      /outbox_waiting/,
    );
    expect(plan(`SELECT created_at ${open} AND state = 'pending' ORDER BY id LIMIT 1`)).toMatch(/outbox_waiting/);
    expect(plan(`SELECT count(*) FILTER (WHERE state = 'pending') ${open}`)).toMatch(/COVERING INDEX outbox_waiting/);
    expect(
      plan("SELECT count(*) FILTER (WHERE state = 'failed') FROM outbox WHERE state IN ('failed', 'unknown')"),
    ).toMatch(/COVERING INDEX outbox_problem/);
  });

  it('is told to have changed by everything but adding and sending', () => {
    const { outbox, idOf } = start([row('a'), row('b')]);
    const before = outbox.generation();
    outbox.add(row('c'), NOW);
    outbox.claim(idOf('a'));
    outbox.sent(idOf('a'), null, NOW);
    outbox.claim(idOf('b'));
    outbox.settle(idOf('b'), 'failed', 'REF', 'blocked', NOW);
    expect(outbox.generation()).toBe(before);
    const seen = new Set([before]);
    for (const change of [
      () => outbox.retry(idOf('b'), NOW),
      () => outbox.moveChat('local', 'chat', 'other'),
      () => outbox.prune(allBefore(NOW)),
    ]) {
      change();
      expect(seen).not.toContain(outbox.generation());
      seen.add(outbox.generation());
    }
  });
});

describe('a message', () => {
  it('with a known key is not added again', () => {
    const { outbox, waiting } = start([row('a')]);
    outbox.add(row('a', { payload: '{"text":"again"}' }), NOW);
    expect(waiting()).toEqual(['a']);
    expect(outbox.counts()).toEqual({ pending: 1, sending: 0, failed: 0, unknown: 0 });
  });

  it('with a known key is not added again after it was sent', () => {
    const { outbox, waiting, idOf } = start([row('a')]);
    outbox.claim(idOf('a'));
    outbox.sent(idOf('a'), null, NOW);
    outbox.add(row('a'), NOW);
    expect(waiting()).toEqual([]);
  });

  it('without a key is always added', () => {
    const { waiting } = start([row('', { payload: '{"text":"a"}' }), row('', { payload: '{"text":"b"}' })]);
    expect(waiting()).toEqual(['a', 'b']);
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
    const { outbox, idOf } = start([row('a')]);
    outbox.claim(idOf('a'));
    outbox.postpone(idOf('a'), NOW + HOUR, 'network');
    expect(outbox.waiting('local', 0)).toMatchObject([{ attempts: 1, dueAt: NOW + HOUR }]);
    outbox.claim(idOf('a'));
    outbox.postpone(idOf('a'), NOW + HOUR, 'rate-limited', false);
    expect(outbox.waiting('local', 0)).toMatchObject([{ attempts: 1 }]);
  });

  it('that was under way when the process died is found again', () => {
    const { outbox, idOf } = start([row('a', { chatId: 'a' }), row('b', { chatId: 'b' })]);
    outbox.claim(idOf('a'));
    expect(outbox.interrupted('telegram')).toEqual([]);
    expect(outbox.interrupted('local').map(({ id, attempts }) => ({ id, attempts }))).toEqual([
      { id: idOf('a'), attempts: 1 },
    ]);
  });

  it('that failed is listed newest first, and can be tried again with its text', () => {
    const { outbox, waiting, idOf } = start([row('a', { expiresAt: NOW + HOUR }), row('b'), row('c')]);
    outbox.settle(idOf('a'), 'failed', 'REF1', 'blocked', NOW + 1);
    outbox.settle(idOf('b'), 'unknown', 'REF2', 'timeout', NOW + 2);
    expect(outbox.problems(10).map(({ reference, state, problem }) => [reference, state, problem])).toEqual([
      ['REF2', 'unknown', 'timeout'],
      ['REF1', 'failed', 'blocked'],
    ]);

    expect(outbox.retry(idOf('a'), NOW + 2 * HOUR)).toBe(true);
    expect(outbox.problems(10)).toHaveLength(1);
    expect(outbox.waiting('local', 0)).toMatchObject([{ id: idOf('a'), expiresAt: null }, { id: idOf('c') }]);
    expect(waiting()).toEqual(['a', 'c']);
  });

  it('that is not a problem cannot be tried again', () => {
    const { outbox, idOf } = start([row('a')]);
    expect(outbox.retry(idOf('a'), NOW)).toBe(false);
    expect(outbox.retry(999, NOW)).toBe(false);
  });

  it('that was given up long ago loses its text, stays listed, and cannot be tried again', () => {
    const { outbox, idOf } = start([row('a'), row('b')]);
    outbox.settle(idOf('a'), 'failed', 'REF1', 'blocked', NOW);
    outbox.settle(idOf('b'), 'unknown', 'REF2', 'timeout', NOW + 1);
    outbox.prune({ ...allBefore(NOW + 1), givenUp: 0 });
    expect([outbox.payload(idOf('a')), outbox.payload(idOf('b'))]).toEqual(['', '{"text":"b"}']);
    expect(outbox.problems(10).map(({ reference, retriable }) => [reference, retriable])).toEqual([
      ['REF2', true],
      ['REF1', false],
    ]);
    expect([outbox.retry(idOf('a'), NOW + 2), outbox.retry(idOf('b'), NOW + 2)]).toEqual([false, true]);
  });

  it('that was given up is found by its state, channel and code', () => {
    const { outbox, idOf } = start([row('a'), row('b'), row('c', { channel: 'telegram' })]);
    outbox.settle(idOf('a'), 'failed', 'REF1', 'blocked', NOW);
    outbox.settle(idOf('b'), 'unknown', 'REF2', 'timeout', NOW + 1);
    outbox.settle(idOf('c'), 'failed', 'REF3', 'blocked', NOW + 2);
    const codes = (filter: ProblemFilter) => outbox.problems(10, filter).map(({ reference }) => reference);
    expect(codes({ state: 'failed' })).toEqual(['REF3', 'REF1']);
    expect(codes({ channel: 'local' })).toEqual(['REF2', 'REF1']);
    expect(codes({ reference: 'REF2' })).toEqual(['REF2']);
    expect(codes({ reference: 'REF2', state: 'failed' })).toEqual([]);
  });

  it('that expired cannot be tried again', () => {
    const { outbox, idOf } = start([row('a')]);
    outbox.settle(idOf('a'), 'expired', '', 'expired', NOW);
    expect(outbox.retry(idOf('a'), NOW)).toBe(false);
  });

  it('is put back for somebody who is back if it is a receipt that failed lately, in this chat', () => {
    const { outbox, waiting, idOf } = start([
      row('receipt', { lane: 1 }),
      row('reminder', { lane: 2 }),
      row('unknown', { lane: 1 }),
      row('long ago', { lane: 1 }),
      row('other chat', { lane: 1, chatId: 'other' }),
    ]);
    for (const key of ['receipt', 'reminder', 'other chat']) outbox.settle(idOf(key), 'failed', 'R', 'blocked', NOW);
    outbox.settle(idOf('long ago'), 'failed', 'R', 'blocked', NOW - HOUR);
    outbox.settle(idOf('unknown'), 'unknown', 'R', 'timeout', NOW);
    expect(outbox.retryReceipts('local', 'chat', NOW, NOW + 1)).toBe(1);
    expect(waiting()).toEqual(['receipt']);
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

  it('is forgotten only when its day is older than asked', () => {
    const { inboundEvents } = temporaryStorage().delivery;
    inboundEvents.record('local', 'old', NOW - DAY);
    inboundEvents.record('local', 'young', NOW - 1);
    expect(inboundEvents.prune(NOW)).toBe(1);
    expect(inboundEvents.record('local', 'young', NOW)).toBe(false);
    expect(inboundEvents.record('local', 'old', NOW)).toBe(true);
  });
});
