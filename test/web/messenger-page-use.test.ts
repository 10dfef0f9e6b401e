import { expect, it } from 'vitest';
import { lowContrast, unnamedControls } from './accessibility.js';
import {
  brightness,
  column,
  describePage,
  focusedPerson,
  HEAD,
  NOBODY,
  openColumns,
  PHONE,
  seen,
  type,
} from './messenger-page.ts';

describePage('using the page', (bench) => {
  it('is wholly usable by keyboard', async () => {
    const page = await bench.opened();
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('thanh tra vien');
    await page.keyboard.press('ArrowDown');
    expect(await focusedPerson(page)).toBe('402');
    await page.keyboard.press('Enter');
    await page.keyboard.type('dòng một');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('dòng hai');
    await page.keyboard.press('Enter');
    await expect.poll(() => bench.stand().received.at(-1)?.body).toEqual({ kind: 'text', text: 'dòng một\ndòng hai' });
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
    expect(bench.stand().received.at(-1)?.body).toMatchObject({ kind: 'choice', token: 'Zk3vQ0aa.2' });
    expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
  });

  it('keeps open chats and their messages over a reload', async () => {
    const page = await bench.opened();
    await page.locator(`[data-person="${HEAD}"].person`).click();
    await type(page, HEAD, 'còn đây');
    await seen(page, HEAD, 'Đã ghi nhận: còn đây');
    await page.reload();
    await seen(page, HEAD, 'Đã ghi nhận: còn đây');
    expect(await column(page, HEAD).locator('.message').count()).toBe(2);
  });

  it('counts unread messages of closed chats until they are opened', async () => {
    const page = await bench.opened();
    await page.locator('.stop[data-kind="next-reminder"]').click();
    const badge = page.locator('.person[data-person="304"] .badge');
    await badge.waitFor();
    expect(await badge.textContent()).toContain('1 tin chưa đọc');
    expect(await page.locator('#clock').textContent()).toContain('25/02/2022');
    expect(await page.locator('#status').textContent()).toContain('Đã thực hiện 1 việc đến hạn');
    await page.locator('.person[data-person="304"]').click();
    await seen(page, '304', 'Còn 03 ngày');
    await badge.waitFor({ state: 'detached' });
    expect(bench.stand().rich.hub.chat('304').unread).toBe(0);
  });

  it('speaks English after the switch, chats and all', async () => {
    const page = await bench.opened();
    await page.locator(`[data-person="${HEAD}"].person`).click();
    await page.getByRole('button', { name: 'EN' }).click();
    await column(page, HEAD).getByRole('radio', { name: 'Text only' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('#clock').textContent()).toContain('To the next reminder');
    expect(await page.locator('body').textContent()).not.toMatch(/messenger\.|\{\w+\}/);
  });

  it('shows list and chat as two screens on a phone, without sideways scrolling', async () => {
    const page = await bench.opened({ viewport: PHONE });
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
    const page = await bench.opened({ colorScheme: 'dark' });
    expect(await brightness(page)).toBeLessThan(60);
    await page.getByRole('button', { name: 'Giao diện tối', pressed: true }).click();
    expect(await brightness(page)).toBeGreaterThan(200);
    await page.reload();
    await page.locator('body.ready').waitFor();
    expect(await brightness(page)).toBeGreaterThan(200);
  });

  it.each(['light', 'dark'] as const)('names every control and keeps contrast AA (%s)', async (colorScheme) => {
    const page = await bench.opened({ colorScheme });
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
    const page = await bench.opened();
    await page.locator(`[data-person="${HEAD}"].person`).click();
    await bench.stopServer();
    await page.locator('#lost').waitFor({ state: 'visible' });
    await bench
      .stand()
      .rich.send(HEAD, { type: 'text', text: 'gửi trong lúc mất kết nối' }, new AbortController().signal);
    await bench.restartServer();
    await page.locator('#lost').waitFor({ state: 'hidden' });
    await seen(page, HEAD, 'gửi trong lúc mất kết nối');
    // The token of the earlier run is renewed without a word.
    await type(page, HEAD, 'xin chào lại');
    await seen(page, HEAD, 'Đã ghi nhận: xin chào lại');
    bench.expectProblems(/ERR_CONNECTION|ERR_INCOMPLETE|403/);
  });

  it('begins the open chats anew when the program was started anew, and sends what it could not take', async () => {
    const page = await bench.opened();
    await page.locator(`[data-person="${HEAD}"].person`).click();
    for (const text of ['một', 'hai', 'ba']) {
      await type(page, HEAD, text);
      await seen(page, HEAD, `Đã ghi nhận: ${text}`);
    }
    await bench.stopServer();
    await page.locator('#lost').waitFor({ state: 'visible' });
    await type(page, HEAD, 'bốn');
    await column(page, HEAD).locator('.failed').waitFor();
    await bench.restartProgram();
    await page.locator('#lost').waitFor({ state: 'hidden' });
    await column(page, HEAD).getByText('Đã ghi nhận: ba').waitFor({ state: 'detached' });
    await column(page, HEAD).locator('.failed button').click();
    await seen(page, HEAD, 'Đã ghi nhận: bốn');
    await type(page, HEAD, 'năm');
    await seen(page, HEAD, 'Đã ghi nhận: năm');
    expect(await column(page, HEAD).locator('.message .text').allInnerTexts()).toEqual([
      'bốn',
      'Đã ghi nhận: bốn',
      'năm',
      'Đã ghi nhận: năm',
    ]);
    bench.expectProblems(/ERR_CONNECTION|ERR_INCOMPLETE|403/);
  });
});
