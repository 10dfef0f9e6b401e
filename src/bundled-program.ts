import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Script } from 'node:vm';
import type * as Program from './main.ts';

/** The bundle of main.ts, beside this file's own: a function of what Node gives to a module (build-program.mjs). */
export const programFile = join(import.meta.dirname, 'program.cjs');

type ProgramFunction = (
  require: NodeJS.Require,
  module: { readonly exports: typeof Program },
  url: string,
  load: (name: string) => Promise<unknown>,
) => void;

/** Loads what main.ts exports. */
export function programOf(script: Script): typeof Program {
  const run: ProgramFunction = script.runInThisContext();
  const module = { exports: {} as typeof Program };
  run(createRequire(import.meta.url), module, import.meta.url, (name) => import(name));
  return module.exports;
}
