import type { Files } from '../../src/runtime/files.ts';
import type { Office } from './office.ts';

/** What of an office it takes to keep a file. */
interface Keeping extends Pick<Office, 'work' | 'person' | 'storage'> {
  readonly clock: Pick<Office['clock'], 'now'>;
  readonly bot: { readonly files: Files };
}

/** Keeps a file as evidence of a person's report, without a review around it; returns its stored name. */
export function keepEvidence(office: Keeping, code: string, content: string): string {
  const person = office.person(code);
  const at = office.clock.now();
  const { sqlite } = office.storage.database;
  const campaign = Number(sqlite.prepare('SELECT id FROM campaign').pluck().get());
  sqlite
    .prepare(
      "INSERT OR IGNORE INTO review (id, campaign_id, round, state, opened_at) VALUES (1, ?, 'preliminary', 'open', ?)",
    )
    .run(campaign, at);
  sqlite
    .prepare(
      `INSERT OR IGNORE INTO review_report (id, review_id, kind, member_id, division_id, state, version, updated_at)
       SELECT id, 1, 'individual', id, division_id, 'draft', 0, ? FROM member WHERE id = ?`,
    )
    .run(at, person.id);
  const bytes = Buffer.from(content);
  const { storedName, sha256 } = office.bot.files.keep(bytes);
  office.work(({ store }) =>
    store.evidenceFiles.add({
      reportId: person.id,
      storedName,
      sha256,
      name: 'anh.jpg',
      mime: 'image/jpeg',
      sizeBytes: bytes.length,
      addedAt: at,
      addedBy: person.id,
    }),
  );
  return storedName;
}
