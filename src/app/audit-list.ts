import type { AuditEntry, AuditSubject } from '../domain/audit.ts';
import type { Person } from '../domain/person.ts';
import { may } from '../domain/rights.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { AuditFilter } from './audit-ports.ts';
import type { Work } from './ports.ts';

/** An entry with the names of now: names are never stored, so that of whoever is anonymised none is left. */
export interface NamedEntry {
  readonly entry: AuditEntry;
  /** Null for the command line and for the program. */
  readonly actor: string | null;
  /** What it was about, by its name; null where there is nothing to add to who did it. */
  readonly about: string | null;
}

/** A page of the log for whoever may read it, newest first: entries with a smaller number than `before`. */
export function readAudit(
  work: Pick<Work, 'store'>,
  reader: Person,
  filter: AuditFilter,
  page: { readonly before: number | null; readonly most: number },
): Result<readonly NamedEntry[], 'not_allowed'> {
  if (!may(reader, 'read_audit')) return err('not_allowed');
  return ok(namedPage(work, filter, page.before, page.most));
}

/** A page of the log, for whoever has the whole database anyway and for what was asked for with a right. */
export function namedPage(
  work: Pick<Work, 'store'>,
  filter: AuditFilter,
  before: number | null,
  most: number,
): readonly NamedEntry[] {
  return work.store.audit.page(filter, before, most).map((entry) => ({
    entry,
    actor: entry.actorId === null ? null : memberName(work, entry.actorId),
    about: entry.subject === null || isActor(entry, entry.subject) ? null : subjectName(work, entry.subject),
  }));
}

function isActor({ actorId }: AuditEntry, { kind, id }: AuditSubject): boolean {
  return kind === 'member' && id === actorId;
}

function memberName({ store }: Pick<Work, 'store'>, id: number): string {
  return store.members.byId(id)?.fullName ?? numbered(id);
}

function subjectName(work: Pick<Work, 'store'>, { kind, id }: AuditSubject): string {
  switch (kind) {
    case 'member':
      return memberName(work, id);
    case 'division':
      return work.store.divisions.all().find((division) => division.id === id)?.name ?? numbered(id);
    case 'election':
      return work.store.elections.byId(id)?.election.name ?? numbered(id);
    case 'year':
      return String(id);
    case 'exemplar':
      return numbered(id);
  }
}

function numbered(id: number): string {
  return `#${id}`;
}
