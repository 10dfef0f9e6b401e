import type { IncomingMessage, Server } from 'node:http';
import { isIPv6 } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { systemClock } from '../lib/clock.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { addBallotRoutes } from './ballot-routes.ts';
import { errorAnswer } from './error-page.ts';
import { isLoopbackHost } from './loopback.ts';
import { createMessengerRoutes } from './messenger-routes.ts';
import { createMissLimit } from './miss-limit.ts';
import { addFileRoutes, addHealthRoutes, addWebhookRoutes } from './public-routes.ts';
import { securityHeaders } from './security-headers.ts';
import type { StartFailure, WebServer, WebServerOptions } from './server-options.ts';
import { loadStaticFiles, staticAnswer } from './static-files.ts';
import { addUploadRoutes, UPLOAD_TIMEOUT_MS } from './upload-routes.ts';
import type { WebEnv } from './web-env.ts';

/** A client that dribbles its headers or body is cut off after these, in ms. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_MS = 5_000;
const CHECK_INTERVAL_MS = 5_000;
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_CONNECTIONS = 500;
const GRACE_MS = 3_000;

/**
 * Builds the HTTP server; nothing listens before `start()`. The local messenger has no passwords, so it is refused on
 * an address that others can reach.
 */
export function createWebServer(options: WebServerOptions): Result<WebServer, 'messenger-needs-loopback'> {
  if (options.messenger !== undefined && !isLoopbackHost(options.host)) return err('messenger-needs-loopback');
  const statics = loadStaticFiles(options.staticDir);
  const app = new Hono<WebEnv>();
  app.use(securityHeaders());
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (context, methods) => {
        context.header('allow', methods.join(', '));
        return errorAnswer(context, options, 405, 'method-not-allowed');
      },
    }),
  );
  addHealthRoutes(app, options);
  addWebhookRoutes(app, options);
  const misses = createMissLimit(systemClock.now);
  addFileRoutes(app, options, misses);
  addUploadRoutes(app, options, misses);
  addBallotRoutes(app, options, misses, statics);
  app.get('/static/page.css', (context) => staticAnswer(context, statics, 'page.css') ?? context.notFound());
  const messenger = options.messenger && createMessengerRoutes(options.messenger, options, statics);
  if (messenger !== undefined) app.route('/', messenger.app);
  app.notFound((context) => errorAnswer(context, options, 404, 'not-found'));
  app.onError((error, context) => {
    // The message may quote what a person wrote; the name and the frames are enough to find a bug.
    const frames = error.stack?.split('\n    at ').slice(1);
    options.log.error(
      { method: context.req.method, route: context.req.routePath, name: error.name, frames },
      'web request failed',
    );
    return errorAnswer(context, options, 500, 'internal');
  });

  let server: Server | null = null;
  return ok({
    async start() {
      const created = createAdaptorServer({
        fetch: app.fetch,
        hostname: options.host,
        serverOptions: {
          headersTimeout: HEADERS_TIMEOUT_MS,
          requestTimeout: UPLOAD_TIMEOUT_MS,
          keepAliveTimeout: KEEP_ALIVE_MS,
          connectionsCheckingInterval: CHECK_INTERVAL_MS,
          maxHeaderSize: MAX_HEADER_BYTES,
        },
      }) as Server;
      created.maxConnections = MAX_CONNECTIONS;
      created.prependListener('request', cutOffSlow);
      const failure = await listen(created, options.host, options.port);
      if (failure !== null) return err(failure);
      server = created;
      const address = created.address();
      const port = typeof address === 'object' && address !== null ? address.port : options.port;
      return ok({ url: `http://${isIPv6(options.host) ? `[${options.host}]` : options.host}:${port}/`, port });
    },
    async stop() {
      messenger?.close();
      const stopping = server;
      server = null;
      if (stopping !== null) await close(stopping, options.graceMs ?? GRACE_MS);
    },
  });
}

// Node has one time limit for all requests, and a photo over a weak connection needs more than the others may have.
function cutOffSlow(request: IncomingMessage): void {
  if (request.url?.startsWith('/upload/') === true) return;
  const timer = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, REQUEST_TIMEOUT_MS);
  request.once('close', () => clearTimeout(timer));
}

/** Null once it listens; throws on what no operator can cause. */
function listen(server: Server, host: string, port: number): Promise<StartFailure | null> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve('port-in-use');
      else if (error.code === 'EACCES') resolve('port-not-allowed');
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') resolve('address-not-available');
      else reject(error);
    });
    server.listen(port, host, () => resolve(null));
  });
}

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
    server.closeIdleConnections();
  });
}
