import type { Campaign } from '../app/ports.ts';
import { reviewDeadline } from '../app/review.ts';
import type { DecidedReport } from '../app/review-approval.ts';
import { owingPeople } from '../app/review-opening.ts';
import type { SubmittedReport } from '../app/review-report.ts';
import { holds, type Person } from '../domain/person.ts';
import { isOwn } from '../domain/pledge.ts';
import { type Report, type ReviewRound, reportable } from '../domain/review.ts';
import { DAY } from '../lib/clock.ts';
import type { Context, MemberContext } from './context.ts';
import { roundHeading, roundSay } from './review-wording.ts';
import { type Say, say } from './text-key.ts';
import type { CommandChoice, Lane } from './types.ts';

// Who is told what about a review. Every notice goes to one person and names only what that person is entitled to.

const APPROVE: CommandChoice = { command: 'pheduyet', label: say('command.pheduyet.label') };
const REPORT: CommandChoice = { command: 'tiendo', label: say('command.tiendo.label') };

/** A notice about a report matters for a week; then the lists say the same. */
const REPORT_NOTICE_MS = 7 * DAY;

function tell(
  context: Context,
  to: Person,
  kind: string,
  texts: readonly Say[],
  command: CommandChoice,
  lane: Lane = 'receipt',
): void {
  const expiresAt = context.now + REPORT_NOTICE_MS;
  context.notify({ to: to.id, kind, lane, reply: { say: texts, commands: [command] }, expiresAt });
}

function subjectSay(context: Context, report: Report): Say {
  const owner = report.memberId === null ? null : context.store.members.byId(report.memberId);
  if (owner !== null) return say('notice.subject.person', { name: owner.fullName, division: owner.divisionName });
  const division = context.store.divisions.all().find((candidate) => candidate.id === report.divisionId);
  return say('notice.subject.division', { division: division?.name ?? '' });
}

/** Tells whoever confirms that a report came in or was amended. */
export function reportSubmitted(context: MemberContext, submitted: SubmittedReport): void {
  const { report, review, amended, afterClosing, route, heads } = submitted;
  const texts = [
    say(amended ? 'notice.report_amended' : 'notice.report_submitted', {
      round: roundHeading(review.round),
      subject: subjectSay(context, report),
    }),
    ...(afterClosing ? [say('notice.report_after_closing')] : []),
  ];
  for (const to of route.by === 'head' ? heads : directors(context, report)) {
    tell(context, to, 'report_waiting', texts, APPROVE);
  }
}

function directors(context: Context, report: Report): readonly Person[] {
  const others = (role: 'secretary' | 'leader') =>
    context.store.members.withRole(role).filter((person) => !isOwn(person, report));
  const secretaries = others('secretary');
  return secretaries.length > 0 ? secretaries : others('leader');
}

function owners(context: Context, { report, owner }: DecidedReport): readonly Person[] {
  if (owner !== null) return [owner];
  return context.store.members.activeInDivision(report.divisionId).filter((person) => holds(person, 'head'));
}

/** Tells the owner that the report is confirmed. */
export function reportConfirmed(context: MemberContext, decided: DecidedReport): void {
  const round = roundSay(decided.review.round);
  const texts = [say('notice.report_confirmed', { round, name: context.person.fullName })];
  for (const to of owners(context, decided)) tell(context, to, 'report_confirmed', texts, REPORT);
}

// What comes back after the closing can be amended only with the secretary's permission.
function mayBeAmended(context: Context, { review, report }: DecidedReport): boolean {
  const campaign = context.store.campaigns.current();
  const deadline = campaign === null ? null : reviewDeadline(campaign.plan, review.round, context.zone);
  return reportable(review, deadline, report, context.now).ok;
}

/** Tells the owner that the report came back, with the reason. */
export function reportReturned(context: MemberContext, decided: DecidedReport, reason: string): void {
  const round = roundSay(decided.review.round);
  const texts = [
    say('notice.report_returned', { round, name: context.person.fullName }),
    say('pledge.returned_because', { reason }),
    ...(mayBeAmended(context, decided) ? [] : [say('error.review_closed')]),
  ];
  for (const to of owners(context, decided)) tell(context, to, 'report_returned', texts, REPORT);
}

/** Tells everybody who owes a report that the secretary opened the round. */
export function reviewOpened(context: MemberContext, campaign: Campaign, round: ReviewRound): void {
  const deadline = reviewDeadline(campaign.plan, round, context.zone);
  const texts = [
    say('notice.review_opened', { round: roundSay(round), year: String(campaign.year) }),
    ...(deadline === null ? [] : [say('progress.deadline', { at: { as: 'moment', date: deadline } })]),
  ];
  for (const to of owingPeople(context, campaign, round)) {
    if (to.id !== context.person.id) tell(context, to, 'review_opened', texts, REPORT, 'reminder');
  }
}

/** Tells a person that the secretary lets them, or their division, report late. */
export function lateReportPermitted(
  context: MemberContext,
  to: Person,
  round: ReviewRound,
  kind: Report['kind'],
  until: number,
): void {
  const params = { round: roundSay(round), division: to.divisionName, until: { as: 'moment' as const, date: until } };
  const key = kind === 'individual' ? 'notice.report_late' : 'notice.report_late_division';
  tell(context, to, 'report_late_permitted', [say(key, params)], REPORT);
}
