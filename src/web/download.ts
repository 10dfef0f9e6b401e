import type { Context } from 'hono';

/** Answers with a file to save: never shown in the page, never sniffed, never cached. */
export function downloadAnswer(
  context: Context,
  file: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array },
): Response {
  // RFC 6266: an ASCII name for old programs, the real one in UTF-8.
  const ascii = file.name.replace(/[^\w.-]+/g, '_');
  const encoded = encodeURIComponent(file.name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return context.body(new Uint8Array(file.bytes), 200, {
    'content-type': /^[\w.+-]+\/[\w.+-]+$/.test(file.mime) ? file.mime : 'application/octet-stream',
    'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    'cache-control': 'no-store',
  });
}
