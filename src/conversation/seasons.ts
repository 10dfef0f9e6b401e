import { findRegistration } from '../app/registration.ts';
import { reviewDuty } from '../app/review.ts';
import { findReporting } from '../app/review-report.ts';
import { holds } from '../domain/person.ts';
import { changeable, owes } from '../domain/pledge.ts';
import { REVIEW_ROUNDS } from '../domain/review.ts';
import type { PledgeKind } from '../domain/title.ts';
import type { MemberContext } from './context.ts';
import { type Say, say } from './text-key.ts';

function kindsOf({ person }: MemberContext): readonly PledgeKind[] {
  return holds(person, 'head') ? ['individual', 'collective'] : ['individual'];
}

/** Whether the person can register or amend now, for themselves or as head for the division. */
export function registrationSeason(context: MemberContext): boolean {
  return kindsOf(context).some((kind) => mayRegister(context, kind));
}

function mayRegister(context: MemberContext, kind: PledgeKind): boolean {
  const found = findRegistration(context, context.person, kind);
  return found.ok && changeable(found.value.window, found.value.pledge, context.now).ok;
}

/** Whether there is a report to write or to read again. */
export function reportSeason(context: MemberContext): boolean {
  return kindsOf(context).some((kind) => mayReport(context, kind));
}

// A report that was handed in can be read again when its time is over.
function mayReport(context: MemberContext, kind: PledgeKind): boolean {
  const found = findReporting(context, context.person, kind);
  return found.ok && (found.value.open.ok || (found.value.report?.version ?? 0) > 0);
}

type Owed = 'owes' | 'returned' | null;

/** What the menu says behind a duty. */
export function owedBadge(owed: Owed): Say | null {
  return owed === null ? null : say(`menu.badge.${owed}`);
}

/** What is owed of the own pledge: once registration is over, nothing is urgent about one that is missing. */
export function pledgeOwed(context: MemberContext): Owed {
  const found = findRegistration(context, context.person, 'individual');
  if (!found.ok) return null;
  const { window, pledge } = found.value;
  if (!changeable(window, pledge, context.now).ok || !owes(pledge)) return null;
  return pledge?.state === 'returned' ? 'returned' : 'owes';
}

/** What is owed of a report, the own or as head the division's. */
export function reportOwed(context: MemberContext): Owed {
  const campaign = context.store.campaigns.current();
  if (campaign === null) return null;
  const duties = REVIEW_ROUNDS.flatMap((round) =>
    kindsOf(context).map((kind) => reviewDuty(context, campaign, round, context.person, kind)),
  );
  return (['owes', 'returned'] as const).find((owed) => duties.includes(owed)) ?? null;
}
