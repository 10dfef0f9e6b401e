import type { Outbox } from '../app/delivery-ports.ts';
import type { Database } from './database.ts';

type WaitingNotices = Pick<Outbox, 'waitingNotice' | 'append' | 'releaseNotices'>;

/** Notices that wait a minute for others to the same person; `changed` is called when rows are not what was read. */
export function createWaitingNotices({ sqlite }: Database, add: Outbox['add'], changed: () => void): WaitingNotices {
  // Rows that wait for others: nothing else is added for a later time, and what its sender put off names a problem.
  // Found through the index of open rows, which are few.
  const waits = `SELECT id, payload, expires_at AS expiresAt, member_id, lane FROM outbox
    WHERE state IN ('pending', 'sending') AND state = 'pending' AND problem IS NULL AND attempts = 0
      AND due_at > created_at AND due_at > :now AND channel = :channel AND chat_id = :chatId`;
  const find = sqlite.prepare(
    `SELECT id, payload, expiresAt FROM (${waits}) WHERE member_id IS :memberId AND lane = :lane ORDER BY id DESC LIMIT 1`,
  );
  const lastId = sqlite.prepare('SELECT coalesce(max(id), 0) FROM outbox').pluck();
  const settle = sqlite.prepare(
    `UPDATE outbox SET state = 'expired', payload = '', problem = 'merged', settled_at = :now WHERE id = :id`,
  );
  const write = sqlite.prepare(
    `UPDATE outbox SET payload = :payload, expires_at = :expiresAt
     WHERE id = :id AND (payload <> :payload OR expires_at IS NOT :expiresAt)`,
  );
  const release = sqlite.prepare(`UPDATE outbox SET due_at = :now WHERE id IN (SELECT id FROM (${waits}))`);
  return {
    waitingNotice: ({ channel, chatId, memberId, lane }, now) =>
      (find.get({ channel, chatId, memberId, lane, now }) as ReturnType<WaitingNotices['waitingNotice']> | undefined) ??
      null,
    append(row, { id, payload, expiresAt }, now) {
      const before = Number(lastId.get());
      add(row, now);
      const own = Number(lastId.get());
      // Its key was there already: it is in a message that left, or in this one.
      if (own === before) return;
      settle.run({ id: own, now });
      write.run({ id, payload, expiresAt });
      changed();
    },
    releaseNotices(channel, chatId, now) {
      if (release.run({ channel, chatId, now }).changes > 0) changed();
    },
  };
}
