import type { ChatIdentity, Work } from './ports.ts';

/**
 * Version of the personal-data notice that people agree to; a new text needs a new number. 3: votes (that one voted, never
 * what), the audit log, backups and exports are named.
 */
export const NOTICE_VERSION = 3;

/** Whether somebody has yet to answer the notice as it reads now. */
export function owesConsent({ noticeVersion }: Pick<ChatIdentity, 'noticeVersion'>): boolean {
  return noticeVersion < NOTICE_VERSION;
}

/** Records that the person behind a linked account agrees to the notice as it reads now. */
export function giveConsent(
  { store, now }: Pick<Work, 'store' | 'now'>,
  { id, memberId, channel }: Pick<ChatIdentity, 'id' | 'memberId' | 'channel'>,
): void {
  store.consents.give(memberId, channel, NOTICE_VERSION, now);
  store.identities.agree(id, NOTICE_VERSION);
}
