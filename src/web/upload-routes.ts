import type { Context, Hono } from 'hono';
import { errorAnswer } from './error-page.ts';
import { clientAddress, type MissLimit } from './miss-limit.ts';
import { unlisted } from './public-routes.ts';
import { readForm } from './read-form.ts';
import type { WebServerOptions } from './server-options.ts';
import { uploadForm, uploadReceipt } from './upload-page.ts';
import type { UploadPort, UploadRefusal, UploadTicket } from './upload-port.ts';
import type { WebEnv } from './web-env.ts';

/** The form around the file: boundaries, headers, name. */
const FORM_EXTRA_BYTES = 16 * 1024;
/** Files that are taken at a time; each is held in memory while it comes. */
const MOST_AT_ONCE = 4;

const STATUS: Readonly<Record<UploadRefusal, 404 | 410 | 413 | 422 | 500 | 503>> = {
  file_empty: 422,
  file_over_limit: 413,
  file_form_refused: 422,
  'upload-not-found': 404,
  'upload-expired': 410,
  'upload-stale': 410,
  'upload-failed': 500,
  'upload-not-stored': 503,
};

/** `/upload/:token`: the form for the file that a question in a chat asks for, and its delivery. */
export function addUploadRoutes(app: Hono<WebEnv>, options: WebServerOptions, misses: MissLimit): void {
  const { uploads } = options;
  if (uploads === undefined) return;
  let running = 0;

  app.use('/upload/*', unlisted());
  app.get('/upload/:token', async (context) => {
    const ticket = await ticketOf(context, uploads);
    if (ticket instanceof Response) return ticket;
    if (ticket.state === 'used') return uploadReceipt(context, options, ticket);
    return closed(context, ticket) ?? uploadForm(context, options, ticket, 200, null);
  });
  app.post('/upload/:token', async (context) => {
    const ticket = await ticketOf(context, uploads);
    if (ticket instanceof Response) return ticket;
    // A second press of the button: the first one has done it.
    if (ticket.state === 'used') return receipt(context);
    const refused = closed(context, ticket);
    if (refused !== null) return refused;
    if (running >= MOST_AT_ONCE) return uploadForm(context, options, ticket, 503, 'error.upload-busy');
    running += 1;
    try {
      return await taken(context, uploads, ticket);
    } finally {
      running -= 1;
    }
  });

  async function ticketOf(context: Context<WebEnv>, port: UploadPort): Promise<UploadTicket | Response> {
    const ticket = port.look(context.req.param('token') ?? '');
    if (ticket !== null) return ticket;
    if (misses.miss(clientAddress(context))) return errorAnswer(context, options, 429, 'too-many-misses');
    return errorAnswer(context, options, 404, 'upload-not-found');
  }

  function closed(context: Context<WebEnv>, { state, locale }: UploadTicket): Response | Promise<Response> | null {
    if (state === 'expired') return errorAnswer(context, options, 410, 'upload-expired', locale);
    return state === 'stale' ? errorAnswer(context, options, 410, 'upload-stale', locale) : null;
  }

  async function taken(context: Context<WebEnv>, port: UploadPort, ticket: UploadTicket): Promise<Response> {
    const form = await readForm(context.req.raw, ticket.limitBytes + FORM_EXTRA_BYTES);
    if (!form.ok && form.error === 'body-too-large') {
      return uploadForm(context, options, ticket, 413, 'error.file_over_limit');
    }
    const [file, ...more] = form.ok ? form.value.getAll('file') : [];
    if (!(file instanceof File) || more.length > 0 || (file.name === '' && file.size === 0)) {
      return uploadForm(context, options, ticket, 422, 'error.upload-no-file');
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const delivered = await port.deliver(context.req.param('token') ?? '', file.name, bytes);
    if (delivered.ok) return receipt(context);
    // The address may have ended while the file was on its way.
    const { error } = delivered;
    if (error === 'upload-not-found' || error === 'upload-expired' || error === 'upload-stale') {
      return errorAnswer(context, options, STATUS[error] === 404 ? 404 : 410, error, ticket.locale);
    }
    return uploadForm(context, options, ticket, STATUS[error], `error.${error}`);
  }
}

// Reading the page again must not send the file again.
function receipt(context: Context<WebEnv>): Response {
  return context.redirect(`/upload/${context.req.param('token')}`, 303);
}
