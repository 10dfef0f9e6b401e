import { hashInviteCode, INVITE_VALIDITY_MS, newInviteCode, normaliseInviteCode } from '../domain/invite-code.ts';
import type { Person } from '../domain/person.ts';
import { normalisePhone } from '../domain/phone.ts';
import { may } from '../domain/rights.ts';
import type { EpochMs } from '../lib/clock.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { type Act, audit } from './audit.ts';
import { NOTICE_VERSION } from './consent.ts';
import type { Account, ChatIdentity, Invite, Work } from './ports.ts';
import { codeBlock, countWrongCode } from './wrong-codes.ts';

export type CodeError =
  | 'code_malformed'
  | 'code_unknown'
  | 'code_used'
  | 'code_expired'
  | 'code_revoked'
  | 'code_blocked'
  | 'codes_paused'
  | 'member_inactive';

/**
 * Looks a typed one-time code up and counts failures: after five wrong ones of a chat account within an hour, or five
 * hundred of all, every code is refused until the hour is over. Nothing is linked yet: the person must agree to the
 * notice first.
 */
export function checkCode(
  work: Work,
  account: Account,
  typed: string,
): Result<{ person: Person; invite: Invite }, CodeError> {
  const blocked = codeBlock(work, account);
  if (blocked !== null) return err(blocked);
  const code = normaliseInviteCode(typed);
  // What cannot be a code is no guess, and does not count as one.
  if (code === null) return err('code_malformed');
  const found = inviteOf(work, code);
  if (!found.ok && found.error === 'code_unknown') countWrongCode(work, account);
  return found;
}

/** Whether a text is a code with which its sender could be linked now; asking counts as no guess, and tells nobody. */
export function isOpenCode(
  work: Parameters<typeof inviteOf>[0] & Parameters<typeof codeBlock>[0],
  account: Account,
  typed: string,
): boolean {
  const code = normaliseInviteCode(typed);
  return code !== null && codeBlock(work, account) === null && inviteOf(work, code).ok;
}

function inviteOf(
  { store, now }: Pick<Work, 'now'> & { readonly store: Pick<Work['store'], 'invites' | 'members'> },
  code: string,
): Result<{ person: Person; invite: Invite }, CodeError> {
  const invite = store.invites.byHash(hashInviteCode(code));
  if (invite === null) return err('code_unknown');
  const person = store.members.byId(invite.memberId);
  const problem = inviteProblem(invite, person, now);
  return problem !== null || person === null ? err(problem ?? 'code_unknown') : ok({ person, invite });
}

function inviteProblem(invite: Invite, person: Person | null, now: EpochMs): CodeError | null {
  if (invite.usedAt !== null) return 'code_used';
  if (invite.revokedAt !== null) return 'code_revoked';
  if (now >= invite.expiresAt) return 'code_expired';
  if (person === null || !person.active) return 'member_inactive';
  return null;
}

export interface Linked {
  readonly person: Person;
  /** The account of the same channel that this one takes the place of. */
  readonly replaced: ChatIdentity | null;
}

/** Links a chat account after consent; the person's earlier account on the same channel is unlinked. */
export function linkByInvite(
  work: Work,
  account: Account & { readonly chatId: string },
  inviteId: number,
): Result<Linked, CodeError> {
  const invite = work.store.invites.byId(inviteId);
  const person = invite === null ? null : work.store.members.byId(invite.memberId);
  // Time has passed while the notice was read: the code may be used or expired by now.
  const problem = invite === null ? 'code_unknown' : inviteProblem(invite, person, work.now);
  if (problem !== null || invite === null || person === null) return err(problem ?? 'code_unknown');
  work.store.invites.markUsed(invite.id, work.now);
  return ok(link(work, account, person));
}

/** Links the only active person with this phone number, when the platform vouches that it is the sender's own. */
export function personByPhone(work: Work, phone: string): Person | null {
  // A messenger gives the number without the leading plus.
  const international = normalisePhone(phone.startsWith('+') || phone.startsWith('0') ? phone : `+${phone}`);
  const found = international === null ? [] : work.store.members.byPhone(international);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Links a chat account to a person who has agreed to the notice. */
export function link(work: Work, account: Account & { readonly chatId: string }, person: Person): Linked {
  const { identities, consents, invites, chatTraces } = work.store;
  const replaced = identities.ofMember(person.id).find((identity) => identity.channel === account.channel) ?? null;
  if (replaced !== null) identities.unlink(replaced.id);
  identities.link({
    channel: account.channel,
    accountId: account.accountId,
    chatId: account.chatId,
    memberId: person.id,
    linkedAt: work.now,
    noticeVersion: NOTICE_VERSION,
  });
  // After the new account is there: what waits for the old one goes to it.
  if (replaced !== null) chatTraces.erase(replaced, work.now);
  consents.give(person.id, account.channel, NOTICE_VERSION, work.now);
  const { channel } = account;
  const about = { actor: person, subject: { kind: 'member', id: person.id } } as const;
  if (replaced !== null) audit(work, { action: 'chat_unlinked', ...about, details: { channel, replaced: true } });
  audit(work, { action: 'chat_linked', ...about, details: { channel } });
  audit(work, { action: 'consent_given', ...about, details: { channel, notice: NOTICE_VERSION } });
  invites.clearAttempts(account);
  return { person, replaced };
}

/** Forgets a chat account with all it left behind, and records that consent for its channel was withdrawn. */
export function unlink(work: Work, identity: ChatIdentity, actor: Act['actor'] = { id: identity.memberId }): void {
  work.store.identities.unlink(identity.id);
  work.store.consents.withdraw(identity.memberId, identity.channel, work.now);
  const { channel, memberId } = identity;
  const about = { actor, subject: { kind: 'member', id: memberId }, details: { channel } } as const;
  audit(work, { action: 'chat_unlinked', ...about });
  audit(work, { action: 'consent_withdrawn', ...about });
  work.store.chatTraces.erase(identity, work.now);
}

/** A one-time code in clear: shown once, to whoever asked for it, and stored only as a hash. */
export interface IssuedCode {
  readonly person: Person;
  readonly code: string;
  readonly expiresAt: EpochMs;
}

/** Codes that are logged one by one; of more at once the log has how many, and each person's own record the rest. */
const LOGGED_ONE_BY_ONE = 100;

/** Issues a code to each person, at somebody's word; codes they had and did not use stop working. */
export function issueCodes(work: Work, people: readonly Person[], actor: Act['actor'] = null): readonly IssuedCode[] {
  const listed = people.length <= LOGGED_ONE_BY_ONE ? people : [];
  for (const { id } of listed) audit(work, { action: 'invite_issued', actor, subject: { kind: 'member', id } });
  if (listed.length < people.length)
    audit(work, { action: 'invites_issued', actor, details: { count: people.length } });
  return people.map((person) => {
    const code = newInviteCode(work.random);
    const expiresAt = work.now + INVITE_VALIDITY_MS;
    const normalised = normaliseInviteCode(code);
    if (normalised === null) throw new Error('issued code is not normal');
    work.store.invites.issue(person.id, hashInviteCode(normalised), work.now, expiresAt);
    return { person, code, expiresAt };
  });
}

/** Active people without any linked chat account. */
export function notLinked(work: Work): readonly Person[] {
  const linked = work.store.identities.linkedMembers();
  return work.store.members.active().filter((person) => !linked.has(person.id));
}

/** Whether somebody may hand out codes and import staff. */
export function mayAdminister(person: Person): boolean {
  return may(person, 'administer');
}
