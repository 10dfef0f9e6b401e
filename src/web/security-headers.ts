import type { MiddlewareHandler } from 'hono';

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
  // Not no-referrer: browsers would then send `Origin: null` with our own forms.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Adds the strictest headers to every answer; a route that set its own value keeps it. */
export function securityHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) {
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
    }
  };
}
