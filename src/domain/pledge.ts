import type { EpochMs } from '../lib/clock.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { holds, type Person } from './person.ts';
import type { AwardForm, InitiativeLevel, PledgeKind, Title } from './title.ts';

export const PLEDGE_STATES = ['draft', 'submitted', 'endorsed', 'accepted', 'returned', 'withdrawn'] as const;
export type PledgeState = (typeof PLEDGE_STATES)[number];

/** What counts as registered: drafts are their writers' own, and what was withdrawn does not stand. */
export const REGISTERED_STATES: readonly PledgeState[] = ['submitted', 'endorsed', 'accepted', 'returned'];

export const PLEDGE_ACTIONS = [
  'submitted',
  'amended',
  'endorsed',
  'returned',
  'accepted',
  'withdrawn',
  'late_permitted',
] as const;
export type PledgeAction = (typeof PLEDGE_ACTIONS)[number];

export const PLEDGED_GRADES = ['good', 'excellent'] as const;
/** Grading a person strives for (HTTNV, HTXSNV); nobody pledges less. */
export type PledgedGrade = (typeof PLEDGED_GRADES)[number];

export interface Initiative {
  readonly name: string;
  readonly summary: string;
  readonly level: InitiativeLevel;
}

/** One promise: chosen from the plan's list (`code`), or in the person's own words (`code` null). */
export interface Commitment {
  readonly code: string | null;
  readonly text: string;
}

/** What a person or a division promises for the year. */
export interface PledgeContent {
  readonly titles: readonly Title[];
  readonly awards: readonly AwardForm[];
  readonly grade: PledgedGrade | null;
  readonly initiative: Initiative | null;
  readonly commitments: readonly Commitment[];
}

/** An initiative of which only the name, or the name and the summary, is written yet. */
export interface BegunInitiative {
  readonly name: string;
  /** Empty until it is written. */
  readonly summary: string;
}

/** A pledge while it is being written. */
export interface PledgeDraft extends PledgeContent {
  readonly begun?: BegunInitiative;
}

/** What a draft promises: an initiative that is only begun is not promised yet. */
export function promised({ begun: _begun, ...content }: PledgeDraft): PledgeContent {
  return content;
}

/** A registration of one person or division in one campaign. */
export interface Pledge {
  readonly id: number;
  readonly campaignId: number;
  readonly kind: PledgeKind;
  /** The person, null for a division's collective pledge. */
  readonly memberId: number | null;
  readonly divisionId: number;
  readonly state: PledgeState;
  /** Number of the newest submitted version, 0 before the first. */
  readonly version: number;
  readonly draft: PledgeDraft | null;
  readonly content: PledgeContent | null;
  readonly submittedAt: EpochMs | null;
  readonly lateUntil: EpochMs | null;
  readonly updatedAt: EpochMs;
}

/** Longest texts in characters: what still fits a printed registration list. */
export const PLEDGE_LIMITS = {
  initiativeName: 300,
  initiativeSummary: 1_500,
  commitment: 500,
  commitments: 15,
  reason: 500,
} as const;

/** An empty sheet. */
export const EMPTY_CONTENT: PledgeContent = { titles: [], awards: [], grade: null, initiative: null, commitments: [] };

/** When registration is open: `opensAt` ≤ t < `closesAt`, UTC ms. */
export interface RegistrationWindow {
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
}

/** Whether the owner of this pledge still has to do something before the deadline. */
export function owes(pledge: Pick<Pledge, 'state'> | null): boolean {
  return pledge === null || pledge.state === 'draft' || pledge.state === 'returned' || pledge.state === 'withdrawn';
}

export type WindowError = 'registration_not_open' | 'registration_closed';

/** Whether this pledge may be changed by its owner now; a late permission of the secretary prolongs the window. */
export function changeable(
  window: RegistrationWindow,
  pledge: Pick<Pledge, 'lateUntil'> | null,
  now: EpochMs,
): Result<void, WindowError> {
  if (now < window.opensAt) return err('registration_not_open');
  if (now < window.closesAt) return ok(undefined);
  if (pledge?.lateUntil != null && now < pledge.lateUntil) return ok(undefined);
  return err('registration_closed');
}

/** Who endorses a pledge before the secretary accepts it. */
export type EndorsementRoute =
  | { readonly by: 'head' }
  /** Nobody stands between: the reason is shown, because a conflict is never hidden. */
  | { readonly by: 'secretary'; readonly because: 'collective' | 'own_head' | 'leader' | 'no_head' };

