import { anonymousPledge, anonymousReport } from '../domain/anonymous.ts';
import type { Person } from '../domain/person.ts';
import { ANONYMISING_NOTICE_MS, anonymisedFrom, keptSince } from '../domain/retention.ts';
import { may } from '../domain/rights.ts';
import { staffCodeKey } from '../domain/staff-row.ts';
import type { EpochMs } from '../lib/clock.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { audit } from './audit.ts';
import { keepValue, keptValue } from './kept-value.ts';
import { unlink } from './linking.ts';
import type { Work } from './ports.ts';
import type { Leaver } from './privacy-ports.ts';

/** Somebody who left and still has a name here, and when it is taken away. */
export interface NamedLeaver extends Leaver {
  readonly anonymisedFrom: EpochMs;
}

/** Everybody who left and still has a name, whose turn comes first at the head. */
export function namedLeavers({ store }: Pick<Work, 'store'>): readonly NamedLeaver[] {
  return store.leavers
    .all()
    .filter(({ anonymisedAt }) => anonymisedAt === null)
    .map((leaver) => ({ ...leaver, anonymisedFrom: anonymisedFrom(leaver.leftAt) }));
}

/** Whoever left and still has a name, by their staff code as somebody types it. */
export function namedLeaver(work: Pick<Work, 'store'>, code: string): NamedLeaver | null {
  const key = staffCodeKey(code.trim());
  return namedLeavers(work).find((leaver) => staffCodeKey(leaver.code) === key) ?? null;
}

/** Setting: up to which turn the secretary has been told, UTC ms. */
const TOLD_UNTIL = 'leavers_told_until';

/** Those whose turn comes within a month and of whom nobody was told yet; each is given once. */
export function takeSoonAnonymised(work: Pick<Work, 'store' | 'now'>): readonly NamedLeaver[] {
  const toldUntil = keptValue<EpochMs>(work.store, TOLD_UNTIL) ?? 0;
  const until = work.now + ANONYMISING_NOTICE_MS;
  if (until <= toldUntil) return [];
  keepValue(work.store, TOLD_UNTIL, until);
  return namedLeavers(work).filter(({ anonymisedFrom: from }) => {
    return from > Math.max(toldUntil, work.now) && from <= until;
  });
}

/**
 * Takes the name, the contact and the own words of somebody who left away for good, and unlinks their accounts; titles,
 * counts and decisions stay. `name` stands for them from now on. `actor` is null for the program and the command line.
 */
export function anonymise(
  work: Work,
  actor: Person | null,
  memberId: number,
  name: string,
): Result<void, 'not_allowed' | 'not_left' | 'anonymised_before'> {
  if (actor !== null && !may(actor, 'anonymise')) return err('not_allowed');
  const leaver = work.store.leavers.byId(memberId);
  if (leaver === null) return err('not_left');
  if (leaver.anonymisedAt !== null) return err('anonymised_before');
  takeLeave(work, memberId, actor);
  work.store.leavers.anonymise(memberId, {
    name,
    now: work.now,
    pledge: anonymousPledge,
    report: anonymousReport,
  });
  audit(work, { action: 'member_anonymised', actor, subject: { kind: 'member', id: memberId } });
  return ok(undefined);
}

/** People taken leave of in one transaction: for each chat the keys of a month's events are looked through. */
const AT_ONCE = 10;

/**
 * Unlinks who left a while ago, and anonymises whose time has come, a few of them; `nameOf` gives the words for a staff
 * code. Returns whether there are more.
 */
export function takeLeaveOfSome(work: Work, nameOf: (code: string) => string): boolean {
  const { identities } = work.store;
  const unlinkedBefore = keptSince('leaver_chat', work.now);
  const due = namedLeavers(work).filter(({ id, leftAt, anonymisedFrom: from }) => {
    return from <= work.now || (leftAt <= unlinkedBefore && identities.ofMember(id).length > 0);
  });
  for (const { id, code, anonymisedFrom: from } of due.slice(0, AT_ONCE)) {
    if (from <= work.now) anonymise(work, null, id, nameOf(code));
    else takeLeave(work, id, null);
  }
  return due.length > AT_ONCE;
}

function takeLeave(work: Work, memberId: number, actor: Person | null): void {
  for (const identity of work.store.identities.ofMember(memberId)) unlink(work, identity, actor);
}
