import type { Command } from 'commander';
import { anonymise, namedLeaver } from '../app/leaving.ts';
import { say, type TextKey } from '../conversation/text-key.ts';
import { withOffice } from './office.ts';
import { notConfirmed } from './terminal.ts';

interface AnonymiseOptions {
  readonly yes?: boolean;
}

/** `staff anonymise <code>`: takes the name of somebody who left away before its time; `--yes` does it unasked. */
export function addAnonymise(staff: Command, describe: (key: TextKey) => string): void {
  staff
    .command('anonymise')
    .description(describe('cli.staff.anonymise'))
    .argument('<code>', describe('cli.staff.anonymise.code'))
    .option('--yes', describe('cli.option.yes'))
    .action(async (code: string, options: AnonymiseOptions) => {
      process.exitCode = await run(code, options);
    });
}

function run(code: string, { yes }: AnonymiseOptions): Promise<number> {
  return withOffice(async ({ config, storage, terminal, work }) => {
    const leaver = namedLeaver(work(), code);
    if (leaver === null) {
      terminal.problem('manage.leavers.nobody');
      return 1;
    }
    const { fullName: name, code: known, id } = leaver;
    terminal.line('manage.leavers.confirm', { name, code: known });
    terminal.line('manage.leavers.what');
    const answer = await terminal.confirm(yes === true);
    if (answer !== 'yes') return notConfirmed(terminal, answer);
    const words = terminal.catalogue.plain(say('person.anonymised', { code: known }), config.LOCALE);
    const done = storage.unitOfWork.run(() => anonymise(work(), null, id, words));
    if (done.ok) terminal.line('manage.leavers.done', { code: known });
    else terminal.problem(`error.${done.error}`);
    return done.ok ? 0 : 1;
  });
}
