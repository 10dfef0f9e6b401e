import type { AuditSubject } from '../domain/audit.ts';
import type { Exemplar, ExemplarAction } from '../domain/exemplar.ts';
import type { Person } from '../domain/person.ts';
import type { Pledge, PledgeAction } from '../domain/pledge.ts';
import type { Report, ReportAction } from '../domain/review.ts';
import { audit } from './audit.ts';
import type { Work } from './ports.ts';

/** What became of a version of something that was submitted, and by whom. */
interface Deed<Action> {
  readonly actor: Person;
  readonly action: Action;
  readonly version: number;
  /** A reason or another text: for the record of the thing itself, never for the audit log. */
  readonly note: string | null;
}

type Submission = Pick<Pledge | Report, 'id' | 'memberId' | 'divisionId'>;

/** Writes a line of a pledge's record, and of the audit log. */
export function recordPledge(work: Work, pledge: Submission, deed: Deed<PledgeAction>): void {
  const { id } = pledge;
  const { actor, action, version, note } = deed;
  work.store.pledges.record(id, { at: work.now, actorId: actor.id, action, version, note });
  audit(work, { action: `pledge_${action}`, actor, subject: ownerOf(pledge), details: { pledge: id, version } });
}

/** Writes a line of a report's record, and of the audit log. */
export function recordReport(work: Work, report: Submission, deed: Deed<ReportAction>): void {
  const { id } = report;
  const { actor, action, version, note } = deed;
  work.store.reviewReports.record(id, { at: work.now, actorId: actor.id, action, version, note });
  audit(work, { action: `report_${action}`, actor, subject: ownerOf(report), details: { report: id, version } });
}

/** Writes a line of an exemplar's record, and of the audit log. */
export function recordExemplar(work: Work, { id }: Pick<Exemplar, 'id'>, deed: Deed<ExemplarAction>): void {
  const { actor, action, version, note } = deed;
  work.store.exemplars.record(id, { at: work.now, actorId: actor.id, action, version, note });
  audit(work, { action: `exemplar_${action}`, actor, subject: { kind: 'exemplar', id }, details: { version } });
}

function ownerOf({ memberId, divisionId }: Submission): AuditSubject {
  return memberId === null ? { kind: 'division', id: divisionId } : { kind: 'member', id: memberId };
}
