import { createInterface } from 'node:readline/promises';
import type { Say } from '../conversation/text-key.ts';
import { say, type TextKey, type TextParams } from '../conversation/text-key.ts';
import type { Locale } from '../domain/person.ts';
import type { Catalogue } from '../presentation/catalogue.ts';

/** The terminal of one command: texts in the office's language, data as JSON where asked. */
export interface Terminal {
  readonly locale: Locale;
  readonly catalogue: Catalogue;
  line(key: TextKey, params?: TextParams): void;
  lines(texts: readonly Say[]): void;
  /** A problem, on standard error. */
  problem(key: TextKey, params?: TextParams): void;
  json(value: unknown): void;
  /** Asks before something changes; `--yes` answers, and without a terminal only that does. */
  confirm(assumeYes: boolean): Promise<'yes' | 'no' | 'needs_yes'>;
}

/** Builds the terminal over the process's streams. */
export function createTerminal(catalogue: Catalogue, locale: Locale): Terminal {
  const text = (key: TextKey, params?: TextParams) => catalogue.plain(say(key, params), locale);
  return {
    locale,
    catalogue,
    line: (key, params) => void process.stdout.write(`${text(key, params)}\n`),
    lines(texts) {
      for (const item of texts) process.stdout.write(`${catalogue.plain(item, locale)}\n`);
    },
    problem: (key, params) => void process.stderr.write(`${text(key, params)}\n`),
    json: (value) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    async confirm(assumeYes) {
      if (assumeYes) return 'yes';
      if (!process.stdin.isTTY) return 'needs_yes';
      const questions = createInterface({ input: process.stdin, output: process.stdout });
      try {
        const answer = (await questions.question(`${text('cli.confirm')} `)).trim().toLowerCase();
        return catalogue.aliases('cli.confirm.yes', locale).includes(answer) ? 'yes' : 'no';
      } finally {
        questions.close();
      }
    },
  };
}

/** Tells why nothing was written after a question that was not answered with yes; the exit code. */
export function notConfirmed(terminal: Terminal, answer: 'no' | 'needs_yes'): number {
  if (answer === 'no') terminal.line('cli.cancelled');
  else terminal.problem('cli.needs_yes');
  return answer === 'no' ? 0 : 1;
}
