import type { EpochMs } from '../lib/clock.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { lengthInCharacters } from '../lib/vietnamese.ts';
import { holds, type Person } from './person.ts';

/** Điển hình tiên tiến; nhân tố mới, mô hình. */
export const EXEMPLAR_KINDS = ['exemplar', 'new_model'] as const;
export type ExemplarKind = (typeof EXEMPLAR_KINDS)[number];

export const EXEMPLAR_STATES = ['draft', 'submitted', 'listed', 'returned', 'declined', 'withdrawn'] as const;
export type ExemplarState = (typeof EXEMPLAR_STATES)[number];

export const EXEMPLAR_ACTIONS = [
  'submitted',
  'supported',
  'not_supported',
  'listed',
  'returned',
  'declined',
  'withdrawn',
  'spread',
  'spread_ended',
  'recognised',
] as const;
export type ExemplarAction = (typeof EXEMPLAR_ACTIONS)[number];

/** Who or what is proposed. */
export type ExemplarSubject =
  | { readonly of: 'person'; readonly memberId: number }
  | { readonly of: 'division'; readonly divisionId: number }
  /** A collective, a model or a person that the staff list does not have. */
  | { readonly of: 'named'; readonly name: string };

/** What a proposal says; null where it is not written yet. */
export interface ExemplarContent {
  readonly kind: ExemplarKind | null;
  readonly subject: ExemplarSubject | null;
  readonly summary: string | null;
  readonly results: string | null;
  /** Code of the plan's movement that it belongs to, null for none. */
  readonly movement: string | null;
  /** An https address of evidence. */
  readonly link: string | null;
}

export const EMPTY_EXEMPLAR: ExemplarContent = {
  kind: null,
  subject: null,
  summary: null,
  results: null,
  movement: null,
  link: null,
};

/** Longest texts in characters: what fits a row of the printed list. */
export const EXEMPLAR_LIMITS = {
  name: 200,
  summary: 1_500,
  results: 1_500,
  link: 500,
  reason: 500,
  proposals: 20,
} as const;

/** What the head of the division concerned says; never binding. */
export interface ExemplarOpinion {
  readonly supports: boolean;
  readonly reason: string;
  readonly by: number;
  readonly at: EpochMs;
}

/** A proposed exemplar or new model of one year. */
export interface Exemplar {
  readonly id: number;
  readonly campaignId: number;
  readonly proposerId: number;
  /** The division whose head is asked: the subject's, or the proposer's where the subject belongs to none. */
  readonly divisionId: number;
  readonly state: ExemplarState;
  readonly content: ExemplarContent;
  /** How often it was submitted. */
  readonly version: number;
  readonly opinion: ExemplarOpinion | null;
  /** Whether it is to be spread (nhân rộng). */
  readonly spread: boolean;
  /** The authority that recognised it with its document, in the secretary's words; null while none has. */
  readonly recognisedBy: string | null;
  readonly submittedAt: EpochMs | null;
  readonly updatedAt: EpochMs;
}

/** Whether the proposer may still write in it. */
export function isOpen({ state }: Pick<Exemplar, 'state'>): boolean {
  return state === 'draft' || state === 'returned';
}

/** What is missing before it can be submitted, in the order of the dialogue. */
export function missingIn(content: ExemplarContent): readonly ('kind' | 'subject' | 'summary' | 'results')[] {
  return (['kind', 'subject', 'summary', 'results'] as const).filter((field) => content[field] === null);
}

/** Reads an address of evidence: https only, no credentials in it, as it is stored and shown. */
export function evidenceLink(typed: string): Result<string, 'exemplar_link_invalid' | 'exemplar_link_too_long'> {
  const text = typed.trim();
  if (lengthInCharacters(text) > EXEMPLAR_LIMITS.link) return err('exemplar_link_too_long');
  if (!/^https:\/\/[^\s/?#@]+\.[^\s/?#@]+([/?#]\S*)?$/i.test(text)) return err('exemplar_link_invalid');
  return ok(text);
}

export type ExemplarError =
  | 'not_allowed'
  | 'exemplar_gone'
  | 'exemplar_own'
  | 'exemplar_not_waiting'
  | 'exemplar_not_listed'
  | 'exemplar_changed';

/** What a decision needs to know beside the proposal. */
export interface ExemplarCase {
  readonly exemplar: Exemplar;
  /** The version that the actor was looking at. */
  readonly version: number;
  /** How many active secretaries neither proposed it nor are its subject. */
  readonly otherSecretaries: number;
}

/** Whether the person proposed it or is the one proposed. */
export function concerns(exemplar: Exemplar, person: Pick<Person, 'id'>): boolean {
  const { subject } = exemplar.content;
  return exemplar.proposerId === person.id || (subject?.of === 'person' && subject.memberId === person.id);
}

/** Lets the head of the division concerned give an opinion while it waits, never on a proposal of their own. */
export function mayGiveOpinion(actor: Person, { exemplar, version }: ExemplarCase): Result<void, ExemplarError> {
  if (!holds(actor, 'head') || actor.divisionId !== exemplar.divisionId) return err('not_allowed');
  if (concerns(exemplar, actor)) return err('exemplar_own');
  return waiting(exemplar, version);
}

/**
 * Lets the secretary list, return or decline it while it waits. Nobody decides on what they proposed or on themselves:
 * it goes to another secretary or, where there is none, to a leader.
 */
export function mayDecide(actor: Person, subject: ExemplarCase): Result<void, ExemplarError> {
  const { exemplar, version, otherSecretaries } = subject;
  const entitled = holds(actor, 'secretary') || (otherSecretaries === 0 && holds(actor, 'leader'));
  if (!entitled) return err('not_allowed');
  if (concerns(exemplar, actor)) return err('exemplar_own');
  return waiting(exemplar, version);
}

function waiting(exemplar: Exemplar, version: number): Result<void, ExemplarError> {
  if (exemplar.state !== 'submitted') return err('exemplar_not_waiting');
  return exemplar.version === version ? ok(undefined) : err('exemplar_changed');
}
