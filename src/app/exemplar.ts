import {
  EMPTY_EXEMPLAR,
  EXEMPLAR_LIMITS,
  type Exemplar,
  type ExemplarContent,
  type ExemplarSubject,
  isOpen,
  missingIn,
} from '../domain/exemplar.ts';
import { holds, type Person } from '../domain/person.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { fold } from '../lib/vietnamese.ts';
import type { Work } from './ports.ts';
import { recordExemplar } from './submission-record.ts';

export type ProposalError =
  | 'no_campaign'
  | 'not_allowed'
  | 'exemplar_gone'
  | 'exemplar_closed'
  | 'exemplar_incomplete'
  | 'exemplar_too_many';

/** What the person proposed this year, withdrawn drafts left out. */
export function ownProposals(work: Work, person: Person): readonly Exemplar[] {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return [];
  return work.store.exemplars
    .ofProposer(campaign.id, person.id)
    .filter(({ state, version }) => state !== 'withdrawn' || version > 0);
}

/** Begins a proposal; its number. */
export function startProposal(work: Work, person: Person): Result<number, ProposalError> {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return err('no_campaign');
  if (ownProposals(work, person).filter((own) => !isBlank(own)).length >= EXEMPLAR_LIMITS.proposals)
    return err('exemplar_too_many');
  const blank = ownProposals(work, person).find(isBlank);
  if (blank !== undefined) return ok(blank.id);
  const { divisionId } = person;
  return ok(work.store.exemplars.create({ campaignId: campaign.id, proposerId: person.id, divisionId, now: work.now }));
}

// One that was begun and left before its first answer is taken up again instead of a new one.
function isBlank({ state, content }: Exemplar): boolean {
  return state === 'draft' && Object.values(content).every((value) => value === null);
}

/** The person's own proposal, however it stands. */
export function ownProposal(work: Work, person: Person, id: number): Result<Exemplar, ProposalError> {
  const exemplar = work.store.exemplars.byId(id);
  if (exemplar === null) return err('exemplar_gone');
  return exemplar.proposerId === person.id ? ok(exemplar) : err('not_allowed');
}

/** Writes one answer into an open proposal; it is kept at once. */
export function writeProposal(
  work: Work,
  person: Person,
  id: number,
  change: Partial<ExemplarContent>,
): Result<Exemplar, ProposalError> {
  const found = ownProposal(work, person, id);
  if (!found.ok) return found;
  if (!isOpen(found.value)) return err('exemplar_closed');
  const content = { ...EMPTY_EXEMPLAR, ...found.value.content, ...change };
  const divisionId = divisionOf(work, content.subject) ?? person.divisionId;
  work.store.exemplars.save(id, content, divisionId, work.now);
  return ok({ ...found.value, content, divisionId, updatedAt: work.now });
}

function divisionOf(work: Work, subject: ExemplarSubject | null): number | null {
  if (subject?.of === 'division') return subject.divisionId;
  return subject?.of === 'person' ? (work.store.members.byId(subject.memberId)?.divisionId ?? null) : null;
}

export interface SubmittedExemplar {
  readonly exemplar: Exemplar;
  /** Those who are asked for an opinion: the heads of the division concerned, but whoever it concerns. */
  readonly heads: readonly Person[];
}

/** Submits an open proposal that is complete. */
export function submitProposal(work: Work, person: Person, id: number): Result<SubmittedExemplar, ProposalError> {
  const found = ownProposal(work, person, id);
  if (!found.ok) return found;
  const { value: open } = found;
  if (!isOpen(open)) return err('exemplar_closed');
  if (missingIn(open.content).length > 0) return err('exemplar_incomplete');
  const version = open.version + 1;
  work.store.exemplars.submit(id, version, work.now);
  recordExemplar(work, open, { actor: person, action: 'submitted', version, note: null });
  const exemplar: Exemplar = { ...open, state: 'submitted', version, opinion: null, submittedAt: work.now };
  return ok({ exemplar, heads: headsAsked(work, exemplar) });
}

/** The heads who may give an opinion on a proposal. */
function headsAsked(work: Work, { divisionId, proposerId, content }: Exemplar): readonly Person[] {
  const subject = content.subject?.of === 'person' ? content.subject.memberId : null;
  return work.store.members
    .activeInDivision(divisionId)
    .filter((person) => holds(person, 'head') && person.id !== proposerId && person.id !== subject);
}

/** Takes one's own proposal back; one that is listed or declined stays as it is. */
export function withdrawProposal(work: Work, person: Person, id: number): Result<Exemplar, ProposalError> {
  const found = ownProposal(work, person, id);
  if (!found.ok) return found;
  const { state, version } = found.value;
  if (state !== 'draft' && state !== 'returned' && state !== 'submitted') return err('exemplar_closed');
  work.store.exemplars.setState(id, 'withdrawn', work.now);
  recordExemplar(work, found.value, { actor: person, action: 'withdrawn', version, note: null });
  return found;
}

/** Other proposals of the year for the same person, division or name, that wait or are listed. */
export function sameSubject(work: Work, { id, campaignId, content }: Exemplar): readonly Exemplar[] {
  const key = subjectKey(content.subject);
  if (key === null) return [];
  return work.store.exemplars
    .inStates(campaignId, ['submitted', 'listed'])
    .filter((other) => other.id !== id && subjectKey(other.content.subject) === key);
}

function subjectKey(subject: ExemplarSubject | null): string | null {
  if (subject === null) return null;
  if (subject.of === 'person') return `person:${subject.memberId}`;
  return subject.of === 'division' ? `division:${subject.divisionId}` : `named:${fold(subject.name)}`;
}
