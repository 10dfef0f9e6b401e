import type { SubmittedExemplar } from '../app/exemplar.ts';
import { concerns, type Exemplar } from '../domain/exemplar.ts';
import type { Person } from '../domain/person.ts';
import { DAY } from '../lib/clock.ts';
import type { MemberContext } from './context.ts';
import { exemplarSay, exemplarSubjectSay } from './exemplar-wording.ts';
import { type Say, say } from './text-key.ts';

// Who is told what about proposals of exemplars. Every notice goes to one person.

/** After a week the lists say the same. */
const NOTICE_MS = 7 * DAY;

function tell(context: MemberContext, to: Person, kind: string, texts: readonly Say[]): void {
  if (to.id === context.person.id) return;
  const commands = [{ command: 'nhantomoi', label: say('command.nhantomoi.label') }];
  const expiresAt = context.now + NOTICE_MS;
  context.notify({ to: to.id, kind, lane: 'receipt', reply: { say: texts, commands }, expiresAt });
}

/** Secretaries who may decide, or the leaders where every secretary is concerned. */
function deciders(context: MemberContext, exemplar: Exemplar): readonly Person[] {
  const free = (role: 'secretary' | 'leader') =>
    context.store.members.withRole(role).filter((person) => !concerns(exemplar, person));
  const secretaries = free('secretary');
  return secretaries.length > 0 ? secretaries : free('leader');
}

/** Tells the heads who are asked for an opinion, and those who decide. */
export function exemplarSubmitted(context: MemberContext, { exemplar, heads }: SubmittedExemplar): void {
  const params = { exemplar: exemplarSay(context, exemplar.content), name: context.person.fullName };
  const asked = new Set(heads.map(({ id }) => id));
  for (const head of heads) tell(context, head, 'exemplar_waiting', [say('notice.exemplar.opinion_asked', params)]);
  for (const to of deciders(context, exemplar)) {
    if (!asked.has(to.id)) tell(context, to, 'exemplar_waiting', [say('notice.exemplar.submitted', params)]);
  }
}

/** Tells those who decide, and the proposer, what the head of the division thinks of it. */
export function exemplarOpinionGiven(
  context: MemberContext,
  exemplar: Exemplar,
  supports: boolean,
  reason: string,
): void {
  const texts = [
    say(supports ? 'notice.exemplar.supported' : 'notice.exemplar.not_supported', {
      exemplar: exemplarSay(context, exemplar.content),
      name: context.person.fullName,
      reason,
    }),
  ];
  const proposer = context.store.members.byId(exemplar.proposerId);
  const told = new Map(deciders(context, exemplar).map((person) => [person.id, person]));
  if (proposer?.active === true) told.set(proposer.id, proposer);
  for (const to of told.values()) tell(context, to, 'exemplar_opinion', texts);
}

/** Tells the proposer what was decided, and the person who was listed. */
export function exemplarDecided(
  context: MemberContext,
  exemplar: Exemplar,
  decision: 'listed' | 'returned' | 'declined',
  reason: string,
): void {
  const { content } = exemplar;
  const params = { exemplar: exemplarSay(context, content), name: context.person.fullName };
  const texts = [
    say(`notice.exemplar.${decision}`, params),
    ...(decision === 'listed' ? [] : [say('notice.exemplar.reason', { reason })]),
  ];
  const proposer = context.store.members.byId(exemplar.proposerId);
  if (proposer?.active === true) tell(context, proposer, 'exemplar_decided', texts);
  const { subject } = content;
  if (decision !== 'listed' || subject?.of !== 'person' || subject.memberId === exemplar.proposerId) return;
  const listed = context.store.members.byId(subject.memberId);
  if (listed?.active !== true) return;
  tell(context, listed, 'exemplar_listed', [
    say('notice.exemplar.you_are_listed', { subject: exemplarSubjectSay(context, subject) }),
  ]);
}

/** Tells those who had it before them that a proposal was taken back. */
export function exemplarWithdrawn(context: MemberContext, exemplar: Exemplar): void {
  if (exemplar.state !== 'submitted') return;
  const params = { exemplar: exemplarSay(context, exemplar.content), name: context.person.fullName };
  for (const to of deciders(context, exemplar)) {
    tell(context, to, 'exemplar_withdrawn', [say('notice.exemplar.withdrawn', params)]);
  }
}
