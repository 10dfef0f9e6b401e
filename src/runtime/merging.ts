import type { NewOutboxRow, Outbox } from '../app/delivery-ports.ts';
import { type EpochMs, MINUTE } from '../lib/clock.ts';
import type { Button, Capabilities, Outbound, OutboundText } from '../presentation/types.ts';
import { isTriedOnce } from './retry-policy.ts';

/** How long a notice waits for others to the same person. */
const WAIT_MS = MINUTE;
/** Between two notices of one message. */
const SEPARATOR = '\n\n———\n\n';

/**
 * Several notices to one person within a minute as one message, on channels whose platform counts messages. The wait is
 * the row's own: it survives a restart, and the first notice's wait counts for all.
 */
export interface Merging {
  /** Adds a notice that can wait, or appends it to the one that waits in its chat. */
  add(row: NewOutboxRow, part: OutboundText, capabilities: Capabilities, now: EpochMs): void;
  /** Somebody is answered: what waits for them leaves before the answer, in its order. */
  release(channel: string, chatId: string, now: EpochMs): void;
}

/** Builds the merging of notices over the outbox. */
export function createMerging(outbox: Outbox): Merging {
  return {
    add(row, part, { maxText }, now) {
      const first = canWait(row, part) ? outbox.waitingNotice(row, now) : null;
      const merged = first === null ? null : joined(JSON.parse(first.payload) as Outbound, part);
      if (first !== null && merged !== null && merged.text.length <= maxText) {
        // Whoever reads the one reads the other: it is pointless only when both are.
        const expiresAt =
          first.expiresAt === null || row.expiresAt === null ? null : Math.max(first.expiresAt, row.expiresAt);
        outbox.append(row, { id: first.id, payload: JSON.stringify(merged), expiresAt }, now);
        return;
      }
      // A message that is full waits no longer for others.
      if (first !== null) outbox.releaseNotices(row.channel, row.chatId, now);
      outbox.add(canWait(row, part) ? { ...row, dueAt: now + WAIT_MS } : row, now);
    },
    release: (channel, chatId, now) => outbox.releaseNotices(channel, chatId, now),
  };
}

// Reminders and digests that are never repeated stay messages of their own, as does what shows a file or a picture.
function canWait({ kind }: NewOutboxRow, part: OutboundText): boolean {
  return !isTriedOnce(kind) && part.file === undefined && part.photoUrl === undefined;
}

function joined(first: Outbound, second: OutboundText): OutboundText | null {
  if (first.type !== 'text') return null;
  const buttons = [...(first.buttons ?? []), ...(second.buttons ?? [])];
  const text = `${first.text}${SEPARATOR}${second.text}`;
  return { type: 'text', text, ...(buttons.length > 0 ? { buttons: withoutRepeats(buttons) } : {}) };
}

// Both notices may lead to the same list.
function withoutRepeats(rows: readonly (readonly Button[])[]): readonly (readonly Button[])[] {
  const seen = new Set<string>();
  const fresh = ({ token }: Button): boolean => !seen.has(token) && seen.add(token) !== undefined;
  return rows.map((row) => row.filter(fresh)).filter((row) => row.length > 0);
}
