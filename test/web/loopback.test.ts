import { expect, it } from 'vitest';
import { comesFromOwnPage, isLoopbackHost } from '../../src/web/loopback.ts';

it.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.8.9.1', '::1', '[::1]', '::ffff:127.0.0.1'])(
  'only this machine reaches %s',
  (host) => expect(isLoopbackHost(host)).toBe(true),
);

it.each(['0.0.0.0', '::', '10.0.0.1', '192.168.1.5', 'localhost.evil.vn', '127.0.0.1.nip.io', 'evil.vn', ''])(
  'others may reach %s',
  (host) => expect(isLoopbackHost(host)).toBe(false),
);

const own = {
  host: '127.0.0.1:3000',
  origin: 'http://127.0.0.1:3000',
  fetchSite: 'same-origin',
  fetchMode: 'cors',
  remoteAddress: '127.0.0.1',
};

it.each([
  ['our own page', {}],
  ['an address typed by the person', { origin: undefined, fetchSite: 'none', fetchMode: 'navigate' }],
  ['a link on another site', { origin: undefined, fetchSite: 'cross-site', fetchMode: 'navigate' }],
  ['a program without browser headers', { origin: undefined, fetchSite: undefined, fetchMode: undefined }],
])('lets in %s', (_, change) => expect(comesFromOwnPage({ ...own, ...change })).toBe(true));

it.each([
  ['a foreign name pointed at this machine', { host: 'evil.vn:3000', origin: 'http://evil.vn:3000' }],
  ['a request without Host', { host: undefined }],
  ['a Host that is no host', { host: 'a b' }],
  ['another machine', { remoteAddress: '192.168.1.5' }],
  ["another site's script", { origin: 'https://evil.vn', fetchSite: 'cross-site' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:4000', fetchSite: 'same-site' }],
  ['an opaque origin', { origin: 'null' }],
  ["another site's picture tag", { origin: undefined, fetchSite: 'cross-site', fetchMode: 'no-cors' }],
])('keeps out %s', (_, change) => expect(comesFromOwnPage({ ...own, ...change })).toBe(false));
