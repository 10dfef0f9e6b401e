import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { issueCodes, notLinked } from '../app/linking.ts';
import { quotasOf } from '../composition.ts';
import type { Config } from '../config.ts';
import { tooManyInvited } from '../conversation/quota-wording.ts';
import type { TextKey } from '../conversation/text-key.ts';
import type { Person } from '../domain/person.ts';
import { slipsOf } from '../runtime/job-handlers.ts';
import { type Office, withOffice } from './office.ts';
import { placeOutput, replacing } from './output-file.ts';
import { notConfirmed } from './terminal.ts';

interface InviteOptions {
  readonly all?: boolean;
  readonly code?: string;
  readonly out?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `invite`: issues one-time codes and writes the slips to print. */
export function addInviteCommand(program: Command, describe: (key: TextKey) => string): void {
  program
    .command('invite')
    .description(describe('cli.invite'))
    .option('--all', describe('cli.option.all'))
    .option('--code <code>', describe('cli.option.code'))
    .option('--out <file>', describe('cli.option.out'))
    .option('--yes', describe('cli.option.yes'))
    .option('--json', describe('cli.option.json'))
    .action(async (options: InviteOptions) => {
      process.exitCode = await runInvite(options);
    });
}

function runInvite(options: InviteOptions): Promise<number> {
  return withOffice(async (office) => {
    const { config, storage, terminal, work } = office;
    const people = chosen(office, options);
    if (people === null) {
      terminal.problem('cli.invite.nobody', { code: options.code ?? '' });
      return 1;
    }
    if (people.length === 0) {
      terminal.line('cli.invite.all_linked');
      return 0;
    }
    const name = terminal.catalogue.plain({ key: 'file.invite_slips' }, terminal.locale);
    const out = options.out ?? join(storage.dataDir.root, name);
    if (options.json !== true) terminal.line('cli.invite.preview', { count: people.length, out });
    const tooMany = tooManyInvited(
      work(),
      quotasOf(config),
      people.map(({ id }) => id),
    );
    for (const { key, params } of tooMany) terminal.problem(key, params);
    // Old codes on paper stop working: that is worth a question, unless everything was named on purpose.
    const answer = await terminal.confirm(options.yes === true || options.all === true || options.code !== undefined);
    if (answer !== 'yes') return notConfirmed(terminal, answer);
    // Slips of others that are still to be printed are nowhere else.
    const refused = await replacing(terminal, out, options.yes === true);
    if (refused !== null) return refused;
    const bots = { telegram: await telegramName(config), zalo: await zaloId(config) };
    const done = await placeOutput(terminal, out, async (path) => {
      // Old codes stop working with the new ones: not before it is seen that these can be written.
      writeFileSync(path, '', { mode: 0o600 });
      const issued = storage.unitOfWork.run(() => issueCodes(work(), people));
      writeFileSync(path, await slipsOf(issued, storage.store, terminal.catalogue, terminal.locale, bots, work().now));
    });
    if (!done) return 1;
    if (options.json === true) terminal.json({ issued: people.length, file: out });
    else terminal.line('cli.invite.written', { count: people.length, out });
    return 0;
  });
}

/** Everybody, one person by staff code, or by default those not linked yet; null when nobody has the code. */
function chosen({ storage, work }: Office, options: InviteOptions): readonly Person[] | null {
  const { members } = storage.store;
  if (options.code !== undefined) {
    const person = members.byCode(options.code);
    return person === null || !person.active ? null : [person];
  }
  return options.all === true ? members.active() : notLinked(work());
}

/** The Zalo bot's id for the slips, null where there is no bot or it cannot be reached now. */
async function zaloId(config: Config): Promise<string | null> {
  if (config.ZALO_BOT_TOKEN === undefined) return null;
  const { probeZalo } = await import('../channels/zalo/probe.ts');
  const { ZALO_BOT_TOKEN: token, ZALO_API_ROOT: apiRoot, HTTPS_PROXY: httpsProxy } = config;
  const found = await probeZalo({ token, apiRoot, httpsProxy });
  return found.ok ? found.id : null;
}

/** The bot's user name for the slips, null where there is no bot or it cannot be reached now. */
async function telegramName(config: Config): Promise<string | null> {
  if (config.TELEGRAM_BOT_TOKEN === undefined) return null;
  const { probeTelegram } = await import('../channels/telegram/probe.ts');
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot, HTTPS_PROXY: httpsProxy } = config;
  const found = await probeTelegram({ token, apiRoot, httpsProxy });
  return found.ok ? found.username : null;
}
