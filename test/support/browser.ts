import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Quiet: no calls home, no sandbox (containers have none), no graphics card. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Ends what hangs, in ms, and nothing that is only slow: a browser that has never run reads all of itself first. */
const PATIENCE_MS = 60_000;

/** Where browser tests stand: they run, or they are skipped with the reason in their title; in CI they must run. */
export type BrowserPlan =
  | { readonly run: true; readonly executablePath: string }
  | { readonly run: false; readonly reason: string };

/**
 * Finds an installed Chromium: `chromiumPath` (from the environment) first, then the usual places. Without one the tests
 * are skipped; in CI that throws, so that a missing browser can never look like success.
 */
export function browserPlan(chromiumPath: string | undefined, ci: boolean, places = PLACES): BrowserPlan {
  const executablePath = [chromiumPath, ...places].find((path) => path !== undefined && existsSync(path));
  if (executablePath !== undefined) return { run: true, executablePath };
  if (ci) throw new Error('no Chromium found: set CHROMIUM_PATH, browser tests must run in CI');
  return { run: false, reason: 'skipped: no Chromium found, set CHROMIUM_PATH' };
}

/** Starts the browser; the caller closes it. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGS, timeout: PATIENCE_MS });
}

/** Opens a new browser profile; the caller closes it. */
export async function newProfile(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const profile = await browser.newContext(options);
  profile.setDefaultTimeout(PATIENCE_MS);
  return profile;
}
