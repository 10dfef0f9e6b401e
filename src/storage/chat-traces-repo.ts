import type { DeliveryStore } from '../app/delivery-ports.ts';
import type { ChatTraces } from '../app/privacy-ports.ts';
import type { Database } from './database.ts';

/**
 * Erases what a chat account left behind; `emptyLog` has the write-ahead log emptied after the commit, which would keep
 * the erased rows until it is written over.
 */
export function createChatTraces(
  { sqlite }: Database,
  { outbox, inboundEvents, dialogues }: Pick<DeliveryStore, 'outbox' | 'inboundEvents' | 'dialogues'>,
  emptyLog: () => void,
): ChatTraces {
  // The number of a job is the key of the event of its end, and must not be given again: its row stays, blank.
  const jobs = sqlite.prepare(
    `UPDATE job SET channel = '', chat_id = '', account_id = '', payload = '{}', result = NULL, state = 'failed'
     WHERE channel = :channel AND (chat_id = :chatId OR account_id = :accountId)`,
  );
  const fileLinks = sqlite.prepare('DELETE FROM file_link WHERE channel = :channel AND chat_id = :chatId');
  const uploadLinks = sqlite.prepare('DELETE FROM upload_link WHERE channel = :channel AND chat_id = :chatId');
  const attempts = sqlite.prepare('DELETE FROM link_attempt WHERE channel = :channel AND account_id = :accountId');
  const standing = sqlite.prepare<{ place: string }>(
    `SELECT subject FROM dialogue WHERE json_extract(state, '$.askedIn') = :place`,
  );
  const strangers = sqlite.prepare(`SELECT subject FROM dialogue WHERE subject LIKE 's%' AND asked_at < :before`);

  function clear(subjects: readonly unknown[]): void {
    for (const subject of subjects) dialogues.clear(String(subject));
  }

  return {
    erase({ channel, accountId, chatId }, now) {
      outbox.forgetChat(channel, chatId, now);
      inboundEvents.disguise(channel, [accountId, chatId]);
      clear([...standing.pluck().all({ place: `${channel}:${chatId}` }), `s${channel}:${accountId}`]);
      for (const statement of [jobs, fileLinks, uploadLinks, attempts]) {
        statement.run({ channel, chatId, accountId });
      }
      emptyLog();
    },
    sweep(before) {
      outbox.forgetStrays(before);
      clear(strangers.pluck().all({ before }));
      emptyLog();
    },
  };
}
