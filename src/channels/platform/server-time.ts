import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connectionPool } from './connection.ts';

const PATIENCE_MS = 5_000;
/** A Date header has whole seconds: in the middle the moment was half a second later. */
const HALF_SECOND = 500;

/**
 * How far a clock is ahead of a server's, ms, give or take a second, by the Date header of any answer; null where none
 * came.
 */
export async function clockAhead(
  url: string,
  httpsProxy: string | undefined,
  now: () => number,
): Promise<number | null> {
  const pool = connectionPool(url, httpsProxy);
  const asked = now();
  try {
    const theirs = Date.parse((await dateHeader(url, pool)) ?? '');
    const answered = now();
    return Number.isNaN(theirs) ? null : Math.round((asked + answered) / 2 - theirs - HALF_SECOND);
  } finally {
    pool.destroy();
  }
}

function dateHeader(url: string, agent: ReturnType<typeof connectionPool>): Promise<string | null> {
  return new Promise((resolve) => {
    const ask = url.startsWith('http:') ? httpRequest : httpsRequest;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const call = ask(url, { method: 'HEAD', agent, signal }, (response) => {
      response.resume();
      resolve(response.headers.date ?? null);
    });
    call.on('error', () => resolve(null));
    call.end();
  });
}
