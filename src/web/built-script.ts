import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Context } from 'hono';
import { sha256Hex } from '../lib/ids.ts';
import type { WebLog } from './server-options.ts';

interface Loaded {
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer>;
  readonly etag: string;
}

/**
 * Answers with a script that the build has bundled, compressed where the browser takes it. It is read when it is first
 * asked for: most of the year nobody votes. Undefined where the build has not made it.
 */
export function createBuiltScript(
  folder: string | undefined,
  name: string,
  log: WebLog,
): (context: Context) => Response | undefined {
  let loaded: Loaded | null = null;

  function load(): Loaded | null {
    const path = folder === undefined ? null : join(folder, name);
    if (path === null || !existsSync(path)) {
      log.error({ script: name }, 'a script of the pages is not built');
      return null;
    }
    const plain = new Uint8Array(readFileSync(path));
    return { plain, gzip: new Uint8Array(gzipSync(plain)), etag: `"${sha256Hex(plain).slice(0, 20)}"` };
  }

  return (context) => {
    loaded ??= load();
    if (loaded === null) return undefined;
    const { plain, gzip, etag } = loaded;
    const zipped = /\bgzip\b/.test(context.req.header('accept-encoding') ?? '');
    const headers = {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      vary: 'accept-encoding',
      // Weak: the same script in either encoding.
      etag: `W/${etag}`,
    };
    if (context.req.header('if-none-match') === headers.etag) return context.body(null, 304, headers);
    return zipped
      ? context.body(gzip, 200, { ...headers, 'content-encoding': 'gzip' })
      : context.body(plain, 200, headers);
  };
}
