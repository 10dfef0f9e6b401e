import { expect, it, onTestFinished } from 'vitest';
import { replanCampaign } from '../../src/app/due-planning.ts';
import type { Channel } from '../../src/channels/channel.ts';
import { createTelegramChannel } from '../../src/channels/telegram/channel.ts';
import { createZaloChannel } from '../../src/channels/zalo/channel.ts';
import { startFakeTelegram } from '../support/fake-telegram/start.ts';
import { startFakeZalo } from '../support/fake-zalo/start.ts';
import { CAST, openOffice } from '../support/office.ts';
import { openWebhookDoor } from '../support/webhook-door.ts';

const { staff } = CAST;
const ORIGIN = 'https://thidua.example.vn';
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
const REMINDER = 'đồng chí chưa nộp bản đăng ký';

/** Somebody with both messengers on one phone, over HTTP on both sides. */
async function openTwo() {
  const telegram = await startFakeTelegram();
  const zalo = await startFakeZalo({ quirks: { webhookRetries: 'until-2xx' }, retryMs: 10 });
  let second: Channel | undefined;
  const door = await openWebhookDoor(() => second);
  zalo.route(ORIGIN, door.url);
  onTestFinished(async () => {
    await zalo.close();
    await telegram.close();
    await door.close();
  });
  const office = await openOffice({
    channels(clock) {
      const first = { token: telegram.token, apiRoot: telegram.url, mode: 'polling', clock, log: SILENT } as const;
      // By the office's clock, which stands still in a story, the platform's pace would never allow another message.
      const { sendLimits: _paced, ...unpaced } = createTelegramChannel(first);
      const webhook = { url: `${ORIGIN}/webhooks/zalo`, secret: 'bi-mat-kiem-thu' };
      second = createZaloChannel({ ...first, token: zalo.token, apiRoot: zalo.url, mode: 'webhook', webhook });
      return [unpaced, second];
    },
  });
  const user = telegram.user(7, { firstName: 'Nhi' });
  const person = zalo.person('Nhi');
  const onTelegram = (): string => user.messages().at(-1)?.text ?? '';
  const onZalo = (): string => person.messages().at(-1)?.text ?? '';

  async function write(text: string): Promise<string> {
    user.send(text);
    await telegram.until(() => telegram.pending().length === 0);
    await office.bot.settled();
    return onTelegram();
  }

  async function say(text: string): Promise<string> {
    person.say(text);
    await zalo.until(() => zalo.pending().length === 0);
    await office.bot.settled();
    return onZalo();
  }

  /** Reminders on both screens so far. */
  function reminded() {
    return {
      telegram: user.messages().filter(({ text }) => text.includes(REMINDER)).length,
      zalo: person.messages().filter(({ text }) => text.includes(REMINDER)).length,
    };
  }

  return { office, user, person, write, say, reminded };
}

it('one person links both, begins a pledge on one, finishes it on the other, and is told everything once', async () => {
  const { office, user, person, write, say, reminded } = await openTwo();
  office.linkAccount(staff, { channel: 'telegram', accountId: '7', chatId: '7' });

  // Links the second messenger with a code from the first.
  await write('/caidat');
  const code = /[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}/.exec(await write('Liên kết thêm ứng dụng khác'))?.[0] ?? '';
  expect(await say('xin chào')).toContain('mã liên kết');
  expect(await say(code)).toContain('dữ liệu cá nhân');
  expect(await say('1')).toContain('Đã liên kết');
  expect(office.work(({ store }) => store.identities.ofMember(office.person(staff).id))).toHaveLength(2);

  // Begins on Telegram, goes on in the middle on Zalo.
  expect(await write('/dangky')).toContain('Danh hiệu thi đua');
  await write('Lao động tiên tiến');
  expect(await write('Xong')).toContain('Hình thức khen thưởng');
  // A number typed there is no answer to a question that stands elsewhere.
  expect(await say('1')).toContain('Hình thức khen thưởng');
  expect(await say('Không đăng ký hình thức khen thưởng')).toContain('xếp loại chất lượng');
  await say('Hoàn thành tốt nhiệm vụ');
  expect(await say('Không đăng ký sáng kiến')).toContain('Cam kết thi đua');
  await say('Chấp hành tốt kỷ luật');

  // Reminded once, where the first account is.
  office.clock.set('2022-02-21 08:00');
  await office.tick();
  await office.tick();
  expect(reminded()).toEqual({ telegram: 1, zalo: 0 });

  // Wants them on Zalo.
  await write('/huy');
  await write('/caidat');
  await write('Chọn nơi nhận tin');
  expect(await write('Zalo')).toContain('gửi qua Zalo');
  office.clock.set('2022-02-25 08:00');
  await office.tick();
  expect(reminded()).toEqual({ telegram: 1, zalo: 1 });

  // Zalo blocks the bot: the next message goes to Telegram, once.
  person.block();
  office.work(({ store, now, ...work }) => {
    store.reminderOrders.add(
      store.campaigns.current()?.id ?? 0,
      { text: 'Mời đồng chí dự họp', audience: 'all', dueAt: now + 3_600_000 },
      office.person(staff).id,
      now,
    );
    replanCampaign({ store, now, ...work });
  });
  office.clock.set('2022-02-25 09:00');
  await office.tick();
  expect(user.messages().filter(({ text }) => text.includes('Mời đồng chí dự họp'))).toHaveLength(1);
  expect(office.storage.delivery.outbox.problems(10)).toEqual([]);
  person.unblock();

  // Finishes on Zalo what was begun on Telegram.
  expect(await say('/dangky')).toContain('bản nháp đang soạn');
  expect(await say('Tiếp tục')).toContain('Bản đăng ký thi đua năm 2022');
  expect(await say('Nộp bản đăng ký')).toContain('phiên bản 1');
  const pledge = office.work(({ store }) => store.pledges.ofMember(1, office.person(staff).id));
  expect(pledge).toMatchObject({
    state: 'submitted',
    version: 1,
    content: { titles: ['advanced_worker'], grade: 'good' },
  });
});
