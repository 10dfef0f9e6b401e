import { AsyncLocalStorage } from 'node:async_hooks';
import { lookup } from 'node:dns';
import { type ClientRequest, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { HttpsProxyAgent } from 'https-proxy-agent';

/** How far one call got: until a connection stands, nothing of it can have reached the platform. */
export interface CallTrace {
  reached: boolean;
}

const calls = new AsyncLocalStorage<CallTrace>();

/** Runs `work` so that every request it makes is noted in `trace`. */
export function followed<T>(trace: CallTrace, work: () => Promise<T>): Promise<T> {
  return calls.run(trace, work);
}

const ipv4First: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, order: 'ipv4first' }, callback);
};

const CONNECTING = {
  keepAlive: true,
  // Drops connections that idle: a platform closing one at the moment of a send would leave its outcome unknown.
  timeout: 30_000,
  autoSelectFamily: true,
  // Node 20 gives each address 250 ms, too little for Vietnam to Amsterdam on a bad day.
  autoSelectFamilyAttemptTimeout: 3_000,
  lookup: ipv4First,
};

/** The pool of connections to the Bot API: IPv4 first, through the proxy where one is set and the address is https. */
export function connectionPool(apiRoot: string, httpsProxy: string | undefined): HttpAgent {
  if (apiRoot.startsWith('http:')) return following(new HttpAgent(CONNECTING));
  if (httpsProxy !== undefined) return following(new HttpsProxyAgent(httpsProxy, CONNECTING));
  return following(new HttpsAgent(CONNECTING));
}

/** Node's entry to an agent; public by use, though not in its types. */
interface RequestTaker {
  addRequest(request: ClientRequest, options: unknown): void;
}

function following(agent: HttpAgent): HttpAgent {
  const taker = agent as HttpAgent & RequestTaker;
  const addRequest = taker.addRequest.bind(agent);
  taker.addRequest = (request, options) => {
    const trace = calls.getStore();
    if (trace !== undefined) noteConnection(request, trace);
    addRequest(request, options);
  };
  return agent;
}

function noteConnection(request: ClientRequest, trace: CallTrace): void {
  let refusedByProxy = false;
  const reached = () => {
    trace.reached = true;
  };
  request.once('proxyConnect', (answer: { readonly statusCode: number }) => {
    refusedByProxy = answer.statusCode !== 200;
  });
  request.once('socket', (socket: Socket) => {
    if (refusedByProxy) return;
    if (socket instanceof TLSSocket && !request.reusedSocket) socket.once('secureConnect', reached);
    else if (socket.connecting) socket.once('connect', reached);
    else reached();
  });
}
