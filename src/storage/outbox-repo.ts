import { and, asc, desc, eq, gt, gte, lt, ne, sql } from 'drizzle-orm';
import type { NewOutboxRow, Outbox } from '../app/delivery-ports.ts';
import { FAREWELL } from '../domain/farewell.ts';
import type { EpochMs } from '../lib/clock.ts';
import type { Database } from './database.ts';
import { createForgottenChats } from './forgotten-chats.ts';
import { member, outbox } from './schema.ts';
import { prepareRead, prepareWrite } from './statement.ts';
import { createWaitingNotices } from './waiting-notices.ts';

const waitingColumns = {
  id: outbox.id,
  chatId: outbox.chatId,
  memberId: outbox.memberId,
  lane: outbox.lane,
  kind: outbox.kind,
  attempts: outbox.attempts,
  dueAt: outbox.dueAt,
  expiresAt: outbox.expiresAt,
};

/** Lane of receipts, as the outbox numbers them. */
const RECEIPT_LANE = 1;

/** What waits no longer than this after it was added waits for company or another try, not for its hour, ms. */
const SOON_MS = 600_000;

/** The condition of the index outbox_waiting, word for word: SQLite takes the index where it finds it. */
const OPEN = sql`state IN ('pending', 'sending')`;
/** The same of outbox_problem. */
const GIVEN_UP = sql`state IN ('failed', 'unknown')`;

