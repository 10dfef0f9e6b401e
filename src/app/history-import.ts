import type { HistoryRow, HistoryVocabulary } from '../domain/history-columns.ts';
import { type HistoryPreview, previewHistoryList } from '../domain/history-list.ts';
import type { Person } from '../domain/person.ts';
import { may } from '../domain/rights.ts';
import { localTime } from '../lib/office-time.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { audit } from './audit.ts';
import { FIRST_RESULT_YEAR } from './history.ts';
import type { Work } from './ports.ts';

/** Compares a list of past years' decisions with what is recorded; writes nothing. */
export function previewHistory(work: Work, rows: readonly HistoryRow[], vocabulary: HistoryVocabulary): HistoryPreview {
  const { store, now, zone } = work;
  const { date: today, year: lastYear } = localTime(now, zone);
  const known = {
    people: store.members.all(),
    divisions: store.divisions.all(),
    agency: store.campaigns.current()?.plan.agency.name ?? '',
  };
  const recorded = store.yearResults.inYears(FIRST_RESULT_YEAR, lastYear);
  return previewHistoryList(rows, known, recorded, vocabulary, { firstYear: FIRST_RESULT_YEAR, lastYear, today });
}

/**
 * Records the new results of a preview and replaces the changed ones, which stay stored as cancelled with `reason`;
 * wrong rows, and what the list does not name, change nothing.
 */
export function applyHistory(
  work: Work,
  actor: Person,
  preview: HistoryPreview,
  reason: string,
): Result<void, 'not_allowed'> {
  if (!may(actor, 'keep_results')) return err('not_allowed');
  const { yearResults } = work.store;
  for (const { before } of preview.changed) yearResults.cancel(before.id, { by: actor.id, reason, now: work.now });
  for (const { holder, year, achievement, decision } of [...preview.new, ...preview.changed]) {
    yearResults.add({ holder, year, achievement, decision, enteredBy: actor.id, enteredAt: work.now });
  }
  const details = { new: preview.new.length, replaced: preview.changed.length };
  audit(work, { action: 'history_imported', actor, details });
  return ok(undefined);
}
