import axios from 'axios';
import { err, type Result } from '../../lib/result.ts';
import { type CallTrace, connectionPool, followed } from '../platform/connection.ts';
import { type Sleep, withDeadline } from '../platform/pause.ts';
import { detailRedactor } from '../platform/redact.ts';
import { readAnswer } from './answer.ts';
import type { ZaloFailure } from './failure.ts';

/** Answers are a few kilobytes; the limit only stops abuse. */
const MAX_ANSWER_BYTES = 1_000_000;
/** Shorter values, such as an action, are no secrets and may well be words of an error. */
const SHORTEST_HIDDEN = 6;

/** Limits of one call: milliseconds, and a signal that ends it earlier. */
export interface CallLimits {
  readonly ms: number;
  readonly signal: AbortSignal;
}

export type CallParams = Readonly<Record<string, string | undefined>>;

/** Calls methods of the platform; never rejects. */
export interface Caller {
  call(method: string, params: CallParams, limits: CallLimits): Promise<Result<unknown, ZaloFailure>>;
  /** Closes connections that are not in use. */
  close(): void;
}

/** Carries calls over axios, on our own pool of connections: what was sent is told from what never left. */
export function createCaller(options: {
  readonly token: string;
  readonly apiRoot: string;
  readonly httpsProxy: string | undefined;
  readonly sleep: Sleep;
}): Caller {
  const { token, httpsProxy, sleep } = options;
  const apiRoot = options.apiRoot.replace(/\/+$/, '');
  const pool = connectionPool(apiRoot, httpsProxy);
  const redact = detailRedactor(token);
  const http = axios.create({
    adapter: 'http',
    httpAgent: pool,
    httpsAgent: pool,
    // The pool knows the proxy; axios would look into the environment for one.
    proxy: false,
    // The token is part of the address: it goes to no other.
    maxRedirects: 0,
    maxContentLength: MAX_ANSWER_BYTES,
    headers: { 'Content-Type': 'application/json', 'User-Agent': 'thidua-bot' },
    responseType: 'text',
    // The answer is judged as it came; axios would parse it and drop what it cannot.
    transformResponse: (body: unknown) => body,
    validateStatus: () => true,
  });

  return {
    async call(method, params, limits) {
      const trace: CallTrace = { reached: false };
      const body = JSON.stringify(params);
      const url = `${apiRoot}/bot${token}/${method}`;
      try {
        const response = await withDeadline(limits.ms, limits.signal, sleep, (signal) =>
          followed(trace, () => http.post<unknown>(url, body, { signal })),
        );
        return readAnswer(response.status, String(response.data), (detail) => redact(withoutValues(detail, params)));
      } catch (error) {
        const detail = redact(networkCode(error));
        return err({ kind: trace.reached ? 'unclear' : 'unreached', errorCode: null, httpStatus: null, detail });
      }
    },
    close: () => pool.destroy(),
  };
}

// The platform may quote what it refuses: a text, an address, a secret.
function withoutValues(detail: string, params: CallParams): string {
  let clean = detail;
  for (const value of Object.values(params)) {
    if (value !== undefined && value.length >= SHORTEST_HIDDEN) clean = clean.replaceAll(value, '…');
  }
  return clean;
}

// Only the code: an error of axios holds the address, and with it the token, and all that was sent.
function networkCode(error: unknown): string {
  if (axios.isCancel(error)) return 'timeout';
  const code: unknown = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^[A-Z0-9_]{3,60}$/.test(code) ? code : 'network';
}
