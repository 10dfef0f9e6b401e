import {
  concerns,
  type Exemplar,
  type ExemplarAction,
  type ExemplarCase,
  type ExemplarError,
  type ExemplarState,
  mayDecide,
  mayGiveOpinion,
} from '../domain/exemplar.ts';
import type { Person } from '../domain/person.ts';
import { isReason } from '../domain/reason.ts';
import { may, mayOver, rightScope } from '../domain/rights.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { Work } from './ports.ts';
import { recordExemplar } from './submission-record.ts';

export type ReviewError = ExemplarError | 'reason_missing' | 'no_campaign';

/** Submitted proposals in a state that the person may read, newest change first. */
export function readableExemplars(work: Work, actor: Person, states: readonly ExemplarState[]): readonly Exemplar[] {
  const campaign = work.store.campaigns.current();
  const scope = rightScope(actor, 'read_exemplars');
  if (campaign === null || scope === null) return [];
  return work.store.exemplars.inStates(campaign.id, states, scope.divisionId ?? undefined);
}

/** One proposal, for whoever may read it. */
export function readableExemplar(work: Work, actor: Person, id: number): Exemplar | null {
  const exemplar = work.store.exemplars.byId(id);
  if (exemplar === null || exemplar.state === 'draft') return null;
  return mayOver(actor, 'read_exemplars', exemplar.divisionId) ? exemplar : null;
}

function caseOf(work: Work, exemplar: Exemplar, version: number): ExemplarCase {
  const others = work.store.members.withRole('secretary').filter((person) => !concerns(exemplar, person));
  return { exemplar, version, otherSecretaries: others.length };
}

/** What this person can do with a proposal now. */
export function possibleActions(
  work: Work,
  actor: Person,
  exemplar: Exemplar,
): { readonly opinion: boolean; readonly decide: boolean; readonly keepList: boolean } {
  const subject = caseOf(work, exemplar, exemplar.version);
  return {
    opinion: mayGiveOpinion(actor, subject).ok,
    decide: mayDecide(actor, subject).ok,
    keepList: mayKeepList(actor, exemplar).ok,
  };
}

/** How many proposals wait for an opinion or a decision of this person. */
export function exemplarsWaitingFor(work: Work, actor: Person): number {
  return readableExemplars(work, actor, ['submitted']).filter((exemplar) => {
    const { opinion, decide } = possibleActions(work, actor, exemplar);
    return decide || (opinion && exemplar.opinion === null);
  }).length;
}

/** The opinion of the division's head on the version that was shown; a refusal needs a reason. */
export function giveOpinion(
  work: Work,
  actor: Person,
  id: number,
  version: number,
  supports: boolean,
  reason: string,
): Result<Exemplar, ReviewError> {
  const exemplar = work.store.exemplars.byId(id);
  if (exemplar === null) return err('exemplar_gone');
  const allowed = mayGiveOpinion(actor, caseOf(work, exemplar, version));
  if (!allowed.ok) return allowed;
  if (!supports && !isReason(reason)) return err('reason_missing');
  work.store.exemplars.setOpinion(id, { supports, reason, by: actor.id, at: work.now });
  note(work, actor, exemplar, supports ? 'supported' : 'not_supported', reason === '' ? null : reason);
  return ok(exemplar);
}

export type ExemplarDecision = 'listed' | 'returned' | 'declined';

/** Lists, returns or declines the version that was shown; a reason is needed for all but listing. */
export function decideExemplar(
  work: Work,
  actor: Person,
  id: number,
  version: number,
  decision: ExemplarDecision,
  reason: string,
): Result<Exemplar, ReviewError> {
  const exemplar = work.store.exemplars.byId(id);
  if (exemplar === null) return err('exemplar_gone');
  const allowed =
    decision === 'declined' && exemplar.state === 'listed'
      ? mayKeepList(actor, exemplar)
      : mayDecide(actor, caseOf(work, exemplar, version));
  if (!allowed.ok) return allowed;
  if (decision !== 'listed' && !isReason(reason)) return err('reason_missing');
  work.store.exemplars.setState(id, decision, work.now);
  note(work, actor, exemplar, decision, decision === 'listed' ? null : reason);
  return ok(exemplar);
}

/** Marks a listed one as to be spread (nhân rộng), or not any more. */
export function setSpread(work: Work, actor: Person, id: number, spread: boolean): Result<Exemplar, ReviewError> {
  const exemplar = work.store.exemplars.byId(id);
  if (exemplar === null) return err('exemplar_gone');
  const allowed = mayKeepList(actor, exemplar);
  if (!allowed.ok) return allowed;
  work.store.exemplars.setSpread(id, spread, work.now);
  note(work, actor, exemplar, spread ? 'spread' : 'spread_ended', null);
  return ok(exemplar);
}

/** Records which authority recognised a listed one, and in what document. */
export function recordRecognition(work: Work, actor: Person, id: number, by: string): Result<Exemplar, ReviewError> {
  const exemplar = work.store.exemplars.byId(id);
  if (exemplar === null) return err('exemplar_gone');
  const allowed = mayKeepList(actor, exemplar);
  if (!allowed.ok) return allowed;
  if (by === '') return err('reason_missing');
  work.store.exemplars.setRecognised(id, by, work.now);
  note(work, actor, exemplar, 'recognised', by);
  return ok(exemplar);
}

function mayKeepList(actor: Person, exemplar: Exemplar): Result<void, ExemplarError> {
  if (!may(actor, 'keep_exemplars')) return err('not_allowed');
  if (concerns(exemplar, actor)) return err('exemplar_own');
  return exemplar.state === 'listed' ? ok(undefined) : err('exemplar_not_listed');
}

function note(work: Work, actor: Person, exemplar: Exemplar, action: ExemplarAction, text: string | null): void {
  recordExemplar(work, exemplar, { actor, action, version: exemplar.version, note: text });
}
