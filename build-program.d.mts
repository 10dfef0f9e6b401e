import type { BuildOptions } from 'esbuild';

export const programBundle: BuildOptions;