/**
 * The endorsement route: the division head, unless the pledge is the division's, the head's own, a leader's, or the
 * division has no head.
 */
export function endorsementRoute(
  pledge: Pick<Pledge, 'kind' | 'memberId'>,
  owner: Person | null,
  heads: readonly Person[],
): EndorsementRoute {
  if (pledge.kind === 'collective' || owner === null) return { by: 'secretary', because: 'collective' };
  if (holds(owner, 'leader')) return { by: 'secretary', because: 'leader' };
  if (heads.some((head) => head.id === owner.id)) return { by: 'secretary', because: 'own_head' };
  if (heads.length === 0) return { by: 'secretary', because: 'no_head' };
  return { by: 'head' };
}

/** A pledge that the actor has just been allowed to decide on; only `authorise…` makes one. */
export interface Authorized<Decision extends string> {
  readonly pledge: Pledge;
  readonly actor: Person;
  readonly decision: Decision;
  readonly __authorized: true;
}

export type DecisionError = 'not_allowed' | 'own_pledge' | 'pledge_not_waiting' | 'pledge_changed';

export interface DecisionCase {
  readonly pledge: Pledge;
  readonly owner: Person | null;
  readonly route: EndorsementRoute;
  /** How many active secretaries there are whose own the pledge is not. */
  readonly otherSecretaries: number;
  /** The version that the actor was looking at. */
  readonly version: number;
}

/** Allows the head of the owner's division to endorse the version that was shown, never their own pledge. */
export function authoriseEndorsement(
  actor: Person,
  subject: DecisionCase,
): Result<Authorized<'endorse'>, DecisionError> {
  const { pledge } = subject;
  if (!isHeadOf(actor, pledge.divisionId)) return err('not_allowed');
  if (pledge.memberId === actor.id) return err('own_pledge');
  if (subject.route.by !== 'head') return err('not_allowed');
  if (pledge.state !== 'submitted') return err('pledge_not_waiting');
  if (pledge.version !== subject.version) return err('pledge_changed');
  return ok({ pledge, actor, decision: 'endorse', __authorized: true });
}

/**
 * Allows the secretary to accept an endorsed pledge, or a submitted one that nobody else can endorse. Nobody accepts
 * their own, nor as its head their division's: it goes to another secretary or, where there is none, to a leader.
 */
export function authoriseAcceptance(actor: Person, subject: DecisionCase): Result<Authorized<'accept'>, DecisionError> {
  const { pledge } = subject;
  if (isOwn(actor, pledge)) return err('own_pledge');
  if (!mayAccept(actor, subject)) return err('not_allowed');
  const ready = pledge.state === 'endorsed' || (pledge.state === 'submitted' && subject.route.by === 'secretary');
  if (!ready) return err('pledge_not_waiting');
  if (pledge.version !== subject.version) return err('pledge_changed');
  return ok({ pledge, actor, decision: 'accept', __authorized: true });
}

/** Allows whoever may endorse or accept a waiting pledge to return it with a reason. */
export function authoriseReturn(actor: Person, subject: DecisionCase): Result<Authorized<'return'>, DecisionError> {
  const endorsement = authoriseEndorsement(actor, subject);
  const allowed = endorsement.ok ? endorsement : authoriseAcceptance(actor, subject);
  if (allowed.ok) return ok({ ...allowed.value, decision: 'return' });
  // The more telling of the two refusals: a head who is no secretary hears what stopped the endorsement.
  return err(isHeadOf(actor, subject.pledge.divisionId) && !endorsement.ok ? endorsement.error : allowed.error);
}

function isHeadOf(actor: Person, divisionId: number): boolean {
  return holds(actor, 'head') && actor.divisionId === divisionId;
}

/** Whether the actor promised it: as the person, or as the head of the division. */
export function isOwn(actor: Person, pledge: Pick<Pledge, 'kind' | 'memberId' | 'divisionId'>): boolean {
  return pledge.kind === 'individual' ? pledge.memberId === actor.id : isHeadOf(actor, pledge.divisionId);
}

function mayAccept(actor: Person, subject: DecisionCase): boolean {
  if (holds(actor, 'secretary')) return true;
  return subject.otherSecretaries === 0 && holds(actor, 'leader');
}

/** Whether two contents promise the same. */
export function sameContent(left: PledgeContent, right: PledgeContent): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
