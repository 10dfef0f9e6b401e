import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { systemClock } from '../lib/clock.ts';
import { addBallotRoutes } from './ballot-routes.ts';
import { errorAnswer } from './error-page.ts';
import { createMessengerRoutes } from './messenger-routes.ts';
import { createMissLimit } from './miss-limit.ts';
import { addFileRoutes, addHealthRoutes, addWebhookRoutes } from './public-routes.ts';
import { SERVER_LIMITS } from './server-limits.ts';
import type { WebServerOptions } from './server-options.ts';
import { loadStaticFiles, staticAnswer } from './static-files.ts';
import { addUploadRoutes } from './upload-routes.ts';
import type { WebEnv } from './web-env.ts';

/** Every route that there is, and how to end the live streams behind them. */
export interface WebApp {
  readonly app: Hono<WebEnv>;
  close(): void;
}

/** Builds the routes; what stands on every answer is set by the server around them. */
export function createWebApp(options: WebServerOptions): WebApp {
  const statics = loadStaticFiles(options.staticDir);
  const app = new Hono<WebEnv>();
  app.use((context, next) => {
    const { pathname, search } = new URL(context.req.url);
    const { addressCharacters } = { ...SERVER_LIMITS, ...options.limits };
    if (pathname.length + search.length <= addressCharacters) return next();
    return Promise.resolve(errorAnswer(context, options, 414, 'address-too-long'));
  });
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

  return { app, close: () => messenger?.close() };
}
