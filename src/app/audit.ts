import {
  AUDIT_ACTIONS,
  type AuditAction,
  type AuditDetails,
  type AuditSubject,
  type AuditVia,
  isAuditDetail,
} from '../domain/audit.ts';
import type { EpochMs } from '../lib/clock.ts';
import { instantOf, localTime } from '../lib/office-time.ts';
import type { Work } from './ports.ts';

/** An act as whoever did it tells of it. */
export interface Act {
  readonly action: AuditAction;
  /** Null for the command line, and for what the program does by itself. */
  readonly actor: { readonly id: number } | null;
  readonly subject?: AuditSubject;
  readonly details?: AuditDetails;
  /** Where it came from, when it is another way than the work's own. */
  readonly via?: AuditVia;
}

/**
 * Adds an act to the audit log, in the transaction under way: it is logged if it happened. Throws on details that are no
 * codes, which would be a bug.
 */
export function audit(
  work: Pick<Work, 'store' | 'now' | 'zone' | 'via'>,
  { action, actor, subject = undefined, details = {}, via }: Act,
): void {
  const wrong = Object.keys(details).find((name) => !isAuditDetail(details[name] ?? null));
  if (wrong !== undefined) throw new Error(`${action}: ${wrong} is no code`);
  const way = via ?? work.via ?? (actor === null ? 'program' : 'chat');
  work.store.audit.append({
    at: AUDIT_ACTIONS[action].granularity === 'day' ? startOfDay(work) : work.now,
    // Who sits at the server is not known, in whose name ever the command line acts.
    actorId: way === 'cli' ? null : (actor?.id ?? null),
    via: way,
    action,
    subject: subject ?? null,
    details,
  });
}

function startOfDay({ now, zone }: Pick<Work, 'now' | 'zone'>): EpochMs {
  return instantOf(localTime(now, zone).date, '00:00', zone);
}
