import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type * as z from 'zod';
import { tidyFileName } from '../lib/file-name.ts';
import { sameSecret, systemRandomness } from '../lib/ids.ts';
import { downloadAnswer } from './download.ts';
import { errorAnswer } from './error-page.ts';
import { createEventStreams } from './event-streams.ts';
import { comesFromOwnPage } from './loopback.ts';
import type { MessengerPerson, MessengerPort, PageHub, PagePost } from './messenger-port.ts';
import { postedAdvance, postedFileFields, postedMessage, postedRead } from './messenger-requests.ts';
import { APP_CSP } from './security-headers.ts';
import type { WebServerOptions } from './server-options.ts';
import { type StaticFiles, staticAnswer } from './static-files.ts';
import type { WebEnv } from './web-env.ts';

/** Header that proves that a request was made by our own page of this run. */
export const CSRF_HEADER = 'x-messenger-token';
/** Largest file, and a little for the form around it. */
const FILE_LIMIT_BYTES = 5 * 1024 * 1024;
const FORM_LIMIT_BYTES = FILE_LIMIT_BYTES + 16 * 1024;
const JSON_LIMIT_BYTES = 64 * 1024;
const TEXT_AREAS = /^(?:web|messenger|error|command)\./;

/** The local messenger's page and its API, and how to end its live streams. */
export interface MessengerRoutes {
  readonly app: Hono<WebEnv>;
  close(): void;
}

