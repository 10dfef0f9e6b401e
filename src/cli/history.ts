import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { applyHistory, previewHistory } from '../app/history-import.ts';
import { historyApplied, historyPreviewLines, historyVocabulary } from '../conversation/flows/manage-history.ts';
import { say, type TextKey } from '../conversation/text-key.ts';
import { HISTORY_LIST } from '../domain/history-columns.ts';
import { LOCALES } from '../domain/person.ts';
import { historyHeaders } from '../presentation/staff-sheet-terms.ts';
import { historyTemplate } from '../reports/history-template.ts';
import { addImport, type ImportOptions } from './import-command.ts';
import { importList } from './list-import.ts';
import { type Office, withOffice } from './office.ts';
import { type OutputOptions, writeOutput } from './output-file.ts';

/** `history import <file>` and `history template`: decisions of past years, from a list. */
export function addHistoryCommands(program: Command, describe: (key: TextKey) => string): void {
  const history = program.command('history').description(describe('cli.history'));
  addImport(history, describe, 'cli.history.import', runImport, { dryRun: true });
  history
    .command('template')
    .description(describe('cli.history.template'))
    .option('--out <file>', describe('cli.option.out'))
    .option('--yes', describe('cli.option.overwrite'))
    .option('--json', describe('cli.option.json'))
    .action(async (options: OutputOptions) => {
      process.exitCode = await runTemplate(options);
    });
}

function runImport(file: string, options: ImportOptions): Promise<number> {
  return importList(file, options, {
    shape: HISTORY_LIST,
    headers: ({ terminal: { catalogue, locale } }) => historyHeaders(catalogue, locale),
    refused(office) {
      const missing = secretaryOf(office) === null;
      if (missing) office.terminal.problem('cli.history.secretary_first');
      return missing;
    },
    preview: ({ work, terminal: { catalogue, locale } }, rows) => {
      const others = LOCALES.filter((other) => other !== locale);
      const formsOf = (key: TextKey) => [locale, ...others].flatMap((reader) => catalogue.aliases(key, reader));
      return previewHistory(work(), rows, historyVocabulary(formsOf));
    },
    lines: (seen) => historyPreviewLines(seen, Number.POSITIVE_INFINITY),
    apply(office, seen) {
      const secretary = secretaryOf(office);
      const { catalogue, locale } = office.terminal;
      const reason = catalogue.plain(say('history.replaced'), locale);
      if (secretary !== null) applyHistory(office.work(), secretary, seen, reason);
    },
    applied: historyApplied,
  });
}

// Whoever works at the server does it for the secretary, in whose name results are recorded.
function secretaryOf({ storage }: Office) {
  return storage.store.members.withRole('secretary')[0] ?? null;
}

function runTemplate(options: OutputOptions): Promise<number> {
  return withOffice(async ({ storage, terminal }) => {
    const { catalogue, locale } = terminal;
    const name = catalogue.plain(say('file.history_template'), locale);
    return writeOutput(terminal, { ...options, name, folder: storage.dataDir.root }, async (path) => {
      writeFileSync(path, await historyTemplate(catalogue, locale), { mode: 0o600 });
    });
  });
}
