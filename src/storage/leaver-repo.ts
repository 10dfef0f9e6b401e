import type { Anonymising, Leaver, Leavers } from '../app/privacy-ports.ts';
import type { Database } from './database.ts';
import { OWN_PLEDGES, OWN_REPORTS } from './own-tables.ts';

const COLUMNS = 'id, code, full_name AS fullName, left_at AS leftAt, anonymised_at AS anonymisedAt';

/** What is deleted with the name: the person's own settings, days, codes, addresses, reminders and files. */
const DELETED = [
  'DELETE FROM preference WHERE member_id = :id',
  'DELETE FROM leave WHERE member_id = :id',
  'DELETE FROM invite WHERE member_id = :id',
  'DELETE FROM file_link WHERE member_id = :id',
  'DELETE FROM upload_link WHERE member_id = :id',
  'DELETE FROM ballot_link WHERE member_id = :id',
  'DELETE FROM due_item WHERE member_id = :id',
  "DELETE FROM outbox WHERE member_id = :id AND state <> 'sending'",
  `DELETE FROM evidence_file WHERE report_id IN (${OWN_REPORTS})`,
];

/** What somebody wrote, or what was written about them, and no title, figure or decision hangs on. */
const BLANKED = [
  `UPDATE job SET channel = '', chat_id = '', account_id = '', payload = '{}', result = NULL WHERE member_id = :id`,
  `UPDATE pledge_event SET note = NULL
   WHERE actor_id = :id OR pledge_id IN (${OWN_PLEDGES})`,
  `UPDATE review_report_event SET note = NULL
   WHERE actor_id = :id OR report_id IN (${OWN_REPORTS})`,
  `UPDATE exemplar SET opinion_reason = NULL WHERE opinion_by = :id`,
  `UPDATE exemplar SET summary = '', results = '', link = NULL
   WHERE subject_member_id = :id OR (proposer_id = :id AND state = 'draft')`,
  `UPDATE exemplar_event SET note = NULL
   WHERE actor_id = :id OR exemplar_id IN (SELECT id FROM exemplar WHERE subject_member_id = :id)`,
];

/** What somebody hands in, with its versions: JSON that they wrote for themselves. */
const HANDED_IN = [
  { of: 'pledge', table: 'pledge', versions: 'pledge_version', parent: 'pledge_id', own: OWN_PLEDGES },
  { of: 'report', table: 'review_report', versions: 'review_report_version', parent: 'report_id', own: OWN_REPORTS },
] as const;

/** People who left; `forget` drops everything that is held in memory, `emptyLog` empties the write-ahead log. */
export function createLeavers({ sqlite }: Database, forget: () => void, emptyLog: () => void): Leavers {
  const all = sqlite.prepare(
    `SELECT ${COLUMNS} FROM member WHERE active = 0 AND left_at IS NOT NULL ORDER BY left_at, code`,
  );
  const one = sqlite.prepare<[number]>(
    `SELECT ${COLUMNS} FROM member WHERE id = ? AND active = 0 AND left_at IS NOT NULL`,
  );
  const person = sqlite.prepare(
    `UPDATE member SET full_name = :name, position = '', phone = NULL, roles = 'staff', council_post = NULL, locale = NULL,
       anonymised_at = :now, updated_at = :now WHERE id = :id`,
  );
  const fixed = [...DELETED, ...BLANKED].map((statement) => sqlite.prepare(statement));
  // A draft beside a submitted version goes altogether.
  const drafts = HANDED_IN.map(({ table }) =>
    sqlite.prepare(`UPDATE ${table} SET draft = NULL WHERE member_id = :id AND version > 0`),
  );

  function rewrite({ of, table, versions, parent, own }: (typeof HANDED_IN)[number], id: number, how: Anonymising) {
    // Written by this program in the shape of its domain.
    const without = (text: string) =>
      JSON.stringify(of === 'pledge' ? how.pledge(JSON.parse(text)) : how.report(JSON.parse(text)));
    const texts = [
      { from: table, key: 'id', column: 'content', where: 'member_id = :id' },
      { from: table, key: 'id', column: 'draft', where: 'member_id = :id' },
      { from: versions, key: `${parent} || ':' || version`, column: 'content', where: `${parent} IN (${own})` },
    ];
    for (const { from, key, column, where } of texts) {
      const rows = sqlite
        .prepare(`SELECT ${key} AS key, ${column} AS text FROM ${from} WHERE ${column} IS NOT NULL AND ${where}`)
        .all({ id }) as { readonly key: number | string; readonly text: string }[];
      const write = sqlite.prepare(`UPDATE ${from} SET ${column} = :text WHERE ${where} AND ${key} = :key`);
      for (const { key: row, text } of rows) write.run({ id, key: row, text: without(text) });
    }
  }

  return {
    all: () => all.all() as Leaver[],
    byId: (id) => (one.get(id) as Leaver | undefined) ?? null,
    anonymise(id, how) {
      for (const statement of [...fixed, ...drafts]) statement.run({ id });
      for (const handedIn of HANDED_IN) rewrite(handedIn, id, how);
      person.run({ id, name: how.name, now: how.now });
      forget();
      emptyLog();
    },
  };
}
