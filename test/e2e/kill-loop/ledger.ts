import Sqlite from 'better-sqlite3';

/** What the bot's database says, read by somebody else. */
export interface Ledger {
  /** Whether this event is stored. */
  stored(eventKey: string): boolean;
  /** Whether everything to this chat has left, or will never leave. */
  silent(chatId: string): boolean;
  /** Whether this holds for all chats. */
  quiet(): boolean;
  /** Whether work that was asked for in this chat is still to be done. */
  working(chatId: string): boolean;
  /** Messages to this chat of which nobody knows whether they arrived. */
  unknown(chatId: string): number;
  /** Forgets the file, so that the next life of the bot finds it as a dead process leaves it. */
  close(): void;
}

/** What concerns one channel. Opens the database for reading when first asked, and again after each `close`. */
export function createLedger(path: string, channel: string): Ledger {
  let open: Readers | null = null;
  const readers = () => {
    open ??= prepare(path);
    return open;
  };
  return {
    stored: (eventKey) => readers().seen.get(channel, eventKey) !== undefined,
    silent: (chatId) => readers().waiting.get(chatId) === 0,
    quiet: () => readers().allWaiting.get() === 0,
    working: (chatId) => readers().jobs.get(chatId) !== 0,
    unknown: (chatId) => Number(readers().unknown.get(chatId)),
    close() {
      open?.sqlite.close();
      open = null;
    },
  };
}

type Readers = ReturnType<typeof prepare>;

function prepare(path: string) {
  const sqlite = new Sqlite(path, { readonly: true, fileMustExist: true });
  const counted = (states: string) =>
    sqlite.prepare<[string]>(`SELECT count(*) FROM outbox WHERE chat_id = ? AND state IN (${states})`).pluck();
  return {
    sqlite,
    seen: sqlite.prepare<[string, string]>('SELECT 1 FROM inbound_event WHERE channel = ? AND event_key = ?'),
    allWaiting: sqlite.prepare("SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending')").pluck(),
    waiting: counted("'pending', 'sending'"),
    jobs: sqlite
      .prepare<[string]>("SELECT count(*) FROM job WHERE chat_id = ? AND state IN ('queued', 'running')")
      .pluck(),
    unknown: counted("'unknown'"),
  };
}
