import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { pageTexts, type TextSource } from './page-texts.ts';

/** Expected failures of a request; each has a text `error.<code>`. */
export type WebError =
  | 'not-found'
  | 'method-not-allowed'
  | 'bad-request'
  | 'body-too-large'
  | 'host-not-allowed'
  | 'page-outdated'
  | 'unknown-person'
  | 'too-many-windows'
  | 'file-not-found'
  | 'file-expired'
  | 'upload-not-found'
  | 'upload-expired'
  | 'upload-stale'
  | 'too-many-misses'
  | 'internal';

/** Answers a browser with a page, in the reader's language where it is known, and a program with `{"error": code}`. */
export function errorAnswer(
  context: Context,
  source: TextSource,
  status: ContentfulStatusCode,
  code: WebError,
  reader?: string,
): Response | Promise<Response> {
  if (!(context.req.header('accept') ?? '').includes('text/html')) return context.json({ error: code }, status);
  const { locale, text } = pageTexts(source, reader ?? context.req.header('accept-language'));
  return context.html(
    `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(text(`error.${code}`))}</title>
<link rel="stylesheet" href="/static/page.css">
</head>
<body>
<main>
<p class="code">${status}</p>
<h1>${escapeHtml(text(`error.${code}`))}</h1>
<p>${escapeHtml(text('web.error-advice'))}</p>
</main>
</body>
</html>
`,
    status,
  );
}

/** Text as it stands in a page, also inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
