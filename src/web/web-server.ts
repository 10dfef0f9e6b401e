import type { Server } from 'node:http';
import { isIPv6 } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { err, ok, type Result } from '../lib/result.ts';
import { isLoopbackHost } from './loopback.ts';
import { securityHeaders } from './security-headers.ts';
import { holdToLimits, SERVER_LIMITS, type ServerLimits, serverOptions } from './server-limits.ts';
import type { StartFailure, WebServer, WebServerOptions } from './server-options.ts';
import { createWebApp } from './web-app.ts';

const GRACE_MS = 3_000;

/**
 * Builds the HTTP server; nothing listens before `start()`. The local messenger has no passwords, so it is refused on
 * an address that others can reach.
 */
export function createWebServer(options: WebServerOptions): Result<WebServer, 'messenger-needs-loopback'> {
  if (options.messenger !== undefined && !isLoopbackHost(options.host)) return err('messenger-needs-loopback');
  const { app, close: closeStreams } = createWebApp(options);
  const limits: ServerLimits = { ...SERVER_LIMITS, ...options.limits };
  const headers = securityHeaders(options.publicHttps === true);
  let server: Server | null = null;
  return ok({
    async start() {
      const created = createAdaptorServer({
        fetch: app.fetch,
        hostname: options.host,
        serverOptions: serverOptions(limits),
      }) as Server;
      holdToLimits(created, limits, headers);
      // Before any route: also on answers that no route gives. What a route says itself takes its place.
      created.prependListener('request', (_request, response) => {
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      });
      const failure = await listen(created, options.host, options.port);
      if (failure !== null) return err(failure);
      server = created;
      const address = created.address();
      const port = typeof address === 'object' && address !== null ? address.port : options.port;
      return ok({ url: `http://${isIPv6(options.host) ? `[${options.host}]` : options.host}:${port}/`, port });
    },
    async stop() {
      closeStreams();
      const stopping = server;
      server = null;
      if (stopping !== null) await close(stopping, options.graceMs ?? GRACE_MS);
    },
  });
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
