import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ApiError } from './api-error.ts';
import type { Fault } from './faults.ts';
import { callMethod } from './methods.ts';
import { readMultipart } from './multipart.ts';
import { integerParam, type Params } from './params.ts';
import type { RecordedCall, World } from './world.ts';

/** The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>` below `basePath`. */
export function createApiServer(world: World, basePath: string): Server {
  // No connection ends by itself while a busy machine makes a test wait: what breaks is a fault that was asked for.
  return createServer({ keepAliveTimeout: 0 }, (request, response) => {
    answer(world, basePath, request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
}

async function answer(
  world: World,
  basePath: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://fake');
  const path = url.pathname.startsWith(`${basePath}/`) ? url.pathname.slice(basePath.length) : '';
  const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(path);
  if (file !== null) return sendFile(world, file[1] ?? '', file[2] ?? '', response);
  const call = /^\/bot([^/]+)\/(\w+)$/.exec(path);
  const [, token = '', method = ''] = call ?? [];
  const params = { ...Object.fromEntries(url.searchParams), ...(await readBody(request)) };
  if (!/^\d+:\S+$/.test(token)) return sendError(response, new ApiError(404, 'Not Found'));
  if (token !== world.token) return sendError(response, new ApiError(401, 'Unauthorized'));

  const recorded: RecordedCall = { method, params, at: world.time.now(), outcome: 'open', description: null };
  world.calls.push(recorded);
  world.changes.happened();
  const fault = world.faults.next(method, integerParam(params, 'chat_id'));
  await (fault === null ? carryOut(world, recorded, response) : strike(world, fault, recorded, response));
  world.changes.happened();
}

async function carryOut(world: World, call: RecordedCall, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    const result = await callMethod(world, call.method, call.params, gone.signal);
    call.outcome = 'ok';
    world.changes.happened();
    sendJson(response, 200, { ok: true, result });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    call.outcome = error.code;
    call.description = error.description;
    sendError(response, error);
  }
}

async function strike(world: World, fault: Fault, call: RecordedCall, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  if (fault.kind === 'broken-answer' || fault.kind === 'drop-after' || fault.kind === 'hang-after') {
    await callMethod(world, call.method, call.params, gone.signal);
  }
  switch (fault.kind) {
    case 'answer':
      call.outcome = fault.code;
      call.description = fault.description;
      return sendError(response, new ApiError(fault.code, fault.description, fault.parameters));
    case 'result':
      call.outcome = 'ok';
      return sendJson(response, 200, { ok: true, result: fault.result });
    case 'body':
      call.outcome = fault.status;
      response.writeHead(fault.status, { 'content-type': 'application/json' });
      response.end(fault.body);
      return;
    case 'page':
    case 'broken-answer':
      call.outcome = fault.status;
      response.writeHead(fault.status, { 'content-type': 'text/html' });
      response.end('<html><body>Bad Gateway</body></html>');
      return;
    case 'drop-before':
    case 'drop-after':
      call.outcome = 'dropped';
      response.socket?.destroy();
      return;
    default:
      hang(call, response);
  }
}

/** The connection stays open until the caller gives up or the fake closes. */
function hang(call: RecordedCall, response: ServerResponse): void {
  call.outcome = 'hanging';
  response.once('close', () => {
    call.outcome = 'dropped';
  });
}

function sendFile(world: World, token: string, path: string, response: ServerResponse): void {
  const file = [...world.files.values()].find((stored) => stored.path === path);
  const fault = world.faults.next('download', null);
  if (fault?.kind === 'hang-before') {
    const call: RecordedCall = {
      method: 'download',
      params: {},
      at: world.time.now(),
      outcome: 'open',
      description: null,
    };
    world.calls.push(call);
    hang(call, response);
    return;
  }
  if (fault?.kind === 'drop-before') {
    response.socket?.destroy();
    return;
  }
  if (fault?.kind === 'page') {
    response.writeHead(fault.status, { 'content-type': 'text/html' });
    response.end('<html></html>');
    return;
  }
  if (token !== world.token || file === undefined) {
    sendError(response, new ApiError(404, 'Not Found'));
    return;
  }
  response.writeHead(200, { 'content-type': 'application/octet-stream' });
  response.end(file.bytes);
}

async function readBody(request: IncomingMessage): Promise<Params> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (body.length === 0) return {};
  if (type.startsWith('multipart/form-data')) return readMultipart(body, type);
  if (type.startsWith('application/json')) return JSON.parse(body.toString('utf8')) as Params;
  return Object.fromEntries(new URLSearchParams(body.toString('utf8')));
}

function sendError(response: ServerResponse, error: ApiError): void {
  const { code, description, parameters } = error;
  sendJson(response, code, { ok: false, error_code: code, description, ...(parameters && { parameters }) });
}

function sendJson(response: ServerResponse, status: number, value: object): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}
