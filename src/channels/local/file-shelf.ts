import { readFile } from 'node:fs/promises';
import type { OpenedHubFile, ShownFile } from './messenger-hub.ts';

/** All files that people sent, together; beyond it the oldest are forgotten. */
export const SHELF_LIMIT_BYTES = 64 * 1024 * 1024;

type Content = { readonly bytes: Uint8Array } | { readonly path: string };

/** The files that hang on shown messages: people's in memory, the bot's where it stored them. */
export interface FileShelf {
  put(file: ShownFile, content: Content): void;
  drop(fileId: string): void;
  open(fileId: string): Promise<OpenedHubFile | null>;
}

/** An empty shelf. */
export function createFileShelf(limitBytes = SHELF_LIMIT_BYTES): FileShelf {
  const files = new Map<string, { readonly file: ShownFile; readonly content: Content }>();
  let heldBytes = 0;

  function drop(fileId: string): void {
    const found = files.get(fileId);
    if (found === undefined) return;
    files.delete(fileId);
    if ('bytes' in found.content) heldBytes -= found.content.bytes.length;
  }

  return {
    put(file, content) {
      files.set(file.id, { file, content });
      if ('bytes' in content) heldBytes += content.bytes.length;
      for (const [id, held] of files) {
        if (heldBytes <= limitBytes) break;
        if (id !== file.id && 'bytes' in held.content) drop(id);
      }
    },
    drop,
    async open(fileId) {
      const found = files.get(fileId);
      if (found === undefined) return null;
      const { name, mime } = found.file;
      if ('bytes' in found.content) return { name, mime, bytes: found.content.bytes };
      try {
        return { name, mime, bytes: await readFile(found.content.path) };
      } catch {
        return null;
      }
    },
  };
}
