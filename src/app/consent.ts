import { audit } from './audit.ts';
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
  work: Work,
  { id, memberId, channel }: Pick<ChatIdentity, 'id' | 'memberId' | 'channel'>,
): void {
  work.store.consents.give(memberId, channel, NOTICE_VERSION, work.now);
  work.store.identities.agree(id, NOTICE_VERSION);
  const subject = { kind: 'member', id: memberId } as const;
  const details = { channel, notice: NOTICE_VERSION };
  audit(work, { action: 'consent_given', actor: { id: memberId }, subject, details });
}
