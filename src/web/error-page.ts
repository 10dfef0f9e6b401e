import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { escapeHtml, pageFrame } from './page-frame.ts';
import { pageTexts, type TextSource } from './page-texts.ts';

/** Expected failures of a request; each has a text `error.<code>`. */
export type WebError =
  | 'not-found'
  | 'method-not-allowed'
  | 'bad-request'
  | 'body-too-large'
  | 'address-too-long'
  | 'host-not-allowed'
  | 'page-outdated'
  | 'unknown-person'
  | 'too-many-windows'
  | 'file-not-found'
  | 'file-expired'
  | 'upload-not-found'
  | 'upload-expired'
  | 'upload-stale'
  | 'ballot-unknown'
  | 'ballot-over'
  | 'ballot-voted'
  | 'ballot-unfit'
  | 'ballot-not-stored'
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
  const said = text(`error.${code}`);
  const advice = escapeHtml(text('web.error-advice'));
  const body = `<main>
<p class="code">${status}</p>
<h1>${escapeHtml(said)}</h1>
<p>${advice}</p>
</main>`;
  return context.html(pageFrame({ locale, title: said }, body), status);
}
