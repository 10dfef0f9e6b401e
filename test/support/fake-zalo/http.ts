import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ApiError, PageError } from './api-error.ts';
import type { Fault } from './faults.ts';
import { callMethod } from './methods.ts';
import type { Params } from './params.ts';
import type { RecordedCall, World } from './world.ts';

/** The Bot API over HTTP, `POST /bot<token>/<method>`, and what people sent, `GET /media/…`. */
export function createApiServer(world: World): Server {
  // No connection ends by itself while a busy machine makes a test wait: what breaks is a fault that was asked for.
  return createServer({ keepAliveTimeout: 0 }, (request, response) => {
    answer(world, request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
}

async function answer(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://fake');
  if (pathname.startsWith('/media/')) return showFile(world, pathname, response);
  const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(pathname) ?? [];
  const params = await readBody(request);
  if (token !== world.token) return sendError(world, response, new ApiError(401, 'Unauthorized'));
  if (request.method !== 'POST') return sendError(world, response, new ApiError(404, 'Not Found'));

  const call: RecordedCall = { method, params: params ?? {}, at: world.time.now(), outcome: 'open' };
  world.calls.push(call);
  world.changes.happened();
  const chatId = typeof call.params.chat_id === 'string' ? call.params.chat_id : null;
  const fault = world.faults.next(method, chatId);
  if (fault === null) await carryOut(world, call, params, response);
  else await strike(world, fault, call, params, response);
  world.changes.happened();
}

async function carryOut(
  world: World,
  call: RecordedCall,
  params: Params | null,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    if (params === null) throw new ApiError(400, 'Bad Request: body must be JSON');
    const result = await callMethod(world, call.method, params, gone.signal);
    call.outcome = 'ok';
    sendResult(world, response, result);
  } catch (error) {
    if (error instanceof PageError) {
      call.outcome = error.status;
      sendPage(response, error.status);
      return;
    }
    if (!(error instanceof ApiError)) throw error;
    call.outcome = error.code;
    sendError(world, response, error);
  }
}

async function strike(
  world: World,
  fault: Fault,
  call: RecordedCall,
  params: Params | null,
  response: ServerResponse,
): Promise<void> {
  switch (fault.kind) {
    case 'answer':
      call.outcome = fault.code;
      return sendError(world, response, new ApiError(fault.code, fault.description), fault.status ?? 200);
    case 'result':
      call.outcome = 'ok';
      return sendResult(world, response, fault.result);
    case 'body':
      call.outcome = fault.status;
      response.writeHead(fault.status, { 'content-type': 'application/json' });
      response.end(fault.body);
      return;
    case 'broken-answer':
      await accept(world, call, params);
      call.outcome = fault.status;
      return sendPage(response, fault.status);
    case 'drop-after':
      await accept(world, call, params);
      call.outcome = 'dropped';
      response.socket?.destroy();
      return;
    case 'drop-before':
      call.outcome = 'dropped';
      response.socket?.destroy();
      return;
    case 'slow':
      await new Promise<void>((resolve) => world.time.after(fault.ms, resolve));
      return carryOut(world, call, params, response);
    case 'hang-after':
      await accept(world, call, params);
      hang(call, response);
      return;
    case 'hang-before':
      hang(call, response);
      return;
    default:
      call.outcome = fault.kind === 'page' ? fault.status : 404;
      sendPage(response, call.outcome);
  }
}

/** The connection stays open until the caller gives up or the fake closes. */
function hang(call: RecordedCall, response: ServerResponse): void {
  call.outcome = 'hanging';
  response.once('close', () => {
    call.outcome = 'dropped';
  });
}

/** Does what a call asks for, although its caller will not learn of it. */
async function accept(world: World, call: RecordedCall, params: Params | null): Promise<void> {
  try {
    await callMethod(world, call.method, params ?? {}, new AbortController().signal);
  } catch (error) {
    if (!(error instanceof ApiError || error instanceof PageError)) throw error;
  }
}

function showFile(world: World, path: string, response: ServerResponse): void {
  const fault = world.faults.next('photo', null);
  if (fault?.kind === 'hang-before') {
    const call: RecordedCall = { method: 'photo', params: {}, at: world.time.now(), outcome: 'open' };
    world.calls.push(call);
    hang(call, response);
    return;
  }
  if (fault?.kind === 'drop-before') {
    response.socket?.destroy();
    return;
  }
  if (fault?.kind === 'redirect') {
    response.writeHead(302, { location: fault.to }).end();
    return;
  }
  const file = world.photos.get(path);
  if (fault !== null || file === null) {
    sendPage(response, fault?.kind === 'page' ? fault.status : 404);
    return;
  }
  response.writeHead(200, { 'content-type': file.mime }).end(file.bytes);
}

/** The fields of a call; null where the body is no JSON object. */
async function readBody(request: IncomingMessage): Promise<Params | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return {};
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Params) : null;
  } catch {
    return null;
  }
}

function sendResult(world: World, response: ServerResponse, result: unknown): void {
  const zero = world.quirks.zeroOnSuccess ? { error_code: 0 } : {};
  sendJson(response, 200, { ok: true, result, ...zero });
}

function sendError(world: World, response: ServerResponse, { code, description }: ApiError, status?: number): void {
  const own = world.quirks.refusals === 'http-own' || (code === 408 && world.quirks.idlePoll === 'http-408');
  sendJson(response, status ?? (own ? code : 200), { ok: false, description, error_code: code });
}

function sendJson(response: ServerResponse, status: number, value: object): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

function sendPage(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' });
  response.end(`<html><head><title>${status}</title></head><body><center>nginx</center></body></html>`);
}
