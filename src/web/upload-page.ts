import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { escapeHtml, pageFrame } from './page-frame.ts';
import { pageTexts, type TextSource } from './page-texts.ts';
import type { UploadTicket } from './upload-port.ts';

/** A sentence about what went wrong with the last try; a key `error.<code>`. */
export type FormProblem = `error.${string}`;

/** The form for one file: no script, one column, what is allowed said before it is chosen. */
export function uploadForm(
  context: Context,
  source: TextSource,
  ticket: UploadTicket,
  status: ContentfulStatusCode,
  problem: FormProblem | null,
): Response | Promise<Response> {
  const { text } = pageTexts(source, ticket.locale);
  const say = (key: string) => escapeHtml(text(key));
  const wrong = problem === null ? '' : `<p class="problem" id="problem" role="alert">${say(problem)}</p>\n`;
  const about = problem === null ? 'limits' : 'problem limits';
  return page(
    context,
    ticket.locale,
    text(problem === null ? 'upload.page.title' : 'upload.page.title_problem'),
    `<h1>${say('upload.page.heading')}</h1>
${wrong}<form method="post" enctype="multipart/form-data">
<label for="file">${say('upload.page.file')}</label>
<p id="limits">${escapeHtml(ticket.limits)}</p>
<input type="file" id="file" name="file" required accept="${escapeHtml(ticket.accept)}" aria-describedby="${about}"${problem === null ? '' : ' aria-invalid="true"'}>
<button type="submit">${say('upload.page.send')}</button>
</form>
<p class="note">${escapeHtml(ticket.until)} ${say('upload.page.patience')}</p>`,
    status,
  );
}

/** Says that the file has arrived and where to go on. */
export function uploadReceipt(
  context: Context,
  source: TextSource,
  ticket: UploadTicket,
): Response | Promise<Response> {
  const { text } = pageTexts(source, ticket.locale);
  return page(
    context,
    ticket.locale,
    text('upload.page.received'),
    `<h1>${escapeHtml(text('upload.page.received'))}</h1>
<p role="status">${escapeHtml(text('upload.page.go_on'))}</p>`,
    200,
  );
}

function page(
  context: Context,
  locale: string,
  title: string,
  body: string,
  status: ContentfulStatusCode,
): Response | Promise<Response> {
  return context.html(pageFrame({ locale, title }, `<main>\n${body}\n</main>`), status);
}
