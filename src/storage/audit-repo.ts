import { and, desc, eq, gte, inArray, lt, or, sql } from 'drizzle-orm';
import type { AuditFilter, AuditLog } from '../app/audit-ports.ts';
import { type AuditHead, chainHash, detailsText, EMPTY_HEAD } from '../domain/audit/chain.ts';
import { AUDIT_SUBJECTS, type AuditAction, type AuditDetails, type AuditEntry } from '../domain/audit.ts';
import type { Database } from './database.ts';
import { auditEntry } from './schema.ts';
import { prepareWrite } from './statement.ts';

type AuditRow = typeof auditEntry.$inferSelect;

/** Rows that are in memory at once while the whole log is read. */
const LINKS_AT_ONCE = 1_000;

/**
 * The audit log of one database. The head is kept in memory, so that an entry costs one insert; `onForeignChange` says
 * when to forget it: another process wrote, or work that added entries was undone.
 */
export function createAuditLog(database: Database, onForeignChange: (forget: () => void) => void): AuditLog {
  const { drizzle } = database;
  const columns = ['id', 'at', 'actorId', 'via', 'action', 'subjectKind', 'subjectId', 'details', 'hash'] as const;
  type Values = { readonly [name in (typeof columns)[number]]: ReturnType<typeof sql.placeholder> };
  const places = Object.fromEntries(columns.map((name) => [name, sql.placeholder(name)])) as unknown as Values;
  const insert = prepareWrite(database, drizzle.insert(auditEntry).values(places));
  const newest = drizzle
    .select({ count: auditEntry.id, hash: auditEntry.hash })
    .from(auditEntry)
    .orderBy(desc(auditEntry.id))
    .limit(1)
    .prepare();
  let kept: AuditHead | null = null;
  onForeignChange(() => {
    kept = null;
  });

  function head(): AuditHead {
    kept ??= newest.get() ?? EMPTY_HEAD;
    return kept;
  }

  return {
    head,
    append({ subject, details, ...record }) {
      const before = head();
      const link = {
        ...record,
        id: before.count + 1,
        subjectKind: subject?.kind ?? null,
        subjectId: subject?.id ?? null,
        details: detailsText(details),
      };
      const hash = chainHash(before.hash, link);
      insert({ ...link, hash });
      kept = { count: link.id, hash };
      return kept;
    },
    page: (filter, before, most) =>
      drizzle
        .select()
        .from(auditEntry)
        .where(and(before === null ? undefined : lt(auditEntry.id, before), ...conditions(filter)))
        .orderBy(desc(auditEntry.id))
        .limit(most)
        .all()
        .map(toEntry),
    *links() {
      for (let last = 0; ; ) {
        const rows = drizzle
          .select()
          .from(auditEntry)
          .where(sql`${auditEntry.id} > ${last}`)
          .orderBy(auditEntry.id)
          .limit(LINKS_AT_ONCE)
          .all();
        yield* rows;
        last = rows.at(-1)?.id ?? last;
        if (rows.length < LINKS_AT_ONCE) return;
      }
    },
  };
}

function conditions({ memberId, actions, from, until }: AuditFilter) {
  return [
    memberId === undefined
      ? undefined
      : or(
          eq(auditEntry.actorId, memberId),
          and(eq(auditEntry.subjectKind, 'member'), eq(auditEntry.subjectId, memberId)),
        ),
    actions === undefined ? undefined : inArray(auditEntry.action, [...actions]),
    from === undefined ? undefined : gte(auditEntry.at, from),
    until === undefined ? undefined : lt(auditEntry.at, until),
  ];
}

function toEntry({ action, subjectKind, subjectId, details, ...row }: AuditRow): AuditEntry {
  const kind = AUDIT_SUBJECTS.find((known) => known === subjectKind);
  return {
    ...row,
    // Whatever this version does not know has been written by another one: it is shown by its code.
    action: action as AuditAction,
    subject: kind === undefined || subjectId === null ? null : { kind, id: subjectId },
    details: readDetails(details),
  };
}

// Somebody may have tampered with it: verification says so, reading only shows nothing.
function readDetails(text: string): AuditDetails {
  try {
    return JSON.parse(text) as AuditDetails;
  } catch {
    return {};
  }
}
