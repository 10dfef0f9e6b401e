/** Nothing may load, run or frame: for data, downloads and plain pages. */
const CLOSED_CSP = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Own scripts and styles only, no inline code, and no string ever becomes mark-up (Trusted Types). */
export const SCRIPT_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/** The same with own pictures. */
export const APP_CSP = `${SCRIPT_CSP}; img-src 'self'`;

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CLOSED_CSP,
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** A year: browsers that were here once never ask over plain HTTP again. */
const HTTPS_ONLY = 'max-age=31536000';

/** The strictest headers, for every answer; `https`: people reach us by https alone. */
export function securityHeaders(https: boolean): Readonly<Record<string, string>> {
  return https ? { ...HEADERS, 'strict-transport-security': HTTPS_ONLY } : HEADERS;
}