/** Messages on their way out. `onForeignChange` calls back when rows may not be what they were. */
export function createOutbox(database: Database, onForeignChange: (forget: () => void) => void): Outbox {
  const { drizzle, sqlite } = database;
  let generation = 0;
  onForeignChange(() => {
    generation += 1;
  });
  const add = drizzle
    .insert(outbox)
    .values({
      dedupeKey: sql.placeholder('dedupeKey'),
      channel: sql.placeholder('channel'),
      chatId: sql.placeholder('chatId'),
      memberId: sql.placeholder('memberId'),
      lane: sql.placeholder('lane'),
      kind: sql.placeholder('kind'),
      payload: sql.placeholder('payload'),
      state: 'pending',
      attempts: 0,
      dueAt: sql.placeholder('dueAt'),
      expiresAt: sql.placeholder('expiresAt'),
      createdAt: sql.placeholder('now'),
    })
    .onConflictDoNothing();
  const addRow = prepareWrite(database, add);
  const waiting = drizzle
    .select(waitingColumns)
    .from(outbox)
    .where(
      and(
        OPEN,
        sql`${outbox.state} = 'pending'`,
        gt(outbox.id, sql.placeholder('after')),
        eq(outbox.channel, sql.placeholder('channel')),
      ),
    )
    .orderBy(asc(outbox.id));
  const readWaiting = prepareRead(database, waiting, waitingColumns);
  const lastId = sqlite.prepare('SELECT max(id) FROM outbox').pluck();
  const payload = sqlite.prepare<[number]>('SELECT payload FROM outbox WHERE id = ?').pluck();
  const counts = sqlite.prepare(`
    SELECT count(*) FILTER (WHERE state = 'pending') AS pending, count(*) FILTER (WHERE state = 'sending') AS sending
    FROM outbox WHERE state IN ('pending', 'sending')`);
  const givenUpCounts = sqlite.prepare(`
    SELECT count(*) FILTER (WHERE state = 'failed') AS failed, count(*) FILTER (WHERE state = 'unknown') AS unknown
    FROM outbox WHERE state IN ('failed', 'unknown')`);
  const oldest = sqlite
    .prepare(
      `SELECT created_at FROM outbox WHERE state IN ('pending', 'sending') AND state = 'pending'
       AND ifnull(problem, '') NOT LIKE 'quota-%' ORDER BY id LIMIT 1`,
    )
    .pluck();
  const claim = drizzle
    .update(outbox)
    .set({ state: 'sending', attempts: sql`${outbox.attempts} + 1` })
    .where(eq(outbox.id, sql.placeholder('id')))
    .prepare();
  // The text is erased once it is delivered: the chat has it, the database need not.
  const sent = drizzle
    .update(outbox)
    .set({
      state: 'sent',
      payload: '',
      messageId: sql`${sql.placeholder('messageId')}`,
      settledAt: sql`${sql.placeholder('now')}`,
    })
    .where(eq(outbox.id, sql.placeholder('id')))
    .prepare();

  // The last word in a chat that its person gave up leaves no trace of it.
  const lastWord = sqlite.prepare<[number, string]>('DELETE FROM outbox WHERE id = ? AND kind = ?');

  function changed(): void {
    generation += 1;
  }

  const clockPutBack = sqlite.prepare(
    `UPDATE outbox SET due_at = @now
     WHERE state IN ('pending', 'sending') AND state = 'pending' AND channel = @channel AND due_at > @now
       AND (due_at <= @until OR (created_at > @now AND due_at - created_at <= @soon))`,
  );

  function addOne(row: NewOutboxRow, now: EpochMs): void {
    addRow({ ...row, now });
  }

  return {
    add: addOne,
    ...createWaitingNotices(database, addOne, changed),
    ...createForgottenChats(database, changed),
    waiting: (channel, after) => readWaiting.all({ channel, after }),
    lastId: () => Number(lastId.get()),
    generation: () => generation,
    payload: (id) => String(payload.get(id)),
    claim(id) {
      claim.run({ id });
    },
    sent(id, messageId, now) {
      if (lastWord.run(id, FAREWELL).changes === 0) sent.run({ id, messageId, now });
    },
    postpone(id, dueAt, problem, counts = true) {
      const attempts = sql`${outbox.attempts} - ${counts ? 0 : 1}`;
      drizzle.update(outbox).set({ state: 'pending', dueAt, problem, attempts }).where(eq(outbox.id, id)).run();
    },
    clockPutBack(channel, now, until) {
      const { changes } = clockPutBack.run({ channel, now, until, soon: SOON_MS });
      if (changes > 0) generation += 1;
      return changes;
    },
    bringForward(channel, problem, now) {
      const forward = drizzle
        .update(outbox)
        .set({ dueAt: now })
        .where(and(OPEN, sql`${outbox.state} = 'pending'`, eq(outbox.channel, channel), eq(outbox.problem, problem)))
        .run();
      if (forward.changes > 0) generation += 1;
      return forward.changes;
    },
    settle(id, state, reference, problem, now) {
      // What expired is never sent again; what failed may be, and keeps its text until then.
      const erased = state === 'expired' ? { payload: '' } : {};
      drizzle
        .update(outbox)
        .set({ state, reference, problem, settledAt: now, ...erased })
        .where(eq(outbox.id, id))
        .run();
    },
    interrupted: (channel) =>
      drizzle
        .select(waitingColumns)
        .from(outbox)
        .where(and(OPEN, sql`${outbox.state} = 'sending'`, eq(outbox.channel, channel)))
        .orderBy(asc(outbox.id))
        .all(),
    moveChat(channel, from, to) {
      generation += 1;
      drizzle
        .update(outbox)
        .set({ chatId: to })
        .where(and(eq(outbox.channel, channel), eq(outbox.chatId, from), OPEN))
        .run();
    },
    problems: (limit, { state, channel, reference } = {}) =>
      drizzle
        .select({
          id: outbox.id,
          channel: outbox.channel,
          memberName: member.fullName,
          kind: outbox.kind,
          state: sql<'failed' | 'unknown'>`${outbox.state}`,
          reference: sql<string>`coalesce(${outbox.reference}, '')`,
          problem: sql<string>`coalesce(${outbox.problem}, '')`,
          settledAt: sql<number>`coalesce(${outbox.settledAt}, ${outbox.createdAt})`,
          retriable: sql`${outbox.payload} <> ''`.mapWith(Boolean),
        })
        .from(outbox)
        .leftJoin(member, eq(member.id, outbox.memberId))
        .where(
          and(
            GIVEN_UP,
            state === undefined ? undefined : sql`${outbox.state} = ${state}`,
            channel === undefined ? undefined : eq(outbox.channel, channel),
            reference === undefined ? undefined : eq(outbox.reference, reference),
          ),
        )
        .orderBy(desc(outbox.settledAt))
        .limit(limit)
        .all(),
    retry(id, now) {
      generation += 1;
      const retried = drizzle
        .update(outbox)
        .set({ state: 'pending', attempts: 0, dueAt: now, expiresAt: null, settledAt: null })
        .where(and(eq(outbox.id, id), GIVEN_UP, ne(outbox.payload, '')))
        .run();
      return retried.changes > 0;
    },
    retryReceipts(channel, chatId, since, now) {
      const retried = drizzle
        .update(outbox)
        .set({ state: 'pending', attempts: 0, dueAt: now, settledAt: null })
        .where(
          and(
            GIVEN_UP,
            sql`${outbox.state} = 'failed'`,
            gte(outbox.settledAt, since),
            eq(outbox.channel, channel),
            eq(outbox.chatId, chatId),
            sql`${outbox.lane} = ${RECEIPT_LANE}`,
            ne(outbox.payload, ''),
          ),
        )
        .run();
      if (retried.changes > 0) generation += 1;
      return retried.changes;
    },
    counts: () => ({ ...(counts.get() as object), ...(givenUpCounts.get() as object) }) as ReturnType<Outbox['counts']>,
    oldestPending: () => (oldest.get() as number | undefined) ?? null,
    prune({ delivered, texts, givenUp }) {
      // Ids of deleted rows may be given again.
      generation += 1;
      drizzle
        .update(outbox)
        .set({ payload: '' })
        .where(and(GIVEN_UP, lt(outbox.settledAt, texts), ne(outbox.payload, '')))
        .run();
      const given = drizzle
        .delete(outbox)
        .where(and(GIVEN_UP, lt(outbox.settledAt, givenUp)))
        .run().changes;
      const gone = and(sql`${outbox.state} IN ('sent', 'expired')`, lt(outbox.settledAt, delivered));
      return given + drizzle.delete(outbox).where(gone).run().changes;
    },
  };
}
