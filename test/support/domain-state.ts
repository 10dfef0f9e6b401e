import type { OpenedStorage } from '../../src/open-storage.ts';

// What the office knows in the end, without ids, chat accounts and what is still to be sent.
const QUERIES = {
  pledges: `SELECT p.kind, m.code AS member, d.code AS division, p.state, p.version, p.draft, p.content,
      p.submitted_at, p.late_until, p.updated_at
    FROM pledge p LEFT JOIN member m ON m.id = p.member_id JOIN division d ON d.id = p.division_id
    ORDER BY p.kind, member, division`,
  versions: `SELECT p.kind, m.code AS member, d.code AS division, v.version, v.content, v.submitted_at, s.code AS by
    FROM pledge_version v JOIN pledge p ON p.id = v.pledge_id LEFT JOIN member m ON m.id = p.member_id
      JOIN division d ON d.id = p.division_id JOIN member s ON s.id = v.submitted_by
    ORDER BY p.kind, member, division, v.version`,
  events: `SELECT p.kind, m.code AS member, d.code AS division, a.code AS actor, e.at, e.action, e.version, e.note
    FROM pledge_event e JOIN pledge p ON p.id = e.pledge_id LEFT JOIN member m ON m.id = p.member_id
      JOIN division d ON d.id = p.division_id JOIN member a ON a.id = e.actor_id
    ORDER BY e.id`,
  titles: `SELECT m.code AS member, d.code AS division, t.title FROM pledge_title t JOIN pledge p ON p.id = t.pledge_id
      LEFT JOIN member m ON m.id = p.member_id JOIN division d ON d.id = p.division_id ORDER BY member, division, t.title`,
  invites: `SELECT m.code AS member, i.used_at, i.revoked_at, i.expires_at FROM invite i JOIN member m ON m.id = i.member_id
    ORDER BY i.id`,
  consents: `SELECT m.code AS member, c.notice_version, c.given_at, c.withdrawn_at FROM consent c
      JOIN member m ON m.id = c.member_id ORDER BY c.id`,
  linked: `SELECT m.code AS member, i.reachable FROM chat_identity i JOIN member m ON m.id = i.member_id ORDER BY member`,
  notices: `SELECT m.code AS member, o.kind, o.state FROM outbox o JOIN member m ON m.id = o.member_id
    WHERE o.kind NOT IN ('reply', 'menu') ORDER BY member, o.id`,
  members: `SELECT code, full_name, position, roles, phone, locale, active FROM member ORDER BY code`,
  dialogues: `SELECT flow, json_extract(state, '$.step') AS step FROM dialogue ORDER BY flow, step`,
} as const;

export type DomainState = Readonly<Record<keyof typeof QUERIES, readonly unknown[]>>;

/** The domain's rows in an order that does not depend on ids. */
export function domainState({ database }: OpenedStorage): DomainState {
  const entries = Object.entries(QUERIES).map(([name, sql]) => [name, database.sqlite.prepare(sql).all()] as const);
  return Object.fromEntries(entries) as unknown as DomainState;
}

/** Every row of every table, to show that nothing at all changed. */
export function everyRow({ database }: OpenedStorage, except: readonly string[] = []): unknown {
  const tables = database.sqlite
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    tables
      .filter((name) => !except.includes(name))
      .map((name) => [name, database.sqlite.prepare(`SELECT * FROM ${name}`).all()]),
  );
}
