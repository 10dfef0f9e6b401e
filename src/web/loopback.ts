/** True for names and addresses that only this machine can reach. */
export function isLoopbackHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare === 'localhost' || bare === '::1') return true;
  return /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(bare);
}

/** What the check needs of one request. */
export interface RequestOrigin {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly fetchMode: string | undefined;
  readonly remoteAddress: string | undefined;
}

/**
 * True when the request comes from this machine and from our own page. A foreign name that was pointed at
 * 127.0.0.1 (DNS rebinding) shows in Host; another site's script shows in Origin or Sec-Fetch-Site.
 */
export function comesFromOwnPage(request: RequestOrigin): boolean {
  const { host, origin, fetchSite, fetchMode, remoteAddress } = request;
  if (remoteAddress !== undefined && !isLoopbackHost(remoteAddress)) return false;
  const hostUrl = host === undefined ? null : parsed(`http://${host}`);
  if (hostUrl === null || !isLoopbackHost(hostUrl.hostname)) return false;
  if (origin !== undefined && parsed(origin)?.host !== hostUrl.host) return false;
  const foreign = fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none';
  return !foreign || fetchMode === 'navigate';
}

function parsed(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
