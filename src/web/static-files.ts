import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { Context } from 'hono';
import { sha256Hex } from '../lib/ids.ts';

const MIME: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface StaticFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mime: string;
  readonly etag: string;
}

/** The pages' own files by path under the folder (`messenger/main.js`), read once: a request never touches the disk. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

/** Reads every file of a known kind under `folder`. Throws when the folder is missing. */
export function loadStaticFiles(folder: string): StaticFiles {
  const files = new Map<string, StaticFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const mime = MIME[extname(entry.name)];
    if (!entry.isFile() || mime === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = new Uint8Array(readFileSync(path));
    files.set(relative(folder, path).split(sep).join('/'), { bytes, mime, etag: `"${sha256Hex(bytes).slice(0, 20)}"` });
  }
  return files;
}

/** Answers with the file, or 304 when the browser has it; undefined when there is none. */
export function staticAnswer(context: Context, files: StaticFiles, path: string): Response | undefined {
  const file = files.get(path);
  if (file === undefined) return undefined;
  const headers = { 'content-type': file.mime, etag: file.etag, 'cache-control': 'no-cache' };
  if (context.req.header('if-none-match') === file.etag) return context.body(null, 304, headers);
  return context.body(file.bytes, 200, headers);
}
