import type { Browser, BrowserContextOptions, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '../../src/lib/clock.ts';
import { ballotLink, totalsOf, votedCount } from '../support/ballot-link.ts';
import { browserPlan, launchBrowser, newProfile } from '../support/browser.ts';
import { openOfficeWeb } from '../support/office-web.ts';
import { councilOf, openRound, type RoundOptions } from '../support/voting.ts';
import { lowContrast, unnamedControls } from './accessibility.js';
import { PHONE } from './messenger-page.ts';

const plan = browserPlan(process.env.CHROMIUM_PATH, process.env.CI !== undefined);
const reason = plan.run ? '' : ` (${plan.reason})`;
const SEND = 'Gửi phiếu (không sửa được)';
const NONE = { agree: 0, disagree: 0, no_opinion: 0 };

describe.skipIf(!plan.run)(`the ballot page${reason}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    if (plan.run) browser = await launchBrowser(plan.executablePath);
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  /** A round, a member's address of its page, and a way to open it; what the browser complains of is kept. */
  async function voting(options: RoundOptions = {}) {
    const { office, url } = await openOfficeWeb({ scripts: true });
    const round = await openRound(office, options);
    const [member = '', second = ''] = councilOf(office);
    const problems: string[] = [];
    const sent: Request[] = [];
    async function opened(link: string, context: BrowserContextOptions = {}): Promise<Page> {
      const profile = await newProfile(browser, { viewport: PHONE, colorScheme: 'light', ...context });
      const page = await profile.newPage();
      page.on('console', (message) => problems.push(message.text()));
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('request', (request) => sent.push(request));
      await page.goto(link);
      return page;
    }
    const totals = () => totalsOf(office, round.id);
    const voted = () => votedCount(office, round.id);
    return {
      office,
      url,
      round,
      problems,
      sent,
      opened,
      totals,
      voted,
      member,
      second,
      link: ballotLink(office, url, member, round.id),
    };
  }

  it('seals what was chosen by mouse; nothing readable travels, and nothing of it stays on the screen', async () => {
    const at = await voting();
    const page = await at.opened(at.link);
    await choose(page, 1, 'Đồng ý');
    await choose(page, 2, 'Không có ý kiến');
    await page.getByRole('button', { name: 'Xem lại phiếu' }).click();
    expect(await page.locator('#choices dd').allTextContents()).toEqual(['Đồng ý', 'Không có ý kiến']);
    await page.getByRole('button', { name: 'Sửa lại' }).click();
    await choose(page, 2, 'Không đồng ý');
    await page.getByRole('button', { name: 'Xem lại phiếu' }).click();
    expect(await page.locator('#choices dd').allTextContents()).toEqual(['Đồng ý', 'Không đồng ý']);
    await page.getByRole('button', { name: SEND }).click();
    await heading(page, 'Đã ghi nhận phiếu');
    expect(at.totals()).toEqual({ 1: { ...NONE, agree: 1 }, 2: { ...NONE, disagree: 1 } });
    expect(await chosenInPage(page)).toEqual([]);

    const posts = at.sent.filter((request) => request.method() === 'POST');
    expect(posts).toHaveLength(1);
    const { marks } = JSON.parse(posts[0]?.postData() ?? '') as { marks: { nominee: number; sealed: string }[] };
    expect(marks.map(({ nominee, sealed }) => [nominee, Buffer.from(sealed, 'base64url').length])).toEqual([
      [1, 80],
      [2, 80],
    ]);
    expect(posts[0]?.postData()).not.toMatch(/agree|opinion|ý|"[123]"/);
    expect(await posts[0]?.allHeaders()).not.toHaveProperty('referer');
    expect(await posts[0]?.allHeaders()).not.toHaveProperty('cookie');
    expect(new Set(at.sent.map((request) => new URL(request.url()).origin))).toEqual(new Set([new URL(at.url).origin]));
    expect(await page.context().cookies()).toEqual([]);
    expect(at.problems).toEqual([]);
  });

  it('is cast by the keyboard alone, and the focus goes where the eye must', async () => {
    const at = await voting();
    const page = await at.opened(at.link);
    await heading(page, 'Phiếu bầu');
    expect(await focused(page)).toBe('Phiếu bầu');
    await tabTo(page, 'Xem lại phiếu');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').textContent()).toContain('Còn dòng chưa chọn');
    expect(await page.evaluate('document.activeElement.name')).toBe('n1');
    // Focused by the page, the first radio is chosen by the space bar, and the next by an arrow.
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    while ((await page.evaluate('document.activeElement.name')) !== 'n2') await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, 'Xem lại phiếu');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('Xem lại trước khi gửi');
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe(SEND);
    await page.keyboard.press('Enter');
    await heading(page, 'Đã ghi nhận phiếu');
    expect(await focused(page)).toBe('Đã ghi nhận phiếu');
    expect(at.totals()).toEqual({ 1: { ...NONE, agree: 1 }, 2: { ...NONE, no_opinion: 1 } });
  });

  it('names everything for a screen reader', async () => {
    const at = await voting();
    const page = await at.opened(at.link);
    await heading(page, 'Phiếu bầu');
    const name = at.round.election.nominees[0]?.name ?? '';
    const line = page.getByRole('group', { name: `1. ${name}` });
    expect(await line.getByRole('radio').count()).toBe(3);
    for (const choice of ['Đồng ý', 'Không đồng ý', 'Không có ý kiến']) {
      const radio = line.getByRole('radio', { name: choice, exact: true });
      expect([await radio.isChecked(), await radio.getAttribute('autocomplete')]).toEqual([false, 'off']);
    }
    const tree = await page.locator('body').ariaSnapshot();
    expect(tree).toContain(`group "1. ${name}"`);
    expect(tree).toContain('heading "Xét danh hiệu CSTĐCS năm 2022" [level=1]');
    expect(tree).not.toContain('Gửi phiếu');
  });

  it.each(['light', 'dark'] as const)(
    'fits a phone of 320 px, readable and with targets for a thumb (%s)',
    async (colorScheme) => {
      const at = await voting();
      const page = await at.opened(at.link, { viewport: { width: 320, height: 568 }, isMobile: true, colorScheme });
      await heading(page, 'Phiếu bầu');
      for (const details of await page.locator('summary').all()) await details.click();
      await expectUsable(page);
      await page.getByRole('button', { name: 'Xem lại phiếu' }).click();
      await page.getByRole('alert').waitFor();
      await expectUsable(page);
      await markAll(page);
      await expectUsable(page);
      await page.getByRole('button', { name: SEND }).click();
      await heading(page, 'Đã ghi nhận phiếu');
      await expectUsable(page);
      expect(at.problems).toEqual([]);
    },
  );

  it('is read in English by a link, whatever the browser speaks', async () => {
    const at = await voting();
    const page = await at.opened(at.link, { locale: 'vi-VN' });
    await page.getByRole('link', { name: 'English' }).click();
    await heading(page, 'Ballot');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    for (const group of await page.locator('fieldset').all()) await group.getByLabel('Disagree').check();
    await page.getByRole('button', { name: 'Look it over' }).click();
    await page.getByRole('button', { name: 'Send the ballot (final)' }).click();
    await heading(page, 'Ballot recorded');
    expect(at.totals()[1]).toEqual({ ...NONE, disagree: 1 });
  });

  it('without script shows no ballot but says what to do, and nothing can be sent', async () => {
    const at = await voting();
    const page = await at.opened(at.link, { javaScriptEnabled: false });
    const words = await page.locator('#waiting').textContent();
    expect(words).toContain('JavaScript đang bị tắt');
    expect(words).toContain('trong cuộc trò chuyện riêng với trợ lý');
    expect(await page.getByRole('radio').count()).toBe(0);
    expect(await page.getByRole('button').count()).toBe(0);
    const pageOnly = await voting({ casting: 'page' });
    const other = await pageOnly.opened(pageOnly.link, { javaScriptEnabled: false });
    expect(await other.locator('#waiting').textContent()).not.toContain('cuộc trò chuyện');
  });

  it('stays with these words where the browser has no randomness to seal with', async () => {
    const at = await voting();
    const page = await at.opened('about:blank');
    await page.addInitScript('Object.defineProperty(window, "crypto", { value: undefined })');
    await page.goto(at.link);
    await page.waitForLoadState('networkidle');
    expect(await page.locator('#waiting').isVisible()).toBe(true);
    expect(await page.getByRole('radio').count()).toBe(0);
  });

  it('takes one vote from two devices and a double click', async () => {
    const at = await voting();
    const [phone, laptop] = [
      await at.opened(at.link),
      await at.opened(at.link, { viewport: { width: 1366, height: 768 } }),
    ];
    await markAll(phone);
    await markAll(laptop);
    await phone.getByRole('button', { name: SEND }).dblclick();
    await heading(phone, 'Đã ghi nhận phiếu');
    await laptop.getByRole('button', { name: SEND }).click();
    await heading(laptop, 'Đồng chí đã bỏ phiếu');
    expect(at.sent.filter((request) => request.method() === 'POST')).toHaveLength(2);
    expect(at.voted()).toBe(1);
    const third = await at.opened(at.link);
    await third.getByRole('heading', { name: 'Đồng chí đã bỏ phiếu' }).waitFor();
    expect(await third.getByRole('radio').count()).toBe(0);
  });

  it('says that nothing was recorded when voting ended in between', async () => {
    const at = await voting({ lasts: 2 * HOUR });
    const page = await at.opened(at.link);
    await markAll(page);
    at.office.clock.advance(2 * HOUR);
    await page.getByRole('button', { name: SEND }).click();
    await heading(page, 'Đã hết thời gian bỏ phiếu');
    expect(await page.getByRole('status').first().textContent()).toContain('không được ghi nhận');
    expect(at.voted()).toBe(0);
    expect(await chosenInPage(page)).toEqual([]);
  });

  it.each([
    ['before it arrives', false, 'Đã ghi nhận phiếu'],
    ['after it arrived', true, 'Đồng chí đã bỏ phiếu'],
  ])('is not sure when the line is cut %s, and sending again is safe', async (_, arrives, end) => {
    const at = await voting();
    const page = await at.opened(at.link);
    await markAll(page);
    await page.route('**/ballot/*', async (route) => {
      if (arrives) await route.fetch();
      await route.abort();
    });
    await page.getByRole('button', { name: SEND }).click();
    await heading(page, 'Chưa rõ phiếu đã đến hay chưa');
    expect(at.voted()).toBe(arrives ? 1 : 0);
    expect(await chosenInPage(page)).toEqual([]);
    await page.unroute('**/ballot/*');
    await page.getByRole('button', { name: 'Gửi lại' }).click();
    await heading(page, end);
    expect(at.totals()[1]).toEqual({ ...NONE, agree: 1 });
  });

  it('is not sure either when no answer comes, or one that is none of ours', async () => {
    const at = await voting();
    const page = await at.opened('about:blank');
    await page.clock.install();
    await page.goto(at.link);
    const marking = markAll(page);
    await page.clock.runFor(1_000);
    await marking;
    let answer: 'none' | 'foreign' = 'none';
    await page.route('**/ballot/*', async (route) => {
      if (answer === 'foreign')
        await route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' });
    });
    await page.getByRole('button', { name: SEND }).click();
    await page.clock.runFor(1_000);
    await heading(page, 'Đang niêm phong và gửi phiếu');
    await page.clock.runFor(30_000);
    await heading(page, 'Chưa rõ phiếu đã đến hay chưa');
    answer = 'foreign';
    const foreign = page.waitForResponse('**/ballot/*');
    await page.getByRole('button', { name: 'Gửi lại' }).click();
    await foreign;
    await heading(page, 'Chưa rõ phiếu đã đến hay chưa');
    await page.unroute('**/ballot/*');
    await page.getByRole('button', { name: 'Gửi lại' }).click();
    await heading(page, 'Đã ghi nhận phiếu');
    expect(at.voted()).toBe(1);
  });

  it('shows no choice again after a reload, after going away and back, and after the vote', async () => {
    const at = await voting();
    const page = await at.opened(at.link);
    await choose(page, 1, 'Đồng ý');
    await page.reload();
    await heading(page, 'Phiếu bầu');
    expect(await chosenInPage(page)).toEqual([]);
    await markAll(page);
    await page.goto(`${at.url}healthz`);
    await page.goBack();
    await heading(page, 'Phiếu bầu');
    expect(await chosenInPage(page)).toEqual([]);
    await markAll(page);
    await page.getByRole('button', { name: SEND }).click();
    await heading(page, 'Đã ghi nhận phiếu');
    await page.goto(`${at.url}healthz`);
    await page.goBack();
    await page.getByRole('heading', { name: 'Đồng chí đã bỏ phiếu' }).waitFor();
    expect(await chosenInPage(page)).toEqual([]);
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state])')).toBe(
      '[{},{},null]',
    );
  });

  it('leaves nothing chosen in a page that the browser keeps, and asks for it anew when it is brought back', async () => {
    const at = await voting();
    const page = await at.opened(at.link);
    await markAll(page);
    expect(await chosenInPage(page)).toHaveLength(4);
    await page.evaluate('dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }))');
    expect(await chosenInPage(page)).toEqual([]);
    const loads = () => at.sent.filter((request) => request.isNavigationRequest()).length;
    expect(loads()).toBe(1);
    await page.evaluate('dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))');
    await heading(page, 'Phiếu bầu');
    expect(loads()).toBe(2);
  });
});

async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { name, exact: true }).waitFor();
}

async function choose(page: Page, nominee: number, choice: string): Promise<void> {
  await page.locator(`fieldset[data-nominee="${nominee}"]`).getByText(choice, { exact: true }).click();
}

/** Agrees on every line and goes on to the review. */
async function markAll(page: Page): Promise<void> {
  await heading(page, 'Phiếu bầu');
  for (const line of await page.locator('fieldset').all()) await line.getByText('Đồng ý', { exact: true }).click();
  await page.getByRole('button', { name: 'Xem lại phiếu' }).click();
  await heading(page, 'Xem lại trước khi gửi');
}

/** Whatever in the page tells a choice: radios that are checked, and the list of the review. */
function chosenInPage(page: Page): Promise<string[]> {
  return page.evaluate(
    '[...document.querySelectorAll("input:checked, #choices dd")].map((element) => element.outerHTML)',
  );
}

function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.textContent');
}

async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 30 && (await focused(page)) !== name; step += 1) await page.keyboard.press('Tab');
  expect(await focused(page)).toBe(name);
}

async function expectUsable(page: Page): Promise<void> {
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  expect(await page.evaluate(unnamedControls)).toEqual([]);
  expect(await page.evaluate(lowContrast)).toEqual([]);
  for (const control of await page.locator('.choices label, button, summary, .languages a').all()) {
    if (await control.isVisible()) expect((await control.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  }
}
