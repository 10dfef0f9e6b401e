import type { BuildOptions } from 'esbuild';

export const programBundle: BuildOptions;

export const START_FLAGS: readonly string[];

export function bundleProgram(outdir: string, more?: Readonly<Record<string, string>>, program?: string): Promise<void>;

export function bundleCommandLine(outdir: string): Promise<void>;
