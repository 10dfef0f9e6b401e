import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleProgram, programBundle, START_FLAGS } from '../../build-program.mjs';
import { projectRoot } from '../../src/lib/project-root.ts';

let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'thidua-lines-')));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** A program of these lines. */
function written(name: string, lines: readonly string[]): string {
  const source = join(folder, `${name}.ts`);
  const naming = `import { nameSourceLines } from '${join(projectRoot, 'src/lib/source-lines.ts')}';`;
  writeFileSync(source, [naming, 'nameSourceLines();', ...lines].join('\n'));
  return source;
}

/** Bundles a program of these lines as the command line is bundled, and returns what it wrote to standard error. */
async function run(name: string, lines: readonly string[], sourcemap: boolean): Promise<string> {
  const source = written(name, lines);
  const outdir = join(folder, 'out');
  await build({ ...programBundle, entryPoints: { [name]: source }, outdir, sourcemap });
  return spawnSync(process.execPath, [join(outdir, `${name}.js`)], { encoding: 'utf8' }).stderr;
}

test('an error that ends the program names the line of the source', async () => {
  const errors = await run(
    'broken',
    ['function fail(): never {', "  throw new TypeError('no such day');", '}', 'fail();'],
    true,
  );
  expect(errors).toContain('TypeError: no such day\n');
  expect(errors).toContain(`at fail (file://${folder}/broken.ts:4:9)`);
  expect(errors).toContain(`file://${folder}/broken.ts:6:1`);
});

test('so does one of the bot, which is run with its bytecode', async () => {
  const outdir = join(folder, 'bot');
  const lines = ['function fail(): never {', "  throw new TypeError('no such day');", '}', 'export const main = fail;'];
  await bundleProgram(outdir, {}, written('bot', lines));
  const { stderr } = spawnSync(process.execPath, [...START_FLAGS, join(outdir, 'main.js')], { encoding: 'utf8' });
  expect(stderr).toContain('TypeError: no such day\n');
  expect(stderr).toContain(`at Object.fail (file://${folder}/bot.ts:4:9)`);
});

test('a file without a map is named as it is', async () => {
  const errors = await run('bare', ["throw new Error('no such day');"], false);
  expect(errors).toContain('Error: no such day\n');
  expect(errors).toContain(`file://${folder}/out/bare.js:`);
});