/** Builds the routes `/`, `/static/messenger/*` and `/local/*`; only this machine and our own page may call them. */
export function createMessengerRoutes(
  messenger: MessengerPort,
  options: WebServerOptions,
  statics: StaticFiles,
): MessengerRoutes {
  const csrf = systemRandomness.token(24);
  const hubs: readonly PageHub[] = [messenger.hubs.rich, messenger.hubs.textOnly];
  const streams = createEventStreams();
  const unsubscribe = hubs.map((hub) =>
    hub.subscribe((event) => streams.broadcast(event.kind, { channel: hub.name, ...event })),
  );
  const app = new Hono<WebEnv>();

  app.use('/', ownPageOnly(options));
  app.use('/local/*', ownPageOnly(options));
  app.use('/static/messenger/*', ownPageOnly(options));
  app.post('/local/*', async (context, next) => {
    if (!sameSecret(context.req.header(CSRF_HEADER) ?? '', csrf)) {
      return errorAnswer(context, options, 403, 'page-outdated');
    }
    return next();
  });

  app.get('/', (context) => {
    context.header('content-security-policy', APP_CSP);
    return staticAnswer(context, statics, 'messenger/index.html') ?? context.notFound();
  });
  app.get('/static/messenger/:file', (context) => {
    return staticAnswer(context, statics, `messenger/${context.req.param('file')}`) ?? context.notFound();
  });

  app.get('/local/session', (context) =>
    context.json({
      csrf,
      locale: options.locale,
      locales: options.locales,
      fileLimitBytes: FILE_LIMIT_BYTES,
      channels: {
        rich: { name: messenger.hubs.rich.name, ...messenger.hubs.rich.capabilities },
        textOnly: { name: messenger.hubs.textOnly.name, ...messenger.hubs.textOnly.capabilities },
      },
    }),
  );
  app.get('/local/texts', (context) => {
    const texts = Object.entries(options.texts(localeOf(context, options)));
    return context.json(Object.fromEntries(texts.filter(([key]) => TEXT_AREAS.test(key))));
  });
  app.get('/local/people', (context) => {
    const people = messenger.people(localeOf(context, options));
    return context.json(people.map((person) => ({ ...person, unread: unreadOf(person, hubs) })));
  });
  app.get('/local/chat/:channel/:person', (context) => {
    const found = partiesOf(context.req.param('channel'), context.req.param('person'));
    if (found === null) return errorAnswer(context, options, 404, 'unknown-person');
    return context.json(found.hub.chat(found.person.id));
  });
  app.get('/local/file/:channel/:file', async (context) => {
    const hub = hubs.find((one) => one.name === context.req.param('channel'));
    const file = await hub?.openFile(context.req.param('file'));
    return file ? downloadAnswer(context, file) : errorAnswer(context, options, 404, 'file-not-found');
  });
  app.get('/local/events', (context) => streams.open() ?? errorAnswer(context, options, 503, 'too-many-windows'));
  app.get('/local/clock', (context) => {
    const { clock } = messenger;
    return context.json({ now: clock.now(), zone: clock.zone, next: clock.next(localeOf(context, options)) });
  });

  app.post('/local/message', limited(JSON_LIMIT_BYTES, options), async (context) => {
    const posted = await readJson(context, postedMessage);
    if (posted === null) return errorAnswer(context, options, 400, 'bad-request');
    const body =
      'text' in posted
        ? ({ kind: 'text', text: posted.text } as const)
        : ({ kind: 'choice', token: posted.token, messageId: posted.messageId } as const);
    return deliver(context, posted, body);
  });
  app.post('/local/file', limited(FORM_LIMIT_BYTES, options), async (context) => {
    const form = await context.req.parseBody().catch(() => null);
    const fields = postedFileFields.safeParse(form);
    const file = form?.file;
    if (!fields.success || !(file instanceof File)) return errorAnswer(context, options, 400, 'bad-request');
    const bytes = new Uint8Array(await file.arrayBuffer());
    const mime = file.type === '' ? 'application/octet-stream' : file.type;
    return deliver(context, fields.data, { kind: 'file', name: tidyFileName(file.name), mime, bytes });
  });
  app.post('/local/read', limited(JSON_LIMIT_BYTES, options), async (context) => {
    const posted = await readJson(context, postedRead);
    const found = posted && partiesOf(posted.channel, posted.personId);
    if (!posted || !found) return errorAnswer(context, options, 400, 'bad-request');
    found.hub.markRead(found.person.id, posted.seq);
    return context.body(null, 204);
  });
  app.post('/local/clock/advance', limited(JSON_LIMIT_BYTES, options), async (context) => {
    const posted = await readJson(context, postedAdvance);
    if (posted === null) return errorAnswer(context, options, 400, 'bad-request');
    const moved = await messenger.clock.advance(posted.to);
    if (!moved.ok) return context.json({ error: moved.error }, 409);
    streams.broadcast('clock', moved.value);
    return context.json(moved.value);
  });

  function partiesOf(channel: string, personId: string): { hub: PageHub; person: MessengerPerson } | null {
    const hub = hubs.find((one) => one.name === channel);
    const person = messenger.people(options.locale).find((one) => one.id === personId);
    return hub === undefined || person === undefined ? null : { hub, person };
  }

  function deliver(
    context: Context<WebEnv>,
    to: { readonly clientId: string; readonly channel: string; readonly personId: string },
    body: PagePost['body'],
  ): Response | Promise<Response> {
    const found = partiesOf(to.channel, to.personId);
    if (found === null) return errorAnswer(context, options, 404, 'unknown-person');
    if (body.kind === 'file' && !found.hub.capabilities.filesIn) {
      return errorAnswer(context, options, 400, 'bad-request');
    }
    const { id: personId, name: displayName } = found.person;
    const posted = found.hub.post({ clientId: to.clientId, personId, displayName, body });
    if (posted.ok) return context.json(posted.value);
    return context.json({ error: posted.error }, posted.error === 'messenger-file-too-large' ? 413 : 503);
  }

  return {
    app,
    close() {
      for (const end of unsubscribe) end();
      streams.close();
    },
  };
}

function ownPageOnly(options: WebServerOptions): MiddlewareHandler<WebEnv> {
  return async (context, next) => {
    const allowed = comesFromOwnPage({
      host: context.req.header('host'),
      origin: context.req.header('origin'),
      fetchSite: context.req.header('sec-fetch-site'),
      fetchMode: context.req.header('sec-fetch-mode'),
      remoteAddress: context.env.incoming?.socket.remoteAddress,
    });
    return allowed ? next() : errorAnswer(context, options, 403, 'host-not-allowed');
  };
}

function limited(maxSize: number, options: WebServerOptions): MiddlewareHandler {
  return bodyLimit({ maxSize, onError: (context) => errorAnswer(context, options, 413, 'body-too-large') });
}

async function readJson<T extends z.ZodType>(context: Context, schema: T): Promise<z.output<T> | null> {
  const body: unknown = await context.req.json().catch(() => null);
  const parsed = schema.safeParse(body);
  return parsed.success ? parsed.data : null;
}

function localeOf(context: Context, options: WebServerOptions): string {
  const asked = context.req.query('locale');
  return asked !== undefined && options.locales.includes(asked) ? asked : options.locale;
}

function unreadOf(person: MessengerPerson, hubs: readonly PageHub[]): Readonly<Record<string, number>> {
  return Object.fromEntries(hubs.map((hub) => [hub.name, hub.chat(person.id).unread]));
}
