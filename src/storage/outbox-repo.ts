import { and, desc, eq, getTableColumns, inArray, lt, min, sql } from 'drizzle-orm';
import type { Dialogues, InboundEvents, Outbox, OutboxRow } from '../app/delivery-ports.ts';
import type { Database } from './database.ts';
import { dialogue, inboundEvent, member, outbox } from './schema.ts';
import { prepareRead, prepareWrite } from './statement.ts';

const rowColumns = {
  id: outbox.id,
  channel: outbox.channel,
  chatId: outbox.chatId,
  memberId: outbox.memberId,
  lane: outbox.lane,
  kind: outbox.kind,
  payload: outbox.payload,
  attempts: outbox.attempts,
  expiresAt: outbox.expiresAt,
  createdAt: outbox.createdAt,
};

/** Messages on their way out. */
export function createOutbox(database: Database): Outbox {
  const { drizzle, sqlite } = database;
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
  // One row a chat, its oldest open one: an unfinished head holds back only its own chat. Written in SQL because the
  // correlated NOT EXISTS over the partial index outbox_open is the point of it.
  const ready = sqlite.prepare<[string, number, number]>(`
    SELECT id, channel, chat_id AS chatId, member_id AS memberId, lane, kind, payload, attempts,
           expires_at AS expiresAt, created_at AS createdAt
    FROM outbox AS head
    WHERE state = 'pending' AND channel = ? AND due_at <= ?
      AND NOT EXISTS (SELECT 1 FROM outbox AS earlier
                      WHERE earlier.channel = head.channel AND earlier.chat_id = head.chat_id
                        AND earlier.id < head.id AND earlier.state IN ('pending', 'sending'))
    ORDER BY lane, id LIMIT ?`);
  // Only heads of chats: a row behind one that waits is not due before it, whatever its own time says.
  const nextDue = sqlite
    .prepare<[string]>(`
    SELECT min(due_at) FROM outbox AS head
    WHERE state = 'pending' AND channel = ?
      AND NOT EXISTS (SELECT 1 FROM outbox AS earlier
                      WHERE earlier.channel = head.channel AND earlier.chat_id = head.chat_id
                        AND earlier.id < head.id AND earlier.state IN ('pending', 'sending'))`)
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

  return {
    add(row, now) {
      addRow({ ...row, now });
    },
    ready(channel, now, busy, limit) {
      const rows = ready.all(channel, now, limit + busy.size) as OutboxRow[];
      return rows.filter((row) => !busy.has(row.chatId)).slice(0, limit);
    },
    nextDue: (channel) => nextDue.get(channel) as number | null,
    claim(id) {
      claim.run({ id });
    },
    sent(id, messageId, now) {
      sent.run({ id, messageId, now });
    },
    postpone(id, dueAt, problem, counts = true) {
      const attempts = sql`${outbox.attempts} - ${counts ? 0 : 1}`;
      drizzle.update(outbox).set({ state: 'pending', dueAt, problem, attempts }).where(eq(outbox.id, id)).run();
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
    interrupted: () => drizzle.select(rowColumns).from(outbox).where(sql`${outbox.state} = 'sending'`).all(),
    moveChat(channel, from, to) {
      drizzle
        .update(outbox)
        .set({ chatId: to })
        .where(and(eq(outbox.channel, channel), eq(outbox.chatId, from), inArray(outbox.state, ['pending', 'sending'])))
        .run();
    },
    problems: (limit) =>
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
        })
        .from(outbox)
        .leftJoin(member, eq(member.id, outbox.memberId))
        .where(sql`${outbox.state} IN ('failed', 'unknown')`)
        .orderBy(desc(outbox.settledAt))
        .limit(limit)
        .all(),
    retry(id, now) {
      const changed = drizzle
        .update(outbox)
        .set({ state: 'pending', dueAt: now, expiresAt: null, settledAt: null })
        .where(and(eq(outbox.id, id), sql`${outbox.state} IN ('failed', 'unknown')`))
        .run();
      return changed.changes > 0;
    },
    counts: () =>
      Object.fromEntries(
        drizzle
          .select({ state: outbox.state, count: sql<number>`count(*)` })
          .from(outbox)
          .groupBy(outbox.state)
          .all()
          .map((row) => [row.state, row.count]),
      ),
    oldestPending: () =>
      drizzle
        .select({ oldest: min(outbox.createdAt) })
        .from(outbox)
        .where(sql`${outbox.state} = 'pending'`)
        .get()?.oldest ?? null,
    prune: (before) =>
      drizzle
        .delete(outbox)
        .where(and(sql`${outbox.state} IN ('sent', 'expired')`, lt(outbox.settledAt, before)))
        .run().changes,
  };
}

/** Keys of the events that were seen: what makes a second delivery change nothing. */
export function createInboundEvents(database: Database): InboundEvents {
  const { drizzle } = database;
  const record = drizzle
    .insert(inboundEvent)
    .values({
      channel: sql.placeholder('channel'),
      eventKey: sql.placeholder('eventKey'),
      receivedAt: sql.placeholder('now'),
      status: 'done',
    })
    .onConflictDoNothing();
  const recordOnce = prepareWrite(database, record);
  return {
    record: (channel, eventKey, now) => recordOnce({ channel, eventKey, now }).changes > 0,
    fail(channel, eventKey, reference, now) {
      drizzle
        .insert(inboundEvent)
        .values({ channel, eventKey, receivedAt: now, status: 'failed', reference })
        .onConflictDoUpdate({
          target: [inboundEvent.channel, inboundEvent.eventKey],
          set: { status: 'failed', reference },
        })
        .run();
    },
    prune: (before) => drizzle.delete(inboundEvent).where(lt(inboundEvent.receivedAt, before)).run().changes,
  };
}

/** Where every person stands in a conversation. */
export function createDialogues(database: Database): Dialogues {
  const { drizzle } = database;
  const load = drizzle
    .select()
    .from(dialogue)
    .where(eq(dialogue.subject, sql.placeholder('subject')));
  const save = drizzle
    .insert(dialogue)
    .values({
      subject: sql.placeholder('subject'),
      flow: sql.placeholder('flow'),
      version: sql.placeholder('version'),
      state: sql.placeholder('state'),
      promptToken: sql.placeholder('promptToken'),
      promptChoices: sql.placeholder('promptChoices'),
      askedAt: sql.placeholder('askedAt'),
    })
    .onConflictDoUpdate({
      target: dialogue.subject,
      set: {
        flow: sql`excluded.flow`,
        version: sql`excluded.version`,
        state: sql`excluded.state`,
        promptToken: sql`excluded.prompt_token`,
        promptChoices: sql`excluded.prompt_choices`,
        askedAt: sql`excluded.asked_at`,
      },
    });
  const clear = drizzle.delete(dialogue).where(eq(dialogue.subject, sql.placeholder('subject')));
  const loadRow = prepareRead(database, load, getTableColumns(dialogue));
  const saveRow = prepareWrite(database, save);
  const clearRow = prepareWrite(database, clear);
  return {
    load: (subject) => loadRow.get({ subject }) ?? null,
    save(subject, stored) {
      saveRow({ subject, ...stored });
    },
    clear(subject) {
      clearRow({ subject });
    },
    prune: (before) => drizzle.delete(dialogue).where(lt(dialogue.askedAt, before)).run().changes,
  };
}
