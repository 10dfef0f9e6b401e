import { hashInviteCode, newInviteCode, normaliseInviteCode } from '../domain/invite-code.ts';
import type { Person } from '../domain/person.ts';
import { may } from '../domain/rights.ts';
import { type EpochMs, MINUTE } from '../lib/clock.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { type Act, audit } from './audit.ts';
import { keepValue, keptValue } from './kept-value.ts';
import type { Store, Work } from './ports.ts';

/** The chat group that gets the weekly digest. */
export interface LeadershipGroup {
  readonly channel: string;
  readonly chatId: string;
  readonly setAt: EpochMs;
}

const GROUP = 'leadership_group';
const CODE = 'leadership_group_code';
/** Wrong guesses after which a code is taken away: a group has many mouths. */
const MOST_GUESSES = 5;
/** Long enough to walk from the private chat to the group. */
const CODE_VALIDITY_MS = 30 * MINUTE;

/** The group set last, null when there is none. */
export function leadershipGroup({ store }: { readonly store: Pick<Store, 'settings'> }): LeadershipGroup | null {
  return keptValue<LeadershipGroup>(store, GROUP);
}

/** Whether a chat is the leadership group now. */
export function isLeadershipGroup(
  store: Pick<Store, 'settings'>,
  { channel, chatId }: Pick<LeadershipGroup, 'channel' | 'chatId'>,
): boolean {
  const group = leadershipGroup({ store });
  return group?.channel === channel && group.chatId === chatId;
}

/**
 * A code with which anybody in a group proves that the secretary wants it; the one issued before stops working. It lives
 * no longer than its issuer's right.
 */
export function issueGroupCode(
  work: Work,
  actor: Person,
): Result<{ readonly code: string; readonly expiresAt: EpochMs }, 'not_allowed'> {
  if (!may(actor, 'bind_group')) return err('not_allowed');
  const code = newInviteCode(work.random);
  const expiresAt = work.now + CODE_VALIDITY_MS;
  const hash = hashInviteCode(normaliseInviteCode(code) ?? '');
  keepCode(work, { hash, expiresAt, guesses: 0, issuedBy: actor.id });
  return ok({ code, expiresAt });
}

/** Has the digest go to each leader again, at the secretary's word. */
export function dismissLeadershipGroup(work: Work, actor: Person): Result<void, 'not_allowed'> {
  if (!may(actor, 'bind_group')) return err('not_allowed');
  clearLeadershipGroup(work, actor);
  return ok(undefined);
}

interface StoredCode {
  readonly hash: string;
  readonly expiresAt: EpochMs;
  /** Wrong ones since it was issued; codes of earlier versions have none. */
  readonly guesses?: number;
  /** Whose word it is; codes of earlier versions do not say, and are good for nothing any more. */
  readonly issuedBy?: number;
}

function keepCode({ store }: Work, code: StoredCode | null): void {
  keepValue(store, CODE, code);
}

export interface GroupClaim {
  readonly channel: string;
  readonly chatId: string;
  /** Who spoke, when the platform says so with the account that is linked. */
  readonly person: Person | null;
  /** What stood behind the command. */
  readonly typedCode: string;
}

/**
 * Makes a group the leadership group: at the word of the secretary, or with the secretary's code where the platform gives
 * people another identity in groups. Returns the group that it takes the place of.
 */
export function claimLeadershipGroup(
  work: Work,
  { channel, chatId, person, typedCode }: GroupClaim,
): Result<{ readonly replaced: LeadershipGroup | null }, 'group_not_entitled' | 'group_code_wrong'> {
  const entitled = person !== null && may(person, 'bind_group');
  if (!entitled) {
    if (typedCode.trim() === '') return err('group_not_entitled');
    if (!codeFits(work, typedCode)) return err('group_code_wrong');
  }
  const before = leadershipGroup(work);
  keepCode(work, null);
  keepGroup(work, { channel, chatId, setAt: work.now });
  // With a code it is a chat in which the platform does not say who spoke.
  audit(work, { action: 'leadership_group_set', actor: entitled ? person : null, via: 'chat', details: { channel } });
  const same = before?.channel === channel && before.chatId === chatId;
  return ok({ replaced: same ? null : before });
}

function codeFits(work: Work, typed: string): boolean {
  const issued = keptValue<StoredCode>(work.store, CODE);
  const code = normaliseInviteCode(typed);
  if (issued === null || code === null) return false;
  if (issued.hash === hashInviteCode(code)) return work.now < issued.expiresAt && issuerStands(work, issued);
  const guesses = (issued.guesses ?? 0) + 1;
  keepCode(work, guesses < MOST_GUESSES ? { ...issued, guesses } : null);
  return false;
}

function issuerStands({ store }: Work, { issuedBy }: StoredCode): boolean {
  const issuer = issuedBy === undefined ? null : store.members.byId(issuedBy);
  return issuer !== null && may(issuer, 'bind_group');
}

/** Forgets the group; the digest goes to each leader again. `actor` is null where the group is gone by itself. */
export function clearLeadershipGroup(work: Work, actor: Act['actor'] = null): void {
  keepGroup(work, null);
  audit(work, { action: 'leadership_group_cleared', actor });
}

/** Follows a group that got another id on its platform. */
export function moveLeadershipGroup(work: Work, channel: string, from: string, to: string): void {
  const group = leadershipGroup(work);
  if (group?.channel !== channel || group.chatId !== from) return;
  keepGroup(work, { ...group, chatId: to });
}

function keepGroup({ store }: Work, group: LeadershipGroup | null): void {
  keepValue(store, GROUP, group);
}
