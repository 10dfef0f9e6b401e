import { lookup as systemLookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { err, ok, type Result } from '../../lib/result.ts';
import type { FetchFileFailure, FetchFileOutcome } from '../channel.ts';
import { connectionPool } from '../platform/connection.ts';
import { type Sleep, withDeadline } from '../platform/pause.ts';
import { PHOTO_REF } from './event.ts';
import { isPublicAddress } from './public-address.ts';

const DOWNLOAD_MS = 60_000;
const MOST_REDIRECTS = 3;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

export interface PhotoSource {
  readonly sleep: Sleep;
  readonly httpsProxy?: string;
  readonly insideAllowed?: readonly string[];
  readonly lookup?: LookupFunction;
}

/**
 * Fetches the picture that an event named. The address comes from outside: only public addresses are asked, by https on
 * its own port, checked before each connection and after each redirect, and only a picture of at most `limitBytes` comes
 * back.
 */
export async function fetchPhoto(
  ref: string,
  limitBytes: number,
  signal: AbortSignal,
  source: PhotoSource,
): Promise<FetchFileOutcome> {
  if (!ref.startsWith(PHOTO_REF)) return { ok: false, error: 'gone' };
  const work = (deadline: AbortSignal) => follow(ref.slice(PHOTO_REF.length), limitBytes, deadline, source);
  const fetched = await withDeadline(DOWNLOAD_MS, signal, source.sleep, work);
  if (!fetched.ok) return fetched;
  return (await isPicture(fetched.value)) ? { ok: true, bytes: fetched.value } : { ok: false, error: 'gone' };
}

type Step = Result<{ readonly bytes: Uint8Array } | { readonly next: string }, FetchFileFailure>;

async function follow(
  start: string,
  limitBytes: number,
  signal: AbortSignal,
  source: PhotoSource,
): Promise<Result<Uint8Array, FetchFileFailure>> {
  let address = start;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const url = webAddress(address);
    if (url === null) return err('gone');
    const host = await checkedAddress(url.hostname.replace(/^\[|\]$/g, ''), source);
    if (!host.ok) return host;
    if (!source.insideAllowed?.includes(host.value) && (url.protocol !== 'https:' || url.port !== ''))
      return err('gone');
    const step = await load(url, host.value, limitBytes, signal, source.httpsProxy);
    if (!step.ok) return step;
    if ('bytes' in step.value) return ok(step.value.bytes);
    address = URL.canParse(step.value.next, url.href) ? new URL(step.value.next, url).href : '';
  }
  return err('gone');
}

function webAddress(address: string): URL | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const plain = url.username === '' && url.password === '';
  return plain && ['http:', 'https:'].includes(url.protocol) ? url : null;
}

/** The one address to connect to; a name that also leads inside is refused as a whole. */
function checkedAddress(
  host: string,
  { insideAllowed = [], lookup = systemLookup }: PhotoSource,
): Promise<Result<string, FetchFileFailure>> {
  const allowed = (address: string) => isPublicAddress(address) || insideAllowed.includes(address);
  if (isIP(host) !== 0) return Promise.resolve(allowed(host) ? ok(host) : err('gone'));
  return new Promise((resolve) => {
    lookup(host, { all: true, order: 'ipv4first' }, (error, found) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
      const [first] = addresses;
      if (error !== null || first === undefined) resolve(err('unavailable'));
      else resolve(addresses.every(allowed) ? ok(first) : err('gone'));
    });
  });
}

/** Asks exactly the address that was checked; the name is told to the server alone. */
async function load(
  url: URL,
  host: string,
  limitBytes: number,
  signal: AbortSignal,
  httpsProxy: string | undefined,
): Promise<Step> {
  const secure = url.protocol === 'https:';
  const pool = connectionPool(url.href, httpsProxy);
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const target = {
    host,
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    headers: { host: url.host, accept: 'image/*' },
    agent: pool,
    signal,
    ...(isIP(name) === 0 ? { servername: name } : {}),
  };
  try {
    return await new Promise<Step>((resolve) => {
      const unavailable = () => resolve(err('unavailable'));
      const request = (secure ? httpsRequest : httpRequest)(target, (response) => {
        read(response, limitBytes).then(resolve, unavailable);
      });
      request.once('error', unavailable);
      request.end();
    });
  } finally {
    pool.destroy();
  }
}

async function read(response: IncomingMessage, limitBytes: number): Promise<Step> {
  const { statusCode: status = 0, headers } = response;
  if (REDIRECTS.includes(status)) return ok({ next: headers.location ?? '' });
  if (status !== 200) return err(status >= 400 && status < 500 && status !== 429 ? 'gone' : 'unavailable');
  if (Number(headers['content-length'] ?? 0) > limitBytes) return err('too-large');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes) return err('too-large');
    chunks.push(chunk);
  }
  return ok({ bytes: new Uint8Array(Buffer.concat(chunks)) });
}

// By its first bytes: what the server says of it is as foreign as its address.
async function isPicture(bytes: Uint8Array): Promise<boolean> {
  const { fileTypeFromBuffer } = await import('file-type');
  return (await fileTypeFromBuffer(bytes))?.mime.startsWith('image/') === true;
}
