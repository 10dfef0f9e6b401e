import { type Command, CommanderError } from 'commander';
import type { TextKey } from '../conversation/text-key.ts';

/** Words of the command line in the reader's language. */
type Words = (key: TextKey, params?: Readonly<Record<string, string>>) => string;

const HEADINGS: Readonly<Record<string, TextKey>> = {
  Usage: 'cli.help.usage',
  Options: 'cli.help.options',
  Commands: 'cli.help.commands',
  Arguments: 'cli.help.arguments',
};

/** What commander finds wrong in what was typed, by its codes. */
const MISTAKES: Readonly<Record<string, TextKey>> = {
  'commander.missingArgument': 'cli.mistake.missing_argument',
  'commander.optionMissingArgument': 'cli.mistake.option_without_value',
  'commander.missingMandatoryOptionValue': 'cli.mistake.missing_option',
  'commander.unknownOption': 'cli.mistake.unknown_option',
  'commander.unknownCommand': 'cli.mistake.unknown_command',
  'commander.excessArguments': 'cli.mistake.too_many_arguments',
  'commander.invalidArgument': 'cli.mistake.wrong_value',
};

/** Has commander's own words said in the reader's language; called before commands are added, which take it over. */
export function speakWith(program: Command, words: Words): void {
  const brackets = (written: string) =>
    written
      .replace('[options]', `[${words('cli.help.some_options')}]`)
      .replace('[command]', `[${words('cli.help.some_command')}]`);
  program
    .exitOverride()
    .showHelpAfterError(true)
    // What is wrong is said below the help, where it is seen.
    .configureOutput({ outputError() {} })
    .configureHelp({
      styleTitle(title) {
        const key = HEADINGS[title.replace(':', '')];
        return key === undefined ? title : words(key);
      },
      styleUsage: brackets,
      styleSubcommandTerm: brackets,
    })
    .helpOption('-h, --help', words('cli.help.help'))
    .helpCommand('help [command]', words('cli.help.help'));
}

/** Runs what was typed; a mistake in it is told, and ends with an exit code other than 0. */
export async function runTyped(program: Command, words: Words): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode;
    const told = mistake(error, words);
    if (told !== null) process.stderr.write(`${told}\n`);
  }
}

// Commander puts what it speaks of between apostrophes, and what may have been meant into brackets at the end.
function mistake({ code, message }: CommanderError, words: Words): string | null {
  const key = MISTAKES[code];
  if (key === undefined) return null;
  const [name = '', value = ''] = [...message.matchAll(/'([^']*)'/g)].map(([, quoted = '']) => quoted);
  const [, meant] = /\([^()]* ([^ ()]+)\?\)$/.exec(message) ?? [];
  const told = words(key, { name, value });
  return meant === undefined ? told : `${told} ${words('cli.mistake.meant', { name: meant })}`;
}
