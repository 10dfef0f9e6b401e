import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bundleProgram, programBundle, START_FLAGS } from '../../build-program.mjs';
import { projectRoot } from '../../src/lib/project-root.ts';

// Each step in a process of its own: V8 does not compile what the same process has compiled before.

let folder: string;
let file: string;
let runner: string;

beforeAll(async () => {
  folder = mkdtempSync(join(projectRoot, 'node_modules', '.thidua-bytecode-'));
  file = join(folder, 'program.cjs');
  const source = join(folder, 'runner.ts');
  writeFileSync(
    source,
    `import { compiledScript, keepBytecode } from '${join(projectRoot, 'src/lib/bytecode.ts')}';
    const [what, file, failing] = process.argv.slice(2);
    function rehearse(script) {
      if (failing) throw new Error('no start');
      script.runInThisContext()();
    }
    if (what === 'keep') {
      await keepBytecode(file, async (script) => rehearse(script));
    } else if (what === 'load') {
      process.stdout.write(String(compiledScript(file).cachedDataRejected === false));
    } else {
      const script = compiledScript(file);
      const answer = script.runInThisContext()();
      process.stdout.write(JSON.stringify({ taken: script.cachedDataRejected === false, answer }));
    }`,
  );
  await build({ ...programBundle, entryPoints: { runner: source }, outdir: folder });
  runner = join(folder, 'runner.js');
});

beforeEach(() => {
  rmSync(bytecode(), { force: true });
  writeFileSync(file, sourceOf('first'));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** A script whose function answers a word. */
function sourceOf(word: string): string {
  return `(function () { return '${word}'; })`;
}

function keep(...failing: readonly string[]): void {
  const { stderr } = spawnSync(process.execPath, [runner, 'keep', file, ...failing], { encoding: 'utf8' });
  expect(stderr).toBe('');
}

/** Whether a start took the bytecode, and what the script answered. */
function started(flags: readonly string[] = []): unknown {
  const { stdout } = spawnSync(process.execPath, [...flags, runner, 'start', file], { encoding: 'utf8' });
  return JSON.parse(stdout);
}

const bytecode = () => `${file}.bytecode`;

test('a start takes the bytecode that is kept, and works without', () => {
  expect(started()).toEqual({ taken: false, answer: 'first' });
  keep();
  expect(started()).toEqual({ taken: true, answer: 'first' });
});

test('a rehearsal that fails leaves bytecode all the same', () => {
  keep('failing');
  expect(started()).toEqual({ taken: true, answer: 'first' });
});

test('a start with other flags works without', () => {
  keep();
  expect(started(['--max-old-space-size=300'])).toEqual({ taken: false, answer: 'first' });
});

test('bytecode of another script of the same length is not taken', () => {
  keep();
  writeFileSync(file, sourceOf('other'));
  expect(started()).toEqual({ taken: false, answer: 'other' });
  keep();
  expect(started()).toEqual({ taken: true, answer: 'other' });
});

test('bytecode that is there already is left as it is', () => {
  keep();
  const { ino } = statSync(bytecode());
  keep();
  expect(statSync(bytecode()).ino).toBe(ino);
});

test.each([
  ['empty', (kept: Buffer) => kept.subarray(0, 0)],
  ['half a seal', (kept: Buffer) => kept.subarray(0, 16)],
  ['a seal alone', (kept: Buffer) => kept.subarray(0, 32)],
  ['cut off', (kept: Buffer) => kept.subarray(0, kept.length / 2)],
  ['changed in the middle', (kept: Buffer) => changed(kept, kept.length / 2)],
  ['changed at its end', (kept: Buffer) => changed(kept, kept.length - 8)],
])('bytecode that is broken is not taken: %s', (_, broken) => {
  keep();
  writeFileSync(bytecode(), broken(readFileSync(bytecode())));
  expect(started()).toEqual({ taken: false, answer: 'first' });
  keep();
  expect(started()).toEqual({ taken: true, answer: 'first' });
});

function changed(kept: Buffer, at: number): Buffer {
  const copy = Buffer.from(kept);
  copy.fill(0x5a, Math.floor(at), Math.floor(at) + 8);
  return copy;
}

test('the program is bundled with bytecode for a start under its flags', async () => {
  const source = join(folder, 'answer.ts');
  writeFileSync(
    source,
    `export async function main(): Promise<void> {
      const { default: Zip } = await import('pizzip');
      process.stdout.write(typeof Zip === 'function' ? 'started' : 'without a package');
    }
    export async function rehearse(dataDir: string): Promise<void> { process.stdout.write(dataDir); }`,
  );
  await bundleProgram(folder, {}, source);
  const run = (flags: readonly string[]) =>
    spawnSync(process.execPath, [...flags, join(folder, 'main.js')], { encoding: 'utf8' });
  expect(run(START_FLAGS)).toMatchObject({ stdout: 'started', stderr: '', status: 0 });
  expect(run([])).toMatchObject({ stdout: 'started', stderr: '', status: 0 });
  const kept = (flags: readonly string[]) => {
    const { stdout } = spawnSync(process.execPath, [...flags, runner, 'load', file], { encoding: 'utf8' });
    return stdout;
  };
  expect(kept(START_FLAGS)).toBe('true');
  expect(kept([])).toBe('false');
});
