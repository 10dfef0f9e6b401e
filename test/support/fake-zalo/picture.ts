import { badRequest } from './api-error.ts';
import type { SentMessage, World } from './world.ts';

const INSIDE =
  /^(localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|0\.|\[)|^[^.]+$|\.(local|internal)$/;

/** Refuses an address that Zalo's servers could not reach. */
export function requirePublic(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) throw badRequest('a public http(s) URL is needed');
  if (INSIDE.test(parsed.hostname)) throw badRequest('the URL is not public');
}

/** Fetches a picture as Zalo's servers do before a person sees it. Assumed: one that is none is refused. */
export async function fetchPicture(world: World, url: string): Promise<SentMessage['picture']> {
  let response: Response;
  try {
    response = await fetch(world.reach(url));
  } catch {
    throw badRequest('the photo cannot be fetched');
  }
  const bytes = Buffer.from(await response.arrayBuffer());
  const mime = response.headers.get('content-type') ?? '';
  if (!response.ok || !mime.startsWith('image/')) throw badRequest('the photo cannot be fetched');
  return { url, bytes, mime };
}
