import { applyHistory, previewHistory } from '../../app/history-import.ts';
import {
  type HistoryRow,
  type HistoryVocabulary,
  HOLDER_KINDS,
  type HolderKind,
  LISTED_RESULTS,
  type ListedResult,
} from '../../domain/history-columns.ts';
import type { HistoryPreview, ListedHistory } from '../../domain/history-list.ts';
import { achievementSay, resultSay } from '../history-wording.ts';
import { type Say, say, type TextKey } from '../text-key.ts';
import { capped, countedRows, importSteps, PREVIEWED, wrongRows } from './manage-import.ts';

/** The secretary's steps that take decisions of past years in. */
export const manageHistorySteps = importSteps<HistoryRow, HistoryPreview>({
  name: 'history',
  ask: 'manage.history.ask',
  help: 'help.manage.history_file',
  reads: (file) => ({ kind: 'read_history_list', ...file }),
  template: { kind: 'history_template' },
  preview: (context, rows) => previewHistory(context, rows, historyVocabulary(context.words)),
  applies: (preview) => preview.new.length + preview.changed.length > 0,
  lines: (preview) => historyPreviewLines(preview),
  apply(context, preview) {
    const applied = applyHistory(context, context.person, preview, context.plain(say('history.replaced')));
    return applied.ok ? historyApplied(preview) : say(`error.${applied.error}`);
  },
});

/** Words that a list of decisions may use; `formsOf` gives all forms of a text in every language. */
export function historyVocabulary(formsOf: (key: TextKey) => readonly string[]): HistoryVocabulary {
  const holders = HOLDER_KINDS.map((kind) => [kind, formsOf(`history_sheet.holder.${kind}`)] as const);
  const results = LISTED_RESULTS.map((result) => [result, formsOf(`history_sheet.result.${result}`)] as const);
  return {
    holders: Object.fromEntries(holders) as Record<HolderKind, readonly string[]>,
    results: Object.fromEntries(results) as Record<ListedResult, readonly string[]>,
  };
}

/** What was recorded of a preview. */
export function historyApplied(preview: HistoryPreview): Say {
  const counts = { added: preview.new.length, changed: preview.changed.length, wrong: wrongRows(preview) };
  return say('manage.history.applied', counts);
}

/** A preview as texts: counts first, then each wrong row with its reason, then what is replaced and what is new. */
export function historyPreviewLines(preview: HistoryPreview, most: number = PREVIEWED): readonly Say[] {
  const { new: added, changed, wrong } = preview;
  return [
    countedRows(preview),
    ...capped(
      wrong.map((problem) => say(`history_sheet.problem.${problem.code}`, problem.params)),
      most,
    ),
    ...capped(
      changed.map(({ before, ...listed }) =>
        say('manage.history.changed_line', { ...lineOf(listed), before: resultSay(before) }),
      ),
      most,
    ),
    ...capped(
      added.map((listed) => say('manage.history.new_line', lineOf(listed))),
      most,
    ),
  ];
}

function lineOf({ name, year, achievement, decision }: ListedHistory) {
  return { name, year: String(year), what: achievementSay(achievement), number: decision.number };
}
