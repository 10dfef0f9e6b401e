import type { Context, Hono, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { downloadAnswer } from './download.ts';
import { errorAnswer } from './error-page.ts';
import { clientAddress, type MissLimit } from './miss-limit.ts';
import type { OpenedFile, WebServerOptions } from './server-options.ts';
import type { WebEnv } from './web-env.ts';

/** Telegram and Zalo send a few kilobytes; the limit only stops abuse. */
export const WEBHOOK_LIMIT_BYTES = 1024 * 1024;

/** State for operators and monitors: `/healthz`, `/readyz`, `/metrics`. */
export function addHealthRoutes(app: Hono<WebEnv>, options: WebServerOptions): void {
  app.get('/healthz', (context) => {
    const live = options.health.live();
    return context.json({ live }, live ? 200 : 503);
  });
  app.get('/readyz', (context) => {
    const report = options.health.ready();
    return context.json(report, report.ready ? 200 : 503);
  });
  app.get('/metrics', (context) =>
    context.body(options.metrics(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }),
  );
}

/** `/webhooks/<platform>`: raw body to the channel, its status as the answer, after the events are stored. */
export function addWebhookRoutes(app: Hono<WebEnv>, options: WebServerOptions): void {
  const limit = bodyLimit({
    maxSize: WEBHOOK_LIMIT_BYTES,
    onError: (context) => errorAnswer(context, options, 413, 'body-too-large'),
  });
  for (const platform of ['telegram', 'zalo'] as const) {
    // Of what does not come from the platform nothing is read; a call without a body is its look at the address.
    const fromPlatform: MiddlewareHandler = async (context, next) => {
      const knows = options.webhooks[platform]?.knowsWebhook;
      const foreign = hasBody(context) && knows?.((name) => context.req.header(name)) === false;
      return foreign ? new Response(null, { status: 401 }) : next();
    };
    app.post(`/webhooks/${platform}`, fromPlatform, limit, async (context) => {
      const channel = options.webhooks[platform];
      if (channel?.webhook === undefined) return errorAnswer(context, options, 404, 'not-found');
      const status = await channel.webhook({
        header: (name) => context.req.header(name),
        body: new Uint8Array(await context.req.arrayBuffer()),
      });
      return new Response(null, { status });
    });
  }
  // Zalo looks at the address when it is set as webhook; nobody says by which method.
  app.get('/webhooks/zalo', (context) =>
    options.webhooks.zalo?.webhook === undefined
      ? errorAnswer(context, options, 404, 'not-found')
      : new Response(null, { status: 200 }),
  );
}

function hasBody(context: Context): boolean {
  const length = context.req.header('content-length');
  return context.req.header('transfer-encoding') !== undefined || (length !== undefined && length !== '0');
}

/** `/files/:token`: a file behind an expiring link. */
export function addFileRoutes(app: Hono<WebEnv>, options: WebServerOptions, misses: MissLimit): void {
  const { files } = options;
  if (files === undefined) return;
  app.use('/files/*', unlisted());
  app.get('/files/:token', async (context) => {
    const opened = await files.openFile(context.req.param('token'));
    if (opened.ok)
      return opened.value.purpose === 'picture'
        ? picture(context, opened.value)
        : downloadAnswer(context, opened.value);
    // A right link is never held up: a whole office may share one address with somebody who guesses.
    if (opened.error === 'file-not-found' && misses.miss(clientAddress(context))) {
      return errorAnswer(context, options, 429, 'too-many-misses');
    }
    return errorAnswer(context, options, opened.error === 'file-expired' ? 410 : 404, opened.error);
  });
}

// For a platform, which fetches it and may show it in its own pages; an image is never a document of ours.
function picture(context: Context, { mime, bytes }: OpenedFile): Response {
  return context.body(new Uint8Array(bytes), 200, {
    'content-type': /^image\/(?:png|jpeg|webp|gif)$/.test(mime) ? mime : 'application/octet-stream',
    'cross-origin-resource-policy': 'cross-origin',
  });
}

/** For pages behind a token: the address goes into no index. */
export function unlisted(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    context.res.headers.set('x-robots-tag', 'noindex, nofollow');
  };
}
