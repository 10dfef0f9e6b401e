import { type Command, Option } from 'commander';
import { audit } from '../app/audit.ts';
import type { TableCode } from '../app/exports.ts';
import { say, type TextKey } from '../conversation/text-key.ts';
import type { ExportMaterial } from '../reports/exports.ts';
import { type Office, withOffice } from './office.ts';
import { type OutputOptions, writeOutput } from './output-file.ts';

/** What the command line takes out, each as one workbook. */
const TAKEN_OUT = {
  pledges: ['registrations_individual', 'registrations_collective'],
  standings: ['standings', 'quota'],
  history: ['history'],
} as const satisfies Record<string, readonly TableCode[]>;

type TakenOut = keyof typeof TAKEN_OUT;

/** `export pledges|standings|history`: spreadsheets of the whole office. */
export function addExportCommands(program: Command, describe: (key: TextKey) => string): void {
  const exports = program.command('export').description(describe('cli.export'));
  for (const name of Object.keys(TAKEN_OUT) as TakenOut[]) {
    exports
      .command(name)
      .description(describe(`cli.export.${name}`))
      .addOption(new Option('--out <file>', describe('cli.option.out')).makeOptionMandatory())
      .option('--yes', describe('cli.option.overwrite'))
      .option('--json', describe('cli.option.json'))
      .action(async (options: OutputOptions) => {
        process.exitCode = await runExport(name, options);
      });
  }
}

function runExport(name: TakenOut, options: OutputOptions): Promise<number> {
  return withOffice(async (office) => {
    const { config, storage, terminal, work } = office;
    if (storage.store.campaigns.current() === null) {
      terminal.problem('error.no_campaign');
      return 1;
    }
    const { writeExport } = await import('../reports/write-export.ts');
    const writing = { zone: config.TIMEZONE, now: work().now };
    return writeOutput(terminal, { ...options, name: '', folder: '' }, async (path) => {
      await writeExport(path, TAKEN_OUT[name], materialOf(office), writing);
      const details = { export: name };
      storage.unitOfWork.run(() => audit(work(), { action: 'data_exported', actor: null, details }));
    });
  });
}

function materialOf({ storage, terminal: { catalogue, locale }, work }: Office): ExportMaterial {
  return {
    read: (use) => storage.unitOfWork.run(() => use(work())),
    scope: { divisionId: null },
    variant: '',
    text: (key, params) => catalogue.plain(say(key, params), locale),
    said: (words) => catalogue.plain(words, locale),
    undelivered: () => [],
  };
}
