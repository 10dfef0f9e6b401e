import { holds, type Person } from '../domain/person.ts';
import {
  changeable,
  EMPTY_CONTENT,
  type EndorsementRoute,
  endorsementRoute,
  type Pledge,
  type PledgeContent,
  type PledgeDraft,
  promised,
  type RegistrationWindow,
  sameContent,
  type WindowError,
} from '../domain/pledge.ts';
import type { PledgeKind } from '../domain/title.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { registrationWindow } from './campaign.ts';
import { shortcomings } from './pledge-check.ts';
import type { Campaign, Work } from './ports.ts';
import { recordPledge } from './submission-record.ts';

export type RegistrationError = WindowError | 'no_campaign' | 'not_allowed' | 'no_pledge';

/** A person's or division's place in the current campaign. */
export interface Registration {
  readonly campaign: Campaign;
  readonly window: RegistrationWindow;
  readonly kind: PledgeKind;
  readonly pledge: Pledge | null;
  /** The person's own or the division's pledge of the year before, for copying. */
  readonly lastYear: PledgeContent | null;
}

/** Looks up a registration; only a division's head may see to the division's. */
export function findRegistration(
  work: Work,
  person: Person,
  kind: PledgeKind,
): Result<Registration, RegistrationError> {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return err('no_campaign');
  if (kind === 'collective' && !holds(person, 'head')) return err('not_allowed');
  const pledge = pledgeOf(work, campaign, person, kind);
  return ok({ campaign, window: registrationWindow(campaign.plan, work.zone), kind, pledge, lastYear: null });
}

/** The content of last year's pledge as far as it can be promised again: titles and own words, no initiative. */
export function lastYearsContent(
  work: Work,
  campaign: Campaign,
  person: Person,
  kind: PledgeKind,
): PledgeContent | null {
  const before = work.store.campaigns.byYear(campaign.year - 1);
  if (before === null) return null;
  const pledge = pledgeOf(work, before, person, kind);
  const content = pledge?.content ?? null;
  if (content === null || pledge?.state === 'withdrawn') return null;
  const offered = new Set(campaign.plan.commitments.map((option) => option.code));
  return {
    ...content,
    // An initiative is recognised once: promising the same one again would be a mistake.
    initiative: null,
    commitments: content.commitments.map((commitment) =>
      commitment.code !== null && !offered.has(commitment.code) ? { ...commitment, code: null } : commitment,
    ),
  };
}

/** A person's own pledge of a campaign, or that of their division. */
export function pledgeOf(work: Work, campaign: Campaign, person: Person, kind: PledgeKind): Pledge | null {
  return kind === 'individual'
    ? work.store.pledges.ofMember(campaign.id, person.id)
    : work.store.pledges.ofDivision(campaign.id, person.divisionId);
}

/** Opens a draft: the given content, what was submitted, or an empty sheet; an existing draft is kept unless replaced. */
export function openDraft(
  work: Work,
  person: Person,
  kind: PledgeKind,
  replaceWith: PledgeContent | null,
): Result<{ readonly pledgeId: number; readonly content: PledgeDraft }, RegistrationError> {
  const found = findRegistration(work, person, kind);
  if (!found.ok) return found;
  const { campaign, window, pledge } = found.value;
  const open = changeable(window, pledge, work.now);
  if (!open.ok) return open;
  const content = replaceWith ?? pledge?.draft ?? pledge?.content ?? EMPTY_CONTENT;
  if (pledge === null) {
    const pledgeId = work.store.pledges.create({
      campaignId: campaign.id,
      kind,
      memberId: kind === 'individual' ? person.id : null,
      divisionId: person.divisionId,
      draft: content,
      now: work.now,
    });
    return ok({ pledgeId, content });
  }
  work.store.pledges.saveDraft(pledge.id, content, work.now);
  return ok({ pledgeId: pledge.id, content });
}

/** Saves the draft at an answer. */
export function saveDraft(work: Work, pledgeId: number, draft: PledgeDraft): void {
  work.store.pledges.saveDraft(pledgeId, draft, work.now);
}

/** Throws the draft away; what was submitted stays. */
export function discardDraft(work: Work, pledgeId: number): void {
  work.store.pledges.saveDraft(pledgeId, null, work.now);
}

export interface Submitted {
  readonly pledge: Pledge;
  readonly version: number;
  readonly amended: boolean;
  /** Nothing differs from the version that stands: nothing was stored. */
  readonly unchanged: boolean;
  readonly route: EndorsementRoute;
  readonly heads: readonly Person[];
}

export type SubmitError = RegistrationError | 'pledge_incomplete' | 'nothing_to_submit';

/** Submits the draft as a new version, which then waits for endorsement again. */
export function submit(work: Work, person: Person, kind: PledgeKind): Result<Submitted, SubmitError> {
  const found = findRegistration(work, person, kind);
  if (!found.ok) return found;
  const { campaign, window, pledge } = found.value;
  if (pledge === null || pledge.draft === null) return err('nothing_to_submit');
  const open = changeable(window, pledge, work.now);
  if (!open.ok) return open;
  const content = promised(pledge.draft);
  if (shortcomings(work, campaign, person, kind, content).length > 0) return err('pledge_incomplete');
  const heads = headsOf(work, pledge.divisionId);
  const route = endorsementRoute(pledge, kind === 'individual' ? person : null, heads);
  const standing = pledge.state === 'submitted' || pledge.state === 'endorsed' || pledge.state === 'accepted';
  if (standing && pledge.content !== null && sameContent(pledge.content, content)) {
    discardDraft(work, pledge.id);
    return ok({ pledge, version: pledge.version, amended: false, unchanged: true, route, heads });
  }
  const version = work.store.pledges.saveVersion(pledge, content, person.id, work.now);
  const amended = version > 1;
  const action = amended ? 'amended' : 'submitted';
  recordPledge(work, pledge, { actor: person, action, version, note: null });
  return ok({ pledge, version, amended, unchanged: false, route, heads });
}

/** Withdraws a submitted pledge while the window is open; its versions stay on record. */
export function withdraw(work: Work, person: Person, kind: PledgeKind): Result<Pledge, RegistrationError> {
  const found = findRegistration(work, person, kind);
  if (!found.ok) return found;
  const { window, pledge } = found.value;
  if (pledge === null || pledge.version === 0 || pledge.state === 'withdrawn') return err('no_pledge');
  const open = changeable(window, pledge, work.now);
  if (!open.ok) return open;
  work.store.pledges.setState(pledge.id, 'withdrawn', work.now);
  work.store.pledges.saveDraft(pledge.id, null, work.now);
  const { version } = pledge;
  recordPledge(work, pledge, { actor: person, action: 'withdrawn', version, note: null });
  return ok(pledge);
}

/** Who endorses this pledge, by who its owner and the heads of its division are now. */
export function routeOf(work: Work, pledge: Pledge): EndorsementRoute {
  const owner = pledge.memberId === null ? null : work.store.members.byId(pledge.memberId);
  return endorsementRoute(pledge, owner, headsOf(work, pledge.divisionId));
}

/** The active heads of a division. */
function headsOf(work: Work, divisionId: number): readonly Person[] {
  return work.store.members.activeInDivision(divisionId).filter((person) => holds(person, 'head'));
}
