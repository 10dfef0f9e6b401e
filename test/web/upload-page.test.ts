import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browserPlan, launchBrowser, newProfile } from '../support/browser.ts';
import { CAST } from '../support/office.ts';
import { linkIn, type OfficeWeb, openOfficeWeb } from '../support/office-web.ts';
import { textOf } from '../support/phone.ts';
import { lowContrast, unnamedControls } from './accessibility.js';
import { PHONE } from './messenger-page.ts';

const { secretary } = CAST;
const plan = browserPlan(process.env.CHROMIUM_PATH, process.env.CI !== undefined);
const reason = plan.run ? '' : ` (${plan.reason})`;

/** A page without any script, as on an old phone that blocks them. */
const OLD_PHONE = { viewport: PHONE, javaScriptEnabled: false, isMobile: true } as const;

describe.skipIf(!plan.run)(`the page for sending a file${reason}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    if (plan.run) browser = await launchBrowser(plan.executablePath);
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  async function opened(options: BrowserContextOptions = {}, locale: 'vi' | 'en' = 'vi') {
    const web = await openOfficeWeb();
    web.phone.link(secretary);
    const id = web.office.person(secretary).id;
    web.office.work(({ store, now }) => store.members.setLocale(id, locale, now));
    const link = await asked(web, locale);
    const context = await newProfile(browser, { viewport: PHONE, colorScheme: 'light', ...options });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(message.text()));
    await page.goto(link);
    return { web, page, link, problems };
  }

  it('takes a staff list without a line of script, by keyboard, and the dialogue goes on', async () => {
    const { web, page, problems } = await opened(OLD_PHONE);
    await page.keyboard.press('Tab');
    expect(await page.locator('input[type=file]:focus').count()).toBe(1);
    await page.getByLabel('Chọn một tệp').setInputFiles(csv());
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Đã nhận tệp' }).waitFor();
    expect(await page.getByRole('status').textContent()).toContain('quay lại cuộc trò chuyện');
    await page.reload();
    await page.getByRole('heading', { name: 'Đã nhận tệp' }).waitFor();
    await web.office.bot.settled();
    expect(textOf(web.phone.look(secretary))).toContain('CB900');
    expect(problems).toEqual([]);
  });

  it('says before the choice what is taken, and afterwards what was wrong', async () => {
    const { page } = await opened(OLD_PHONE);
    const input = page.locator('input[type=file]');
    expect(await page.locator('#limits').textContent()).toContain('Excel (.xlsx) hoặc CSV, không quá 5 MB');
    expect(await input.getAttribute('accept')).toContain('.xlsx');
    await input.setInputFiles(file('anh.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])));
    await page.getByRole('button', { name: 'Gửi tệp' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('không thuộc loại được nhận');
    expect(await input.getAttribute('aria-describedby')).toBe('problem limits');
    await input.setInputFiles(csv());
    await page.getByRole('button', { name: 'Gửi tệp' }).click();
    await page.getByRole('heading', { name: 'Đã nhận tệp' }).waitFor();
  });

  it('answers a file that is far too large instead of breaking the line', async () => {
    const { page } = await opened(OLD_PHONE);
    await page.locator('input[type=file]').setInputFiles(file('lon.csv', Buffer.alloc(25_000_000, 'a')));
    await page.getByRole('button', { name: 'Gửi tệp' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Tệp lớn hơn mức cho phép');
  });

  it.each(['light', 'dark'] as const)(
    'fits a phone, is named and readable, with targets for a thumb (%s)',
    async (scheme) => {
      const { page } = await opened({ colorScheme: scheme, viewport: { width: 320, height: 568 } });
      await expectUsable(page);
      await page.locator('input[type=file]').setInputFiles(file('a.csv', Buffer.alloc(0)));
      await page.getByRole('button', { name: 'Gửi tệp' }).click();
      await page.getByRole('alert').waitFor();
      await expectUsable(page);
    },
  );

  it('speaks the language of the person, whatever the browser asks for', async () => {
    const { page } = await opened({ locale: 'vi-VN' }, 'en');
    await page.getByRole('heading', { name: 'Send a file' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('#limits').textContent()).toContain('at most 5 MB');
  });
});

async function expectUsable(page: Page): Promise<void> {
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect(width).toBeLessThanOrEqual(320);
  expect(await page.evaluate(unnamedControls)).toEqual([]);
  expect(await page.evaluate(lowContrast)).toEqual([]);
  for (const control of await page.locator('input, button').all()) {
    expect((await control.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  }
}

async function asked({ phone }: OfficeWeb, locale: 'vi' | 'en'): Promise<string> {
  await phone.type(secretary, '/quanly');
  await phone.choose(secretary, locale === 'vi' ? 'Cán bộ' : 'Staff');
  return linkIn(
    textOf(await phone.choose(secretary, locale === 'vi' ? 'Cập nhật danh sách' : 'Update the staff list')),
  );
}

function csv(): string {
  return file('staff.csv', Buffer.from('Mã cán bộ,Họ và tên,Phòng,Chức vụ\nCB900,Lâm Thị Mới,Văn phòng,Chuyên viên\n'));
}

function file(name: string, bytes: Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), 'upload-')), name);
  writeFileSync(path, bytes);
  return path;
}
