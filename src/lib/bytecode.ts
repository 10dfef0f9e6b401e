import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';

/** Bytes of the seal before the bytecode: SHA-256. */
const SEAL_BYTES = 32;
/** Some ten times what a start takes on a slow machine. */
const PATIENCE_MS = 20_000;

/**
 * Compiles a bundled script, with the bytecode that `keepBytecode` left beside it if that is of this very script, by this
 * Node and under the same flags; otherwise as if there were none. Its errors name it by its file URL.
 */
export function compiledScript(file: string): Script {
  const source = readFileSync(file);
  const kept = keptBytecode(file, source);
  return scriptOf(file, source, kept === null ? {} : { cachedData: kept });
}

/**
 * Leaves the bytecode of the functions that `rehearse` runs beside their script, for processes that are started with the
 * same flags as this one; does nothing where it is there already. A rehearsal that fails, or lasts, leaves less.
 */
export async function keepBytecode(file: string, rehearse: (script: Script) => Promise<void>): Promise<void> {
  const source = readFileSync(file);
  if (keptBytecode(file, source) !== null) return;
  const script = scriptOf(file, source, {});
  const patience = new AbortController();
  await Promise.race([
    rehearse(script).catch(() => {}),
    setTimeout(PATIENCE_MS, null, { signal: patience.signal }).catch(() => {}),
  ]);
  patience.abort();
  const bytecode = script.createCachedData();
  const begun = `${bytecodeFile(file)}.${process.pid}.tmp`;
  writeFileSync(begun, Buffer.concat([sealOf(source, bytecode), bytecode]));
  // At once or not at all: another start may be reading it.
  renameSync(begun, bytecodeFile(file));
}

function scriptOf(file: string, source: Buffer, options: { readonly cachedData?: Buffer }): Script {
  return new Script(source.toString('utf8'), {
    ...options,
    filename: pathToFileURL(file).href,
  });
}

function keptBytecode(file: string, source: Buffer): Buffer | null {
  const kept = contentOf(bytecodeFile(file));
  const bytecode = kept?.subarray(SEAL_BYTES) ?? Buffer.alloc(0);
  return kept?.subarray(0, SEAL_BYTES).equals(sealOf(source, bytecode)) === true ? bytecode : null;
}

// V8 itself would take the bytecode of another script of the same length, or changed bytecode. The tag stands for its
// version, the flags and the processor's abilities.
function sealOf(source: Buffer, bytecode: Buffer): Buffer {
  return createHash('sha256').update(`${cachedDataVersionTag()}\n`).update(source).update(bytecode).digest();
}

// A start without bytecode is slower, and that is all: nothing about its file may keep the program from starting.
function contentOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

function bytecodeFile(file: string): string {
  return `${file}.bytecode`;
}
