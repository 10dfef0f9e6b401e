import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import type { WebServer } from '../../src/web/server-options.ts';
import { createWebServer } from '../../src/web/web-server.ts';
import { browserPlan, launchBrowser, newProfile } from '../support/browser.ts';
import { type StandIn, standInOptions, startStandIn } from '../support/stand-in-messenger.ts';

export const PHONE = { width: 390, height: 844 };
const LAPTOP = { width: 1366, height: 768 };

/** Somebody without a link, with the code on their slip; that division's head; the secretary. */
export const NOBODY = '303';
export const CODE = 'QN303-K7D3';
export const HEAD = '301';
export const SECRETARY = '202';

/** What a test of the page works with; fresh for every test. */
export interface PageBench {
  stand(): StandIn;
  /** Opens the page in a new browser profile and waits until it is ready. */
  opened(options?: BrowserContextOptions): Promise<Page>;
  stopServer(): Promise<void>;
  /** Starts a new server on the same port, as a restarted program would. */
  restartServer(): Promise<void>;
  /** Starts the whole program anew on the same port: its messages are gone, as the demonstration's are. */
  restartProgram(): Promise<void>;
  /** Errors in the browser's console that the test brings about itself. */
  expectProblems(pattern: RegExp): void;
}

/** Tests of the page in a real browser; skipped with the reason in the title where there is none. */
export function describePage(title: string, tests: (bench: PageBench) => void): void {
  const plan = browserPlan(process.env.CHROMIUM_PATH, process.env.CI !== undefined);
  const reason = plan.run ? '' : ` (${plan.reason})`;
  describe.skipIf(!plan.run)(`${title}${reason}`, () => {
    let browser: Browser;
    let stand: StandIn;
    let server: WebServer;
    let url = '';
    let problems: string[] = [];
    let expected: RegExp | null = null;

    beforeAll(async () => {
      if (plan.run) browser = await launchBrowser(plan.executablePath);
    });
    afterAll(() => browser?.close());
    beforeEach(async () => {
      problems = [];
      expected = null;
      stand = await startStandIn();
      await startServer(0);
    });
    afterEach(async () => {
      for (const context of browser.contexts()) await context.close();
      await server.stop();
      await stand.stop();
      expect(problems.filter((problem) => !expected?.test(problem))).toEqual([]);
    });

    async function startServer(port: number): Promise<void> {
      const created = createWebServer({ ...standInOptions(stand.port), port });
      if (!created.ok) throw new Error(created.error);
      server = created.value;
      const start = await server.start();
      if (!start.ok) throw new Error(start.error);
      url = start.value.url;
    }

    tests({
      stand: () => stand,
      async opened(options = {}) {
        const context = await newProfile(browser, { viewport: LAPTOP, colorScheme: 'light', ...options });
        const page = await context.newPage();
        page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(message.text()));
        page.on('pageerror', (error) => problems.push(error.message));
        await page.goto(url);
        await page.locator('body.ready').waitFor();
        return page;
      },
      stopServer: () => server.stop(),
      restartServer: () => startServer(Number(new URL(url).port)),
      async restartProgram() {
        await stand.stop();
        stand = await startStandIn();
        await startServer(Number(new URL(url).port));
      },
      expectProblems(pattern) {
        expected = pattern;
      },
    });
  });
}

export function column(page: Page, personId: string): Locator {
  return page.locator(`.column[data-person="${personId}"]`);
}

export async function type(page: Page, personId: string, text: string): Promise<void> {
  await column(page, personId).locator('textarea').fill(text);
  await column(page, personId).locator('textarea').press('Enter');
}

export async function seen(page: Page, personId: string, text: string): Promise<void> {
  await column(page, personId).locator('.log').getByText(text).first().waitFor();
}

export function focusedPerson(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.dataset.person');
}

export async function openColumns(page: Page): Promise<(string | null)[]> {
  const columns = await page.locator('.column').all();
  return Promise.all(columns.map((one) => one.getAttribute('data-person')));
}

/** Mean of the page's background channels, 0–255. */
export async function brightness(page: Page): Promise<number> {
  const css = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  const channels =
    css
      .match(/[\d.]+/g)
      ?.slice(0, 3)
      .map(Number) ?? [];
  return channels.reduce((sum, value) => sum + value, 0) / channels.length;
}
