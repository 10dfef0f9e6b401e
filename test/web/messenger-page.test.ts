import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WebServer } from '../../src/web/server-options.ts';
import { createWebServer } from '../../src/web/web-server.ts';
import { browserPlan, launchBrowser } from '../support/browser.ts';
import { type StandIn, standInOptions, startStandIn } from '../support/stand-in-messenger.ts';
import { lowContrast, unnamedControls } from './accessibility.js';

const plan = browserPlan(process.env.CHROMIUM_PATH, process.env.CI !== undefined);
const LAPTOP = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };
const NOBODY = '303';
const CODE = 'QN303-K7D3';
const HEAD = '301';
const SECRETARY = '202';

describe.skipIf(!plan.run)(
  `the local messenger in Chromium${plan.run ? '' : ` (${plan.reason})`}`,
  { timeout: 30_000 },
  () => {
    let browser: Browser;
    let stand: StandIn;
    let server: WebServer;
    let url: string;
    let problems: string[];

    beforeAll(async () => {
      if (plan.run) browser = await launchBrowser(plan.executablePath);
    });
    afterAll(() => browser?.close());
    beforeEach(async () => {
      problems = [];
      stand = await startStandIn();
      const created = createWebServer(standInOptions(stand.port));
      if (!created.ok) throw new Error(created.error);
      server = created.value;
      const start = await server.start();
      url = start.ok ? start.value.url : '';
    });
    afterEach(async () => {
      for (const context of browser.contexts()) await context.close();
      await server.stop();
      await stand.stop();
      expect(problems).toEqual([]);
    });

    it('takes a newcomer from the greeting to a chosen title, by mouse', async () => {
      const page = await opened();
      await page.locator(`[data-person="${NOBODY}"].person`).click();
      await type(page, NOBODY, 'xin chào');
      await seen(page, NOBODY, 'Kính chào đồng chí');
      expect(await column(page, NOBODY).locator('.link-hint').textContent()).toContain(CODE);
      await column(page, NOBODY).locator('.link-hint button').click();
      await page.keyboard.press('Enter');
      await seen(page, NOBODY, 'Đã liên kết');
      await column(page, NOBODY).locator('.link-hint').waitFor({ state: 'hidden' });
      await type(page, NOBODY, '/dangky');
      await column(page, NOBODY).getByRole('button', { name: 'Chiến sĩ thi đua cơ sở' }).click();
      await seen(page, NOBODY, 'đã cập nhật');
      expect(await column(page, NOBODY).locator('.choice').count()).toBe(0);
      expect(stand.received.at(-1)?.body).toMatchObject({ kind: 'choice', token: 'Zk3vQ0aa.1' });
    });

    it('is wholly usable by keyboard', async () => {
      const page = await opened();
      await page.getByRole('searchbox').focus();
      await page.keyboard.type('thanh tra vien');
      await page.keyboard.press('ArrowDown');
      expect(await focusedPerson(page)).toBe('402');
      await page.keyboard.press('Enter');
      await page.keyboard.type('dòng một');
      await page.keyboard.press('Shift+Enter');
      await page.keyboard.type('dòng hai');
      await page.keyboard.press('Enter');
      await expect.poll(() => stand.received.at(-1)?.body).toEqual({ kind: 'text', text: 'dòng một\ndòng hai' });
      await page.keyboard.press('Escape');
      expect(await focusedPerson(page)).toBe('402');
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Escape');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowUp');
      expect(await focusedPerson(page)).toBe('401');
      await page.keyboard.press('Shift+Enter');
      expect(await openColumns(page)).toEqual(['402', '401']);
      await page.keyboard.type('/dangky');
      await page.keyboard.press('Enter');
      await column(page, '401').locator('.choice').first().waitFor();
      await page.keyboard.press('Alt+Digit3');
      await seen(page, '401', 'Chiến sĩ thi đua cấp tỉnh');
      expect(stand.received.at(-1)?.body).toMatchObject({ kind: 'choice', token: 'Zk3vQ0aa.2' });
      expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
    });

    it('offers the commands as a menu', async () => {
      const page = await opened();
      await page.locator(`[data-person="${HEAD}"].person`).click();
      await column(page, HEAD).getByRole('button', { name: 'Danh mục lệnh' }).click();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await seen(page, HEAD, 'Đồng chí đăng ký danh hiệu nào?');
      expect(stand.received.at(-1)?.body).toEqual({ kind: 'text', text: '/dangky' });
    });

    it('carries files both ways', async () => {
      const page = await opened();
      await page.locator(`[data-person="${HEAD}"].person`).click();
      const path = join(mkdtempSync(join(tmpdir(), 'page-')), 'Cán bộ.csv');
      writeFileSync(path, 'mã;họ tên');
      await column(page, HEAD).locator('input[type=file]').setInputFiles(path);
      await seen(page, HEAD, 'Đã nhận tệp Cán bộ.csv.');
      await type(page, HEAD, '/baocao');
      const link = column(page, HEAD).getByRole('link', { name: 'Danh sách đăng ký 2022.txt' });
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      expect(download.suggestedFilename()).toBe('Danh sách đăng ký 2022.txt');
      expect(readFileSync(await download.path(), 'utf8')).toContain('Danh sách đăng ký thi đua năm 2022');
    });

    it('plays two people side by side, each with their own chat', async () => {
      const page = await opened();
      await page.locator(`[data-person="${HEAD}"].person`).click();
      await page.locator(`[data-person="${SECRETARY}"].person`).click({ modifiers: ['Control'] });
      expect(await openColumns(page)).toEqual([HEAD, SECRETARY]);
      await type(page, HEAD, 'tôi là trưởng phòng');
      await type(page, SECRETARY, 'tôi là thư ký');
      await seen(page, HEAD, 'Đã ghi nhận: tôi là trưởng phòng');
      await seen(page, SECRETARY, 'Đã ghi nhận: tôi là thư ký');
      expect(await column(page, HEAD).textContent()).not.toContain('tôi là thư ký');
      const [left, right] = await Promise.all([HEAD, SECRETARY].map((id) => column(page, id).boundingBox()));
      expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThanOrEqual(right?.x ?? 0);
    });

    it('shows the same dialogue as bare text with numbers', async () => {
      const page = await opened();
      await page.locator(`[data-person="${NOBODY}"].person`).click();
      await column(page, NOBODY).getByRole('radio', { name: 'Chỉ văn bản' }).check();
      await type(page, NOBODY, CODE);
      await seen(page, NOBODY, 'Đã liên kết');
      await type(page, NOBODY, '/dangky');
      await seen(page, NOBODY, '2) Chiến sĩ thi đua cơ sở');
      expect(await column(page, NOBODY).locator('.choice').count()).toBe(0);
      expect(await column(page, NOBODY).locator('input[type=file]').count()).toBe(0);
      expect(stand.received.every((event) => event.channel === 'local-text')).toBe(true);
    });

    it('shows what people type as it is, never as mark-up', async () => {
      const page = await opened();
      await page.locator(`[data-person="${HEAD}"].person`).click();
      const hostile = '<img src=x onerror=alert(1)> <b>đậm</b> &amp; https://evil.vn';
      await type(page, HEAD, hostile);
      await seen(page, HEAD, `Đã ghi nhận: ${hostile}`);
      expect(await column(page, HEAD).locator('.log img, .log b').count()).toBe(0);
    });

    it('keeps open chats and their messages over a reload', async () => {
      const page = await opened();
      await page.locator(`[data-person="${HEAD}"].person`).click();
      await type(page, HEAD, 'còn đây');
      await seen(page, HEAD, 'Đã ghi nhận: còn đây');
      await page.reload();
      await seen(page, HEAD, 'Đã ghi nhận: còn đây');
      expect(await column(page, HEAD).locator('.message').count()).toBe(2);
    });

    it('offers to send again what was not stored, and it arrives once', async () => {
      const page = await opened();
      await page.locator(`[data-person="${HEAD}"].person`).click();
      stand.failOnce();
      await type(page, HEAD, 'một lần thôi');
      await seen(page, HEAD, 'Chưa gửi được.');
      await column(page, HEAD).getByRole('button', { name: 'Gửi lại' }).click();
      await seen(page, HEAD, 'Đã ghi nhận: một lần thôi');
      expect(await column(page, HEAD).locator('.message.own').count()).toBe(1);
      expect(stand.received).toHaveLength(1);
      // The refused call is what the test wants to see, and the browser reports it.
      problems = problems.filter((problem) => !problem.includes('503'));
    });

    it('counts unread messages of closed chats until they are opened', async () => {
      const page = await opened();
      await page.locator('.stop[data-kind="next-reminder"]').click();
      const badge = page.locator('.person[data-person="304"] .badge');
      await badge.waitFor();
      expect(await badge.textContent()).toContain('1 tin chưa đọc');
      expect(await page.locator('#clock').textContent()).toContain('25/02/2022');
      expect(await page.locator('#status').textContent()).toContain('Đã thực hiện 1 việc đến hạn');
      await page.locator('.person[data-person="304"]').click();
      await seen(page, '304', 'Còn 03 ngày');
      await badge.waitFor({ state: 'detached' });
      expect(stand.rich.hub.chat('304').unread).toBe(0);
    });

    it('ticks the steps of the first minute as they happen, and can be put away', async () => {
      const page = await opened();
      const done = page.locator('.guide li.done');
      await page.getByRole('button', { name: 'Mở Lê Thị Bích Thủy', exact: true }).click();
      await type(page, '203', 'xin chào');
      await expect.poll(() => done.count()).toBe(1);
      await type(page, '203', 'QN203-K7D3');
      await expect.poll(() => done.count()).toBe(2);
      await type(page, '203', 'đăng ký');
      await expect.poll(() => done.count()).toBe(3);
      await page.getByRole('button', { name: 'Mở Võ Thị Ngọc Lan', exact: true }).click();
      await type(page, '201', '/pheduyet');
      await expect.poll(() => done.count()).toBe(4);
      await page.getByRole('button', { name: 'Mở Nguyễn Hoàng Minh', exact: true }).click();
      await type(page, SECRETARY, 'phê duyệt');
      await expect.poll(() => done.count()).toBe(5);
      await page.locator('.stop[data-kind="next-reminder"]').click();
      await expect.poll(() => done.count()).toBe(6);
      await page.getByRole('button', { name: 'Ẩn hướng dẫn' }).click();
      await page.reload();
      await page.locator('body.ready').waitFor();
      expect(await page.locator('.guide').isVisible()).toBe(false);
    });

    it('speaks English after the switch, chats and all', async () => {
      const page = await opened();
      await page.locator(`[data-person="${HEAD}"].person`).click();
      await page.getByRole('button', { name: 'EN' }).click();
      await column(page, HEAD).getByRole('radio', { name: 'Text only' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      expect(await page.locator('#clock').textContent()).toContain('To the next reminder');
      expect(await page.locator('body').textContent()).not.toMatch(/messenger\.|\{\w+\}/);
    });

    it('shows list and chat as two screens on a phone, without sideways scrolling', async () => {
      const page = await opened({ viewport: PHONE });
      expect(await page.locator('#people').isVisible()).toBe(true);
      await page.locator(`[data-person="${HEAD}"].person`).click();
      expect(await page.locator('#people').isVisible()).toBe(false);
      await type(page, HEAD, '/dangky');
      await column(page, HEAD).getByRole('button', { name: 'Lao động tiên tiến' }).click();
      await seen(page, HEAD, 'đã cập nhật');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
      await page.getByRole('button', { name: 'Về danh sách' }).click();
      expect(await focusedPerson(page)).toBe(HEAD);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
    });

    it('follows the dark system theme, and remembers another choice', async () => {
      const page = await opened({ colorScheme: 'dark' });
      expect(await brightness(page)).toBeLessThan(60);
      await page.getByRole('button', { name: 'Giao diện tối', pressed: true }).click();
      expect(await brightness(page)).toBeGreaterThan(200);
      await page.reload();
      await page.locator('body.ready').waitFor();
      expect(await brightness(page)).toBeGreaterThan(200);
    });

    it.each(['light', 'dark'] as const)('names every control and keeps contrast AA (%s)', async (colorScheme) => {
      const page = await opened({ colorScheme });
      await page.locator(`[data-person="${HEAD}"].person`).click();
      await type(page, HEAD, '/dangky');
      await column(page, HEAD).locator('.choice').first().waitFor();
      await type(page, HEAD, '/baocao');
      await column(page, HEAD).locator('.file').waitFor();
      await page.locator(`[data-person="${NOBODY}"].person`).click({ modifiers: ['Control'] });
      await type(page, NOBODY, 'xin chào');
      await seen(page, NOBODY, 'Kính chào');
      await page.locator('.stop[data-kind="next-reminder"]').click();
      await page.locator('.badge').waitFor();
      expect(await page.evaluate(unnamedControls)).toEqual([]);
      expect(await page.evaluate(lowContrast)).toEqual([]);
      for (const landmark of ['banner', 'navigation', 'main', 'complementary'] as const) {
        expect(await page.getByRole(landmark).count()).toBe(1);
      }
      const log = column(page, HEAD).getByRole('log');
      expect(await log.getAttribute('aria-live')).toBe('polite');
      expect(await log.getAttribute('aria-label')).toContain('Hồ Văn Thạnh');
      expect(await page.locator('h1').count()).toBe(1);
    });

    it('says that the connection is lost, and catches up when the program is back', async () => {
      const page = await opened();
      await page.locator(`[data-person="${HEAD}"].person`).click();
      await server.stop();
      await page.locator('#lost').waitFor({ state: 'visible' });
      await stand.rich.send(HEAD, { type: 'text', text: 'gửi trong lúc mất kết nối' }, new AbortController().signal);
      const again = createWebServer({ ...standInOptions(stand.port), port: Number(new URL(url).port) });
      if (!again.ok) throw new Error(again.error);
      server = again.value;
      expect((await server.start()).ok).toBe(true);
      await page.locator('#lost').waitFor({ state: 'hidden' });
      await seen(page, HEAD, 'gửi trong lúc mất kết nối');
      // The token of the earlier run is renewed without a word.
      await type(page, HEAD, 'xin chào lại');
      await seen(page, HEAD, 'Đã ghi nhận: xin chào lại');
      problems = problems.filter((problem) => !/ERR_CONNECTION|ERR_INCOMPLETE|403/.test(problem));
    });

    async function opened(options: BrowserContextOptions = {}): Promise<Page> {
      const context = await browser.newContext({ viewport: LAPTOP, colorScheme: 'light', ...options });
      const page = await context.newPage();
      page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(message.text()));
      page.on('pageerror', (error) => problems.push(error.message));
      await page.goto(url);
      await page.locator('body.ready').waitFor();
      return page;
    }
  },
);

function column(page: Page, personId: string): Locator {
  return page.locator(`.column[data-person="${personId}"]`);
}

async function type(page: Page, personId: string, text: string): Promise<void> {
  await column(page, personId).locator('textarea').fill(text);
  await column(page, personId).locator('textarea').press('Enter');
}

async function seen(page: Page, personId: string, text: string): Promise<void> {
  await column(page, personId).locator('.log').getByText(text).first().waitFor();
}

function focusedPerson(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.dataset.person');
}

async function openColumns(page: Page): Promise<(string | null)[]> {
  const columns = await page.locator('.column').all();
  return Promise.all(columns.map((one) => one.getAttribute('data-person')));
}

/** Mean of the page's background channels, 0–255. */
async function brightness(page: Page): Promise<number> {
  const css = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  const channels =
    css
      .match(/[\d.]+/g)
      ?.slice(0, 3)
      .map(Number) ?? [];
  return channels.reduce((sum, value) => sum + value, 0) / channels.length;
}
