// The ballot page's script: one file with libsodium in it, for Chromium 90 and Safari 14 on. build.mjs and tests use it.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { resolve } = createRequire(import.meta.url);
const folder = join(import.meta.dirname, 'src/web/static/ballot');

/** What esbuild is asked for; the caller says where the file goes. */
export const ballotScript = {
  entryPoints: { ballot: join(folder, 'main.ts') },
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: ['chrome90', 'safari14'],
  // Safari 14.0 has it, but for a corner that is not used here; esbuild has no way to write it otherwise.
  supported: { destructuring: true },
  // The CommonJS builds: only they hold libsodium in plain JavaScript beside WebAssembly, which the page's policy refuses.
  alias: { libsodium: resolve('libsodium'), 'libsodium-wrappers': resolve('libsodium-wrappers') },
  inject: [join(folder, 'no-web-assembly.ts')],
  // Asked for under Node alone.
  external: ['node:fs', 'crypto'],
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
};
