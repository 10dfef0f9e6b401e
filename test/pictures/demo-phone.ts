import type { Browser, Page } from 'playwright-core';

/** Size of the window, in CSS pixels: a phone's width, so that the page shows one conversation alone. */
const PHONE = { width: 400, height: 800 };
/** Above and below a message, in CSS pixels. */
const MARGIN = 28;
/** How long an answer of the demonstration may take on a busy machine, in ms. */
const PATIENCE_MS = 20_000;

/** Plays people of the demonstration on its page and takes pictures of their conversations. */
export interface DemoPhone {
  /** Goes to a person's conversation, by name. */
  open(name: string): Promise<void>;
  /** Types a text and waits for what the bot says to it. */
  say(text: string): Promise<void>;
  /** Presses the newest button that begins with a label, and waits for what the bot says to it. */
  tap(label: string): Promise<void>;
  /** Sends the code that the page has for whoever is not linked yet. */
  fillCode(): Promise<void>;
  /** Puts the demonstration's clock forward, at the top of the page. */
  advance(kind: 'next-reminder' | 'next-digest'): Promise<void>;
  /** Puts it forward from reminder to reminder until a day, such as `15/06/2022`. */
  advanceTo(date: string): Promise<void>;
  /** Files the newest message with its buttons, as the page shows it. */
  picture(file: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the demonstration's page at `url`. */
export async function openDemoPhone(browser: Browser, url: string): Promise<DemoPhone> {
  const context = await browser.newContext({
    viewport: PHONE,
    deviceScaleFactor: 1.5,
    colorScheme: 'light',
    locale: 'vi',
    // The page's own policy refuses the expressions by which this waits for it.
    bypassCSP: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(url);
  await page.locator('body.ready').waitFor();
  const log = () => page.locator('.column.active .log');

  async function answered(act: () => Promise<void>): Promise<void> {
    const before = await log().innerHTML();
    await act();
    await page.waitForFunction(`(() => {
      const log = document.querySelector('.column.active .log');
      const last = [...log.querySelectorAll('.message')].at(-1);
      const under = log.querySelector('.pending, .typing') !== null;
      return log.innerHTML !== ${JSON.stringify(before)} && !under && !last.matches('.own');
    })()`);
    await settled(page);
  }

  async function leave(): Promise<void> {
    const back = page.locator('.column.active .back');
    if (await back.isVisible()) await back.click();
  }

  async function advance(kind: 'next-reminder' | 'next-digest'): Promise<void> {
    await leave();
    const stop = page.locator(`.stop[data-kind="${kind}"]`);
    const before = await stop.textContent();
    await stop.click();
    await page.waitForFunction(`(() => {
      const stop = document.querySelector('.stop[data-kind="${kind}"]');
      return !stop.disabled && stop.textContent !== ${JSON.stringify(before)};
    })()`);
    await settled(page);
  }

  return {
    async open(name) {
      await leave();
      await page.locator('.people').getByText(name, { exact: true }).first().click();
      await log().waitFor();
      await settled(page);
    },
    say: (text) =>
      answered(async () => {
        await page.locator('.column.active textarea').fill(text);
        await page.locator('.column.active textarea').press('Enter');
      }),
    tap: (label) => answered(() => log().locator('.choice', { hasText: label }).last().click()),
    fillCode: () =>
      answered(async () => {
        await page.getByRole('button', { name: 'Điền mã' }).click();
        await page.locator('.column.active textarea').press('Enter');
      }),
    advance,
    async advanceTo(date) {
      await leave();
      while ((await page.locator('.clock .date').textContent())?.includes(date) !== true)
        await advance('next-reminder');
    },
    async picture(file) {
      // What is around the conversation, and its newest message whole.
      const { height: shown } = (await log().boundingBox()) ?? PHONE;
      const { height } = (await log().locator('.message').last().boundingBox()) ?? PHONE;
      await page.setViewportSize({ ...PHONE, height: Math.ceil(PHONE.height - shown + height + MARGIN) });
      await settled(page);
      // The word about the clock covers what is to be seen.
      await page.evaluate("document.getElementById('status').textContent = ''");
      await page.screenshot({ path: file });
      await page.setViewportSize(PHONE);
    },
    close: () => context.close(),
  };
}

// Two frames: what was put into the page is laid out, and the conversation has been scrolled to its end.
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 150))))',
  );
}
