import { anonymousPledge, anonymousReport } from '../domain/anonymous.ts';
import type { Person } from '../domain/person.ts';
import { ANONYMISING_NOTICE_MS, anonymisedFrom, keptSince } from '../domain/retention.ts';
import { may } from '../domain/rights.ts';
import { DAY, type EpochMs } from '../lib/clock.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { audit } from './audit.ts';
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

/** Those whose turn has come near since the day before: the secretary is told of each once. */
export function soonAnonymised(work: Pick<Work, 'store' | 'now'>): readonly NamedLeaver[] {
  const told = work.now + ANONYMISING_NOTICE_MS;
  return namedLeavers(work).filter((leaver) => leaver.anonymisedFrom <= told && leaver.anonymisedFrom > told - DAY);
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

/** Unlinks who left a while ago, and anonymises whose time has come; `nameOf` gives the words for a staff code. */
export function takeLeaveOfAll(work: Work, nameOf: (code: string) => string): void {
  for (const { id, code, leftAt, anonymisedFrom: from } of namedLeavers(work)) {
    if (leftAt <= keptSince('leaver_chat', work.now)) takeLeave(work, id, null);
    if (from <= work.now) anonymise(work, null, id, nameOf(code));
  }
}

function takeLeave(work: Work, memberId: number, actor: Person | null): void {
  for (const identity of work.store.identities.ofMember(memberId)) unlink(work, identity, actor);
}
