import { sha256Hex } from '../lib/ids.ts';
import type { Database } from './database.ts';

/** Keys of events whose account was erased: only a hash of them is left. */
export interface DisguisedKeys {
  has(channel: string, eventKey: string): boolean;
  /** Puts a hash in the place of every key of a channel that names one of the ids. */
  disguise(channel: string, ids: readonly string[]): void;
}

/** No platform's key begins so. */
const MARK = '#';
const AFTER_MARK = '$';

/** Disguised keys are few: those of a channel are held in memory from its first event on. */
export function createDisguisedKeys(
  { sqlite }: Database,
  onForeignChange: (forget: () => void) => void,
): DisguisedKeys {
  const known = new Map<string, ReadonlySet<string>>();
  onForeignChange(() => known.clear());
  const disguised = sqlite
    .prepare<[string]>(
      `SELECT event_key FROM inbound_event
       WHERE channel = ? AND event_key >= '${MARK}' AND event_key < '${AFTER_MARK}'`,
    )
    .pluck();
  const naming = sqlite
    .prepare<{ channel: string; id: string }>(
      `SELECT event_key FROM inbound_event WHERE channel = :channel
       AND instr(event_key, :id) > 0 AND event_key NOT LIKE '${MARK}%'`,
    )
    .pluck();
  const rewrite = sqlite.prepare<[string, string, string]>(
    'UPDATE inbound_event SET event_key = ? WHERE channel = ? AND event_key = ?',
  );

  function of(channel: string): ReadonlySet<string> {
    let keys = known.get(channel);
    if (keys === undefined) {
      keys = new Set(disguised.all(channel) as string[]);
      known.set(channel, keys);
    }
    return keys;
  }

  return {
    has(channel, eventKey) {
      const keys = of(channel);
      return keys.size > 0 && keys.has(hashed(channel, eventKey));
    },
    disguise(channel, ids) {
      for (const id of new Set(ids)) {
        for (const key of naming.all({ channel, id }) as string[]) rewrite.run(hashed(channel, key), channel, key);
      }
      known.delete(channel);
    },
  };
}

function hashed(channel: string, eventKey: string): string {
  return `${MARK}${sha256Hex(`${channel}\n${eventKey}`)}`;
}
