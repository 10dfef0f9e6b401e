import Sqlite from 'better-sqlite3';
import type { PledgeContent } from '../../../src/domain/pledge.ts';
import { intentionOf } from './registrant.ts';

/** What the database must hold of somebody who registered so many versions. */
export function expectedPledge(code: string, versions: number) {
  const numbers = Array.from({ length: versions }, (_, index) => index + 1);
  return {
    state: 'submitted',
    version: versions,
    events: numbers.map((version) => `${version === 1 ? 'submitted' : 'amended'} ${version}`),
    versions: numbers.map((version) => {
      const { initiative, summary, ownCommitment } = intentionOf(code, version);
      return { titles: ['advanced_worker'], initiative, summary, commitments: 3, ownCommitment };
    }),
  };
}

/** The database after the last life. */
export function openBooks(path: string, channel: string) {
  const sqlite = new Sqlite(path, { readonly: true });
  const count = (sql: string) => Number(sqlite.prepare(sql).pluck().get());
  const answer = sqlite.prepare<[string]>('SELECT 1 FROM outbox WHERE dedupe_key = ?');
  const pledge = sqlite.prepare<[string]>(
    `SELECT pledge.* FROM pledge JOIN member ON member.id = pledge.member_id
     WHERE member.code = ? AND pledge.kind = 'individual'`,
  );
  const versions = sqlite.prepare('SELECT content FROM pledge_version WHERE pledge_id = ? ORDER BY version').pluck();
  const events = sqlite.prepare("SELECT action || ' ' || version FROM pledge_event WHERE pledge_id = ? ORDER BY id");
  return {
    close() {
      sqlite.close();
    },
    eventKeys: () =>
      sqlite
        .prepare("SELECT event_key FROM inbound_event WHERE event_key NOT LIKE 'job:%' ORDER BY event_key")
        .pluck()
        .all(),
    failedEvents: () => count("SELECT count(*) FROM inbound_event WHERE status <> 'done'"),
    answered: (key: string) => answer.get(`${channel}:${key}:0`) !== undefined,
    // A notice may wait a minute for others, or have become part of another one.
    openMessages: () =>
      count(`SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'unknown') AND ifnull(problem, '') <> 'merged'
        AND NOT (state = 'pending' AND problem IS NULL AND attempts = 0 AND due_at > created_at)`),
    /** Reminders of the office's own by what became of them. */
    reminders: () =>
      Object.fromEntries(
        sqlite
          .prepare("SELECT state, count(*) FROM due_item WHERE kind = 'custom_reminder' GROUP BY state")
          .raw()
          .all() as [string, number][],
      ),
    /** Messages to a chat of which nobody knows whether they arrived, whether or not they were sent again. */
    doubtful: (chatId: string) =>
      Number(
        sqlite
          .prepare("SELECT count(*) FROM outbox WHERE chat_id = ? AND (state = 'unknown' OR attempts > 1)")
          .pluck()
          .get(chatId),
      ),
    jobs: () => sqlite.prepare('SELECT id, state FROM job').all() as { readonly id: number; readonly state: string }[],
    /** How many messages tell of a job's end. */
    toldOfJob: (id: number) =>
      Number(sqlite.prepare('SELECT count(*) FROM outbox WHERE dedupe_key LIKE ?').pluck().get(`job:${id}:message:%`)),
    position: (code: string) => sqlite.prepare('SELECT position FROM member WHERE code = ?').pluck().get(code),
    unknownMessages: () => count("SELECT count(*) FROM outbox WHERE state = 'unknown'"),
    pledge(code: string) {
      const row = pledge.get(code) as { id: number; state: string; version: number };
      return {
        state: row.state,
        version: row.version,
        events: events.pluck().all(row.id),
        versions: versions.all(row.id).map((content) => {
          const { titles, initiative, commitments } = JSON.parse(String(content)) as PledgeContent;
          const own = commitments.find((commitment) => commitment.code === null)?.text;
          return {
            titles,
            initiative: initiative?.name,
            summary: initiative?.summary,
            commitments: commitments.length,
            ownCommitment: own,
          };
        }),
      };
    },
  };
}
