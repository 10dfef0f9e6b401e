import { programFile, programOf } from './bundled-program.ts';
import { compiledScript } from './lib/bytecode.ts';

void programOf(compiledScript(programFile)).main();
