import { say, type TextKey } from '../conversation/text-key.ts';
import type { Locale } from '../domain/person.ts';
import type { Catalogue } from './catalogue.ts';

/** Every problem of the environment, one line each, after a heading. */
export function configProblemLines(
  problems: readonly {
    readonly code: string;
    readonly name: string;
    readonly params: Readonly<Record<string, string>>;
  }[],
  catalogue: Catalogue,
  locale: Locale,
): readonly string[] {
  return [
    catalogue.plain(say('config.problems', { count: problems.length }), locale),
    ...problems.map(({ code, name, params }) =>
      catalogue.plain({ key: `config.problem.${code}` as TextKey, params: { name, ...params } }, locale),
    ),
  ];
}

/** Why the program does not start, and what to do. */
export function startProblemLine(
  problem: string,
  params: Readonly<Record<string, string>>,
  catalogue: Catalogue,
  locale: Locale,
): string {
  return catalogue.plain({ key: `start.problem.${problem}` as TextKey, params }, locale);
}

/** What the terminal shows once the program runs. */
export function startedLines(
  program: { readonly url: string; readonly demo: boolean },
  catalogue: Catalogue,
  locale: Locale,
): readonly string[] {
  const key: TextKey = program.demo ? 'start.demo' : 'start.production';
  return [catalogue.plain(say(key, { url: program.url }), locale)];
}
