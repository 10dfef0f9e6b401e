import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

/** What one client, and all of them together, may take of the server. Times are in ms. */
export const SERVER_LIMITS = {
  /** A client that dribbles its headers or its body is cut off after these. */
  headersMs: 10_000,
  requestMs: 30_000,
  /** Ten megabytes over a weak mobile connection (0,5 Mbit/s) take three minutes. */
  uploadMs: 300_000,
  /** A connection on which nothing moves, in either direction: also a client that does not read its answer. */
  idleMs: 60_000,
  keepAliveMs: 5_000,
  /** How often Node looks for what is too slow. */
  checkMs: 5_000,
  /** All headers with the address. */
  headerBytes: 16 * 1024,
  addressCharacters: 2_000,
  connections: 500,
} as const;

export type ServerLimits = Readonly<Record<keyof typeof SERVER_LIMITS, number>>;

/** The limits as Node's server takes them. */
export function serverOptions(limits: ServerLimits) {
  return {
    headersTimeout: limits.headersMs,
    requestTimeout: Math.max(limits.uploadMs, limits.requestMs),
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: limits.checkMs,
    maxHeaderSize: limits.headerBytes,
  };
}

/** Holds a server to the limits that Node has no option for; answers what is no HTTP with `headers`. */
export function holdToLimits(server: Server, limits: ServerLimits, headers: Readonly<Record<string, string>>): void {
  server.maxConnections = limits.connections;
  server.setTimeout(limits.idleMs);
  server.prependListener('request', (request) => cutOffSlow(request, limits.requestMs));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const lines = Object.entries({ ...headers, connection: 'close', 'content-length': '0' });
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    const status = STATUS_OF[error.code ?? ''] ?? 400;
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n`);
  });
}

const STATUS_OF: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

// Node has one time limit for all requests, and a photo over a weak connection needs more than the others may have.
function cutOffSlow(request: IncomingMessage, requestMs: number): void {
  if (request.url?.startsWith('/upload/') === true) return;
  const timer = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, requestMs);
  request.once('close', () => clearTimeout(timer));
}
