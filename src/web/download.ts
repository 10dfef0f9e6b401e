import type { Context } from 'hono';

/** What turns a name round, leads out of a folder, or is no character: names are tidy where they come in, and again here. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Surrogate}/\\]/gu;

/** Answers with a file to save: never shown in the page, never sniffed, never cached. */
export function downloadAnswer(
  context: Context,
  file: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array },
): Response {
  // RFC 6266: an ASCII name for old programs, the real one in UTF-8.
  const name = file.name.replace(UNSAFE, '_');
  const ascii = name.replace(/[^\w.-]+/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return context.body(new Uint8Array(file.bytes), 200, {
    'content-type': /^[\w.+-]+\/[\w.+-]+$/.test(file.mime) ? file.mime : 'application/octet-stream',
    'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    'cache-control': 'no-store',
  });
}
