import type { Decided, WaitingFor } from '../app/approval.ts';
import type { Submitted } from '../app/registration.ts';
import type { Person } from '../domain/person.ts';
import { isOwn, type Pledge } from '../domain/pledge.ts';
import { type DivisionRegistration, registrationTotal } from '../domain/standings/registration.ts';
import type { PledgeKind } from '../domain/title.ts';
import { DAY } from '../lib/clock.ts';
import type { Context, MemberContext } from './context.ts';
import { divisionLines } from './owing-wording.ts';
import { type Say, say } from './text-key.ts';
import type { CommandChoice } from './types.ts';
import { commaList, titleSay } from './wording.ts';

// Who is told what. Every notice goes to one person and names only what that person is entitled to.

const APPROVE: CommandChoice = { command: 'pheduyet', label: say('command.pheduyet.label') };
const REGISTER: CommandChoice = { command: 'dangky', label: say('command.dangky.label') };
const MY_PLEDGE: CommandChoice = { command: 'dangkycuatoi', label: say('command.dangkycuatoi.label') };

/** A notice about a pledge matters for a week; then the lists say the same. */
const PLEDGE_NOTICE_MS = 7 * DAY;

function tell(
  context: Context,
  to: Person,
  kind: string,
  texts: readonly Say[],
  commands: readonly CommandChoice[],
): void {
  const expiresAt = context.now + PLEDGE_NOTICE_MS;
  context.notify({ to: to.id, kind, lane: 'receipt', reply: { say: texts, commands }, expiresAt });
}

function subjectSay(context: Context, pledge: Pledge): Say {
  const owner = pledge.memberId === null ? null : context.store.members.byId(pledge.memberId);
  if (owner !== null) return say('notice.subject.person', { name: owner.fullName, division: owner.divisionName });
  const division = context.store.divisions.all().find((candidate) => candidate.id === pledge.divisionId);
  return say('notice.subject.division', { division: division?.name ?? '' });
}

/** Those who have to act on a waiting pledge, never its owner. */
function approvers(
  context: Context,
  pledge: Pledge,
  waitingFor: WaitingFor,
  heads: readonly Person[],
): readonly Person[] {
  if (waitingFor === 'endorsement') return heads.filter((head) => head.id !== pledge.memberId);
  const others = (role: 'secretary' | 'leader') =>
    context.store.members.withRole(role).filter((person) => !isOwn(person, pledge));
  const secretaries = others('secretary');
  return secretaries.length > 0 ? secretaries : others('leader');
}

/** Tells whoever has to endorse or accept that a pledge came in or was amended. */
export function pledgeSubmitted(context: MemberContext, submitted: Submitted): void {
  const { pledge, amended, route, heads } = submitted;
  const waitingFor = route.by === 'head' ? 'endorsement' : 'acceptance';
  const texts = [
    say(amended ? 'notice.pledge_amended' : 'notice.pledge_submitted', { subject: subjectSay(context, pledge) }),
    say('notice.titles', { titles: commaList((pledge.draft ?? pledge.content)?.titles.map(titleSay) ?? []) }),
    ...(route.by === 'secretary' ? [say(`notice.route.${route.because}`)] : []),
  ];
  for (const to of approvers(context, pledge, waitingFor, heads)) tell(context, to, 'pledge_waiting', texts, [APPROVE]);
}

/** Tells the division heads and whoever would have accepted it that a pledge was withdrawn. */
export function pledgeWithdrawn(context: MemberContext, pledge: Pledge): void {
  const texts = [say('notice.pledge_withdrawn', { subject: subjectSay(context, pledge) })];
  const heads = context.store.members
    .activeInDivision(pledge.divisionId)
    .filter((person) => person.roles.includes('head'));
  const accepting = approvers(context, pledge, 'acceptance', []);
  const told = new Map([...heads, ...accepting].map((person) => [person.id, person]));
  for (const person of told.values()) {
    if (person.id !== context.person.id) tell(context, person, 'pledge_withdrawn', texts, []);
  }
}

/** Owners of a pledge: the person, or the heads of the division. */
function owners(context: Context, { pledge, owner }: Decided): readonly Person[] {
  if (owner !== null) return [owner];
  return context.store.members.activeInDivision(pledge.divisionId).filter((person) => person.roles.includes('head'));
}

/** Tells the owner of an endorsement, and the secretary that the pledge now waits for acceptance. */
export function pledgeEndorsed(context: MemberContext, decided: Decided): void {
  const { pledge } = decided;
  for (const to of owners(context, decided)) {
    tell(context, to, 'pledge_endorsed', [say('notice.endorsed', { name: context.person.fullName })], [MY_PLEDGE]);
  }
  const texts = [
    say('notice.waits_for_acceptance', { subject: subjectSay(context, pledge), name: context.person.fullName }),
  ];
  for (const to of approvers(context, pledge, 'acceptance', [])) {
    if (to.id !== context.person.id) tell(context, to, 'pledge_waiting', texts, [APPROVE]);
  }
}

/** Tells the owner that the pledge is accepted. */
export function pledgeAccepted(context: MemberContext, decided: Decided): void {
  const titles = commaList(decided.pledge.content?.titles.map(titleSay) ?? []);
  for (const to of owners(context, decided)) {
    tell(
      context,
      to,
      'pledge_accepted',
      [say('notice.accepted', { name: context.person.fullName, titles })],
      [MY_PLEDGE],
    );
  }
}

/** Tells the owner that the pledge came back, with the reason. */
export function pledgeReturned(context: MemberContext, decided: Decided, reason: string): void {
  const texts = [say('notice.returned', { name: context.person.fullName }), say('pledge.returned_because', { reason })];
  for (const to of owners(context, decided)) tell(context, to, 'pledge_returned', texts, [REGISTER]);
}

/** Tells a person that the secretary lets them, or their division, register late. */
export function latePermitted(context: MemberContext, to: Person, kind: PledgeKind, until: number): void {
  const params = { division: to.divisionName, until: { as: 'moment' as const, date: until } };
  const key = kind === 'individual' ? 'notice.late_permitted' : 'notice.late_permitted_division';
  tell(context, to, 'late_permitted', [say(key, params)], [REGISTER]);
}

/** Registration progress, a line a division: counts only, no names. */
export function progressLines(divisions: readonly Pick<DivisionRegistration, 'name' | 'counts'>[]): readonly Say[] {
  const { handedIn, people } = registrationTotal(divisions);
  return [
    say('progress.registered', { registered: handedIn, total: people }),
    ...divisionLines(divisions, ({ name, counts }) =>
      say('progress.division', { name, registered: counts.handedIn, total: counts.people, accepted: counts.accepted }),
    ),
  ];
}
