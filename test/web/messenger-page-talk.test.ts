import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CODE, column, describePage, HEAD, NOBODY, openColumns, SECRETARY, seen, type } from './messenger-page.ts';

describePage('talking on the page', (bench) => {
  it('takes a newcomer from the greeting to a chosen title, by mouse', async () => {
    const page = await bench.opened();
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
    expect(bench.stand().received.at(-1)?.body).toMatchObject({ kind: 'choice', token: 'Zk3vQ0aa.1' });
  });

  it('offers the commands as a menu', async () => {
    const page = await bench.opened();
    await page.locator(`[data-person="${HEAD}"].person`).click();
    await column(page, HEAD).getByRole('button', { name: 'Danh mục lệnh' }).click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await seen(page, HEAD, 'Đồng chí đăng ký danh hiệu nào?');
    expect(bench.stand().received.at(-1)?.body).toEqual({ kind: 'text', text: '/dangky' });
  });

  it('carries files both ways', async () => {
    const page = await bench.opened();
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

  it('keeps the newest message in sight when a picture above it has loaded', async () => {
    const page = await bench.opened();
    const path = join(mkdtempSync(join(tmpdir(), 'page-')), 'chart.png');
    writeFileSync(path, await page.screenshot());
    await page.locator(`[data-person="${HEAD}"].person`).click();
    const log = `document.querySelector('.column[data-person="${HEAD}"] .log')`;
    const { signal } = new AbortController();
    const send = (text: string, name?: string) =>
      bench
        .stand()
        .rich.send(
          HEAD,
          { type: 'text', text, ...(name === undefined ? {} : { file: { path, name, mime: 'image/png' } }) },
          signal,
        );
    for (let line = 1; line <= 12; line += 1) await send(`Dòng ${line}`);
    await seen(page, HEAD, 'Dòng 12');
    let letThrough = () => {};
    const held = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    await page.route('**/local/file/**', async (route) => {
      await held;
      await route.continue();
    });
    await send('Biểu đồ', 'Biểu đồ.png');
    await send('Kết thúc bản tin');
    await seen(page, HEAD, 'Kết thúc bản tin');
    // The scrolling to the last message may be told of only after the picture has grown.
    const late = `document.addEventListener('load', () => ${log}.dispatchEvent(new Event('scroll')), true)`;
    await page.evaluate(late);
    letThrough();
    const picture = column(page, HEAD).locator('.file img');
    await expect.poll(async () => (await picture.boundingBox())?.height ?? 0).toBeGreaterThan(100);
    const below = `(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)(${log})`;
    await expect.poll(() => page.evaluate<number>(below)).toBeLessThan(2);
  });

  it('plays two people side by side, each with their own chat', async () => {
    const page = await bench.opened();
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
    const page = await bench.opened();
    await page.locator(`[data-person="${NOBODY}"].person`).click();
    await column(page, NOBODY).getByRole('radio', { name: 'Chỉ văn bản' }).check();
    await type(page, NOBODY, CODE);
    await seen(page, NOBODY, 'Đã liên kết');
    await type(page, NOBODY, '/dangky');
    await seen(page, NOBODY, '2) Chiến sĩ thi đua cơ sở');
    expect(await column(page, NOBODY).locator('.choice').count()).toBe(0);
    expect(await column(page, NOBODY).locator('input[type=file]').count()).toBe(0);
    expect(bench.stand().received.every((event) => event.channel === 'local-text')).toBe(true);
  });

  it('shows what people type as it is, never as mark-up', async () => {
    const page = await bench.opened();
    await page.locator(`[data-person="${HEAD}"].person`).click();
    const hostile = '<img src=x onerror=alert(1)> <b>đậm</b> &amp; https://evil.vn';
    await type(page, HEAD, hostile);
    await seen(page, HEAD, `Đã ghi nhận: ${hostile}`);
    expect(await column(page, HEAD).locator('.log img, .log b').count()).toBe(0);
  });

  it('makes the addresses in the bot’s messages links, also where nothing but text is sent', async () => {
    const page = await bench.opened();
    await page.locator(`[data-person="${HEAD}"].person`).click();
    const { signal } = new AbortController();
    const text =
      'Trang <b>bỏ phiếu</b>:\nhttps://a.vn/p?x=1&amp;y=2.\n<a href="https://b.vn/">https://b.vn/</a> javascript:alert(1)';
    await bench.stand().rich.send(HEAD, { type: 'text', text }, signal);
    const links = column(page, HEAD).locator('.log a');
    await expect
      .poll(() => links.evaluateAll((all) => all.map((one) => [one.textContent, one.getAttribute('href')])))
      .toEqual([
        ['https://a.vn/p?x=1&y=2', 'https://a.vn/p?x=1&y=2'],
        ['https://b.vn/', 'https://b.vn/'],
      ]);
    expect(await links.locator('a').count()).toBe(0);
    expect(await column(page, HEAD).locator('.message.bot .text').last().textContent()).toContain(
      'y=2.\nhttps://b.vn/',
    );
  });

  it('shows a number once where a label brings its own', async () => {
    const page = await bench.opened();
    await page.locator(`[data-person="${HEAD}"].person`).click();
    const { signal } = new AbortController();
    const buttons = [[{ label: 'Đồng ý', token: 'a' }], [{ label: '2) Nội dung dài…', token: 'b' }]];
    await bench.stand().rich.send(HEAD, { type: 'text', text: 'Chọn:', buttons }, signal);
    const choices = column(page, HEAD).locator('.choice');
    await expect.poll(() => choices.allTextContents()).toEqual(['1Đồng ý', '2) Nội dung dài…']);
    expect(await choices.nth(1).getAttribute('aria-keyshortcuts')).toBe('Alt+2');
  });

  it('offers to send again what was not stored, and it arrives once', async () => {
    const page = await bench.opened();
    await page.locator(`[data-person="${HEAD}"].person`).click();
    bench.stand().failOnce();
    await type(page, HEAD, 'một lần thôi');
    await seen(page, HEAD, 'Chưa gửi được.');
    await column(page, HEAD).getByRole('button', { name: 'Gửi lại' }).click();
    await seen(page, HEAD, 'Đã ghi nhận: một lần thôi');
    expect(await column(page, HEAD).locator('.message.own').count()).toBe(1);
    expect(bench.stand().received).toHaveLength(1);
    bench.expectProblems(/503/);
  });

  it('ticks the steps of the first minute as they happen, and can be put away', async () => {
    const page = await bench.opened();
    const done = page.locator('.guide li.done');
    await page.getByRole('button', { name: 'Mở Ngô Thị Kim Oanh', exact: true }).click();
    await type(page, '402', 'xin chào');
    await expect.poll(() => done.count()).toBe(1);
    await type(page, '402', 'QN402-K7D2');
    await expect.poll(() => done.count()).toBe(2);
    // To begin is not to have done it: the step is done once the pledge is where the step says.
    const pledge = async (state: 'draft' | 'submitted' | 'endorsed' | 'accepted', who: string, text: string) => {
      bench.stand().pledges.set('402', state);
      await type(page, who, text);
      await seen(page, who, `Đã ghi nhận: ${text}`);
    };
    await pledge('draft', '402', 'đăng ký');
    expect(await done.count()).toBe(2);
    await pledge('submitted', '402', 'nộp');
    await expect.poll(() => done.count()).toBe(3);
    await page.getByRole('button', { name: 'Mở Phạm Văn Rớ', exact: true }).click();
    await pledge('submitted', '401', 'phê duyệt');
    expect(await done.count()).toBe(3);
    await pledge('endorsed', '401', 'xác nhận');
    await expect.poll(() => done.count()).toBe(4);
    await page.getByRole('button', { name: 'Mở Nguyễn Hoàng Minh', exact: true }).click();
    await pledge('endorsed', SECRETARY, 'phê duyệt');
    expect(await done.count()).toBe(4);
    await pledge('accepted', SECRETARY, 'tiếp nhận');
    await expect.poll(() => done.count()).toBe(5);
    await page.locator('.stop[data-kind="next-reminder"]').click();
    await expect.poll(() => done.count()).toBe(6);
    await page.getByRole('button', { name: 'Ẩn hướng dẫn' }).click();
    await page.reload();
    await page.locator('body.ready').waitFor();
    expect(await page.locator('.guide').isVisible()).toBe(false);
  });
});
