import { eq, getTableColumns, lt, sql } from 'drizzle-orm';
import type { Dialogues, InboundEvents, LoadedDialogue } from '../app/delivery-ports.ts';
import { DAY, type EpochMs } from '../lib/clock.ts';
import type { Database } from './database.ts';
import { createDisguisedKeys } from './disguised-keys.ts';
import { createEphemeralDialogues } from './ephemeral-dialogues.ts';
import { dialogue, inboundEvent } from './schema.ts';
import { prepareRead, prepareWrite } from './statement.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** An event is known by its day only: a platform's key may hold the account, and who did something when is nobody's. */
function dayOf(now: EpochMs): EpochMs {
  return now - (now % DAY);
}

/** Keys of the events that were seen: what makes a second delivery change nothing. */
export function createInboundEvents(database: Database, onForeignChange: (forget: () => void) => void): InboundEvents {
  const { drizzle } = database;
  const disguised = createDisguisedKeys(database, onForeignChange);
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
    record: (channel, eventKey, now) =>
      !disguised.has(channel, eventKey) && recordOnce({ channel, eventKey, now: dayOf(now) }).changes > 0,
    disguise: disguised.disguise,
    fail(channel, eventKey, reference, now) {
      drizzle
        .insert(inboundEvent)
        .values({ channel, eventKey, receivedAt: dayOf(now), status: 'failed', reference })
        .onConflictDoUpdate({
          target: [inboundEvent.channel, inboundEvent.eventKey],
          set: { status: 'failed', reference },
        })
        .run();
    },
    // Of the day itself none is old enough: the hour is not stored.
    prune: (before) =>
      drizzle
        .delete(inboundEvent)
        .where(lt(inboundEvent.receivedAt, dayOf(before)))
        .run().changes,
  };
}

/** Dialogues kept in memory: those of a few thousand people who answer in the same hours. */
const MOST_KEPT = 5_000;

/** Where every person stands in a conversation; what this process saved is kept until it may have changed elsewhere. */
export function createDialogues(
  database: Database,
  onForeignChange: (forget: () => void) => void,
  onUndo: UnitOfWork['onUndo'],
): Dialogues {
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
  const kept = new Map<string, LoadedDialogue>();
  onForeignChange(() => kept.clear());
  const ephemeral = createEphemeralDialogues(onUndo);

  function clearStored(subject: string): void {
    kept.delete(subject);
    clearRow({ subject });
  }

  return {
    load(subject) {
      const known = ephemeral.get(subject) ?? kept.get(subject);
      if (known !== undefined) return known;
      const row = loadRow.get({ subject });
      if (row === undefined) return null;
      const { flow, version, promptToken, askedAt } = row;
      // Both columns are written below, and nowhere else.
      const promptChoices = JSON.parse(row.promptChoices) as readonly string[];
      return { flow, version, promptToken, askedAt, promptChoices, state: JSON.parse(row.state), own: false };
    },
    save(subject, stored) {
      if (stored.ephemeral === true) {
        if (ephemeral.get(subject) === null) clearStored(subject);
        ephemeral.set(subject, stored);
        return;
      }
      ephemeral.delete(subject);
      const { flow, version, promptToken, askedAt, state, promptChoices } = stored;
      saveRow({
        subject,
        flow,
        version,
        promptToken,
        askedAt,
        state: JSON.stringify(state),
        promptChoices: JSON.stringify(promptChoices),
      });
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(subject, { flow, version, promptToken, askedAt, state, promptChoices, own: true });
    },
    clear(subject) {
      // Where one is in memory, none is stored: its end writes nothing.
      if (ephemeral.get(subject) === null) clearStored(subject);
      else ephemeral.delete(subject);
    },
    prune(before) {
      kept.clear();
      return drizzle.delete(dialogue).where(lt(dialogue.askedAt, before)).run().changes;
    },
    forget: ephemeral.forget,
  };
}
