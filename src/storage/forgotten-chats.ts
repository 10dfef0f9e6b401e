import type { Outbox } from '../app/delivery-ports.ts';
import { FAREWELL } from '../domain/farewell.ts';
import type { Database } from './database.ts';

/** Messages of chats that somebody gave up; `changed` is called when rows are not what was read. */
export function createForgottenChats(
  { sqlite }: Database,
  changed: () => void,
): Pick<Outbox, 'forgetChat' | 'forgetStrays' | 'drop'> {
  const settled = sqlite.prepare(
    `DELETE FROM outbox WHERE channel = :channel AND chat_id = :chatId AND state NOT IN ('pending', 'sending')`,
  );
  const answers = sqlite.prepare(
    `UPDATE outbox SET member_id = NULL, kind = '${FAREWELL}' WHERE channel = :channel AND chat_id = :chatId
     AND state IN ('pending', 'sending') AND kind = 'reply'`,
  );
  const notices = sqlite.prepare(
    `UPDATE outbox SET due_at = :now WHERE channel = :channel AND chat_id = :chatId
     AND state IN ('pending', 'sending') AND state = 'pending' AND kind <> '${FAREWELL}'`,
  );
  const strays = sqlite.prepare(
    `DELETE FROM outbox WHERE created_at < :before AND state <> 'sending' AND (
       (member_id IS NULL AND kind IN ('reply', '${FAREWELL}') AND state <> 'pending')
       OR (member_id IS NOT NULL AND kind <> 'reply' AND NOT EXISTS (
         SELECT 1 FROM chat_identity AS theirs WHERE theirs.channel = outbox.channel
           AND theirs.chat_id = outbox.chat_id AND theirs.member_id = outbox.member_id)))`,
  );
  const drop = sqlite.prepare<[number]>('DELETE FROM outbox WHERE id = ?');
  return {
    forgetChat(channel, chatId, now) {
      settled.run({ channel, chatId });
      answers.run({ channel, chatId });
      notices.run({ channel, chatId, now });
      changed();
    },
    forgetStrays(before) {
      if (strays.run({ before }).changes > 0) changed();
    },
    drop(id) {
      drop.run(id);
    },
  };
}
