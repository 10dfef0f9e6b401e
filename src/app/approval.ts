import type { Person } from '../domain/person.ts';
import {
  authoriseAcceptance,
  authoriseEndorsement,
  authoriseReturn,
  type DecisionCase,
  type DecisionError,
  isOwn,
  type Pledge,
} from '../domain/pledge.ts';
import { isReason } from '../domain/reason.ts';
import { may } from '../domain/rights.ts';
import type { EpochMs } from '../lib/clock.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { emptyFor, type LateSubject, mayPermitLate, permittedUntil } from './late-permission.ts';
import type { Work } from './ports.ts';
import { pledgeOf, routeOf } from './registration.ts';
import type { Part } from './review-ports.ts';
import { recordPledge } from './submission-record.ts';
import { pledgeScopes } from './waiting.ts';

/** What the actor can do with a waiting pledge. */
export type WaitingFor = 'endorsement' | 'acceptance';

/** Decisions that one answer takes: more would hold up everybody else's messages. */
export const AT_ONCE = 200;

export interface WaitingPledge {
  readonly pledge: Pledge;
  readonly owner: Person | null;
  readonly route: DecisionCase['route'];
  readonly waitingFor: WaitingFor;
}

/** A part of the pledges on which this person can decide now, oldest first. */
export function approvalQueue(work: Work, actor: Person, part: Part): readonly WaitingPledge[] {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return [];
  const ids = work.store.waitingLists.pledges(campaign.id, pledgeScopes(work, actor), part);
  return ids.flatMap((id) => waitingPledge(work, actor, id) ?? []);
}

/** One pledge on which this person can decide now; null where it waits for somebody else, or for nobody. */
export function waitingPledge(work: Work, actor: Person, pledgeId: number): WaitingPledge | null {
  const campaign = work.store.campaigns.current();
  const pledge = work.store.pledges.byId(pledgeId);
  if (campaign === null || pledge?.campaignId !== campaign.id || !mayApprove(actor)) return null;
  return waitingFor(work, actor, pledge);
}

function waitingFor(work: Work, actor: Person, pledge: Pledge): WaitingPledge | null {
  const subject = decisionCase(work, pledge, pledge.version);
  const { owner, route } = subject;
  if (authoriseEndorsement(actor, subject).ok) return { pledge, owner, route, waitingFor: 'endorsement' };
  return authoriseAcceptance(actor, subject).ok ? { pledge, owner, route, waitingFor: 'acceptance' } : null;
}

/** Whether the person has a part in approvals at all. */
export function mayApprove(actor: Person): boolean {
  return may(actor, 'decide');
}

function decisionCase(work: Work, pledge: Pledge, version: number): DecisionCase {
  const owner = pledge.memberId === null ? null : work.store.members.byId(pledge.memberId);
  const otherSecretaries = work.store.members.withRole('secretary').filter((person) => !isOwn(person, pledge)).length;
  return {
    pledge,
    owner,
    route: routeOf(work, pledge),
    otherSecretaries,
    version,
  };
}

export type ApprovalError = DecisionError | 'no_pledge' | 'reason_missing';

export interface Decided {
  readonly pledge: Pledge;
  readonly owner: Person | null;
}

/** Endorses the version that was shown. */
export function endorse(work: Work, actor: Person, pledgeId: number, version: number): Result<Decided, ApprovalError> {
  return decide(work, actor, pledgeId, version, 'endorse', null);
}

/** Accepts the version that was shown. */
export function accept(work: Work, actor: Person, pledgeId: number, version: number): Result<Decided, ApprovalError> {
  return decide(work, actor, pledgeId, version, 'accept', null);
}

/** Returns the version that was shown, with the reason that its owner will read. */
export function returnPledge(
  work: Work,
  actor: Person,
  pledgeId: number,
  version: number,
  reason: string,
): Result<Decided, ApprovalError> {
  if (!isReason(reason)) return err('reason_missing');
  return decide(work, actor, pledgeId, version, 'return', reason);
}

const AUTHORISE = { endorse: authoriseEndorsement, accept: authoriseAcceptance, return: authoriseReturn } as const;
const OUTCOME = { endorse: 'endorsed', accept: 'accepted', return: 'returned' } as const;

function decide(
  work: Work,
  actor: Person,
  pledgeId: number,
  version: number,
  decision: keyof typeof AUTHORISE,
  note: string | null,
): Result<Decided, ApprovalError> {
  const pledge = work.store.pledges.byId(pledgeId);
  if (pledge === null) return err('no_pledge');
  const subject = decisionCase(work, pledge, version);
  const allowed = AUTHORISE[decision](actor, subject);
  if (!allowed.ok) return allowed;
  const state = OUTCOME[decision];
  work.store.pledges.setState(pledge.id, state, work.now);
  recordPledge(work, pledge, { actor, action: state, version, note });
  return ok({ pledge, owner: subject.owner });
}

/** Accepts what `endorsedUntil` lists; what was endorsed, or amended, after that moment stays. */
export function acceptAllEndorsed(work: Work, actor: Person, until: EpochMs): readonly Decided[] {
  return endorsedUntil(work, actor, until).flatMap((id) => {
    const result = accept(work, actor, id, work.store.pledges.byId(id)?.version ?? 0);
    return result.ok ? [result.value] : [];
  });
}

/** The pledges that were endorsed by a moment and that the person may accept, the oldest `AT_ONCE` of them. */
export function endorsedUntil(work: Work, actor: Person, until: EpochMs): readonly number[] {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return [];
  const endorsed = pledgeScopes(work, actor).filter(({ state }) => state === 'endorsed');
  return work.store.waitingLists.pledges(campaign.id, endorsed, { offset: 0, limit: AT_ONCE }, until);
}

/** Lets a person, or as its head the division, submit after the deadline; the reason stays on record. */
export function permitLate(
  work: Work,
  actor: Person,
  subject: LateSubject,
  reason: string,
): Result<EpochMs, 'not_allowed' | 'no_campaign' | 'reason_missing'> {
  const allowed = mayPermitLate(actor, subject, reason);
  if (!allowed.ok) return allowed;
  const campaign = work.store.campaigns.current();
  if (campaign === null) return err('no_campaign');
  const { pledges } = work.store;
  const known = pledgeOf(work, campaign, subject.owner, subject.kind);
  const empty = emptyFor(subject, work.now);
  const id = known?.id ?? pledges.create({ campaignId: campaign.id, ...empty });
  const until = permittedUntil(work.now);
  pledges.permitLate(id, until, work.now);
  recordPledge(work, { ...empty, id }, { actor, action: 'late_permitted', version: known?.version ?? 0, note: reason });
  return ok(until);
}
