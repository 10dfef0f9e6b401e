import type { BuildOptions } from 'esbuild';

export const ballotScript: BuildOptions;
