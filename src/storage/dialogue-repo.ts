import { eq, getTableColumns, lt, sql } from 'drizzle-orm';
import type { Dialogues, InboundEvents } from '../app/delivery-ports.ts';
import type { Database } from './database.ts';
import { dialogue, inboundEvent } from './schema.ts';
import { prepareRead, prepareWrite } from './statement.ts';

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
