import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programFile, programOf } from './bundled-program.ts';
import { keepBytecode } from './lib/bytecode.ts';

// Run by the build, with the flags of a start.
const dataDir = mkdtempSync(join(tmpdir(), 'thidua-build-'));
process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }));
await keepBytecode(programFile, async (script) => programOf(script).rehearse(dataDir));
process.exit(0);
