import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalChannel, type LocalChannel } from '../../src/channels/local/local-channel.ts';
import type { Inbound } from '../../src/conversation/types.ts';
import { DAY, type EpochMs } from '../../src/lib/clock.ts';
import { err, ok } from '../../src/lib/result.ts';
import type { OutboundText } from '../../src/presentation/types.ts';
import type { ClockTarget, MessengerPerson, MessengerPort } from '../../src/web/messenger-port.ts';
import type { WebServerOptions } from '../../src/web/server-options.ts';

/** 14/02/2022 08:05 in Quảng Ngãi, a Monday. */
export const STAND_IN_NOW = Date.UTC(2022, 1, 14, 1, 5);

const STATIC_DIR = join(import.meta.dirname, '../../src/web/static');

/** A bot of a few lines behind the real channels and the real page, for tests of those two. */
export interface StandIn {
  readonly port: MessengerPort;
  readonly rich: LocalChannel;
  readonly textOnly: LocalChannel;
  /** Events that reached the receiver, in order. */
  readonly received: Inbound[];
  /** How far somebody's pledge is, for the people of the next answer. */
  readonly pledges: Map<string, NonNullable<MessengerPerson['pledge']>>;
  /** The next batch is refused as if the disk were full. */
  failOnce(): void;
  stop(): Promise<void>;
}

interface Staff extends Omit<MessengerPerson, 'linkedOn' | 'roles' | 'pledge'> {
  readonly roleCodes: readonly ('head' | 'secretary' | 'leader' | 'member')[];
}

const ROLE_LABELS = { head: 'Trưởng phòng', secretary: 'Thư ký', leader: 'Lãnh đạo', member: 'Ủy viên Hội đồng' };

const STAFF: readonly Staff[] = [
  person('101', 'Đinh Văn Trường', 'Trưởng ban', 'Lãnh đạo Ban', ['leader', 'member']),
  person('102', 'Phạm Thị Thu Hà', 'Phó Trưởng ban', 'Lãnh đạo Ban', ['leader', 'member']),
  person('201', 'Võ Thị Ngọc Lan', 'Chánh Văn phòng', 'Văn phòng', ['head', 'member']),
  person('202', 'Nguyễn Hoàng Minh', 'Chuyên viên', 'Văn phòng', ['secretary', 'member']),
  person('203', 'Lê Thị Bích Thủy', 'Kế toán trưởng', 'Văn phòng', []),
  person('204', 'Huỳnh Quốc Việt', 'Văn thư', 'Văn phòng', []),
  person('301', 'Hồ Văn Thạnh', 'Trưởng phòng', 'Phòng Chính sách dân tộc', ['head']),
  person('302', 'Trần Thị Hồng Nhung', 'Chuyên viên chính', 'Phòng Chính sách dân tộc', []),
  person('303', 'Đinh Thị Y Phương', 'Chuyên viên', 'Phòng Chính sách dân tộc', []),
  person('304', 'Bùi Đức Anh', 'Chuyên viên', 'Phòng Chính sách dân tộc', []),
  person('401', 'Phạm Văn Rớ', 'Chánh Thanh tra', 'Thanh tra', ['head']),
  person('402', 'Ngô Thị Kim Oanh', 'Thanh tra viên', 'Thanh tra', []),
];

function person(id: string, name: string, position: string, division: string, roleCodes: Staff['roleCodes']): Staff {
  return { id, name, position, division, roleCodes, inviteCode: `QN${id}-K7D${id.slice(-1)}` };
}

/** Starts the two channels with the stand-in bot behind them; staff with an office are linked from the start. */
export async function startStandIn(): Promise<StandIn> {
  let now: EpochMs = STAND_IN_NOW;
  let failing = false;
  const received: Inbound[] = [];
  const pledges: StandIn['pledges'] = new Map();
  const linked = new Set(STAFF.filter((one) => one.roleCodes.length > 0).map((one) => `local ${one.id}`));
  const clock = { now: () => now };
  const rich = createLocalChannel({ clock });
  const textOnly = createLocalChannel({ clock, capabilities: 'text-only' });
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
  const report = join(folder, 'report.txt');
  writeFileSync(report, 'Danh sách đăng ký thi đua năm 2022\n');

  for (const channel of [rich, textOnly]) {
    await channel.start((events) => {
      if (failing) {
        failing = false;
        throw new Error('disk full');
      }
      for (const event of events) {
        received.push(event);
        queueMicrotask(() => answer(channel, event));
      }
      return events.map((event) => ({ eventKey: event.eventKey, status: 'done' }));
    });
    await channel.publishMenus?.([{ scope: 'private', languageCode: '', commands: COMMANDS }]);
  }

  function answer(channel: LocalChannel, event: Inbound): void {
    for (const message of repliesTo(channel, event))
      void channel.send(event.chat.id, message, new AbortController().signal);
  }

  function repliesTo(channel: LocalChannel, event: Inbound): readonly OutboundText[] {
    const { body } = event;
    const account = `${channel.name} ${event.from.id}`;
    if (body.kind === 'file') return [text(channel, `Đã nhận tệp <b>${body.file.name}</b>.`)];
    if (body.kind === 'choice') {
      const chosen = TITLES[Number(body.token.split('.')[1])] ?? 'Quay lại';
      const edited = text(
        channel,
        `Danh hiệu đăng ký: <b>${chosen}</b>.\nĐồng chí gửi tóm tắt sáng kiến (một đến ba câu).`,
      );
      return [body.messageId === undefined ? edited : { ...edited, editMessageId: body.messageId }];
    }
    if (body.kind !== 'text') return [];
    const staff = STAFF.find((one) => one.id === event.from.id);
    if (!linked.has(account) && body.text === staff?.inviteCode) {
      linked.add(account);
      return [
        text(channel, `Đã liên kết với hồ sơ của đồng chí <b>${staff.name}</b>.\nGõ /dangky để đăng ký thi đua.`),
      ];
    }
    if (!linked.has(account)) return [text(channel, GREETING)];
    if (body.text === '/dangky') return [question(channel)];
    if (body.text === '/baocao') {
      if (!channel.capabilities.filesOut) return [text(channel, 'Tải danh sách tại: http://127.0.0.1:3000/files/abc')];
      const file = { path: report, name: 'Danh sách đăng ký 2022.txt', mime: 'text/plain' };
      return [{ ...text(channel, 'Danh sách đăng ký đến hôm nay.'), file }];
    }
    return [text(channel, `Đã ghi nhận: ${escapeHtml(body.text)}`)];
  }

  const port: MessengerPort = {
    people: () =>
      STAFF.map(({ roleCodes, ...one }) => {
        const linkedOn = ['local', 'local-text'].filter((channel) => linked.has(`${channel} ${one.id}`));
        const roles = roleCodes.map((code) => ({ code, label: ROLE_LABELS[code] }));
        const inviteCode = linkedOn.length > 0 ? null : one.inviteCode;
        return { ...one, roles, linkedOn, inviteCode, pledge: pledges.get(one.id) ?? null };
      }),
    hubs: { rich: rich.hub, textOnly: textOnly.hub },
    clock: {
      now: () => now,
      zone: 'Asia/Ho_Chi_Minh',
      next: () => stops(now),
      async advance(to) {
        const at = typeof to === 'number' ? to : stops(now).find((stop) => stop.kind === to)?.at;
        if (at === undefined) return err('clock-nothing-ahead');
        if (at <= now) return err('clock-backwards');
        now = at;
        const reminder = text(rich, 'Còn <b>03 ngày</b> đến hạn đăng ký thi đua (17:00 thứ Hai, 28/02/2022).');
        await rich.send('304', reminder, new AbortController().signal);
        return ok({ at, fired: 1 });
      },
    },
  };

  return {
    port,
    rich,
    textOnly,
    received,
    pledges,
    failOnce() {
      failing = true;
    },
    async stop() {
      await rich.stop();
      await textOnly.stop();
    },
  };
}

/** Server options around a stand-in: loopback, a free port, the real texts, a silent log. */
export function standInOptions(messenger: MessengerPort | undefined): WebServerOptions {
  return {
    host: '127.0.0.1',
    port: 0,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    locale: 'vi',
    locales: ['vi', 'en'],
    texts: (locale) => JSON.parse(readFileSync(join(import.meta.dirname, `../../locales/${locale}.json`), 'utf8')),
    health: {
      live: () => true,
      ready: () => ({ ready: true, reasons: [], database: 'ok', channels: {}, queue: { waiting: 0, oldestMs: 0 } }),
    },
    metrics: () => 'thidua_up 1\n',
    webhooks: { telegram: undefined, zalo: undefined },
    staticDir: STATIC_DIR,
    graceMs: 200,
    ...(messenger === undefined ? {} : { messenger }),
  };
}

const COMMANDS = [
  { command: 'menu', description: 'Việc đang chờ đồng chí' },
  { command: 'dangky', description: 'Đăng ký thi đua' },
  { command: 'dangkycuatoi', description: 'Xem bản đăng ký của tôi' },
  { command: 'pheduyet', description: 'Bản đăng ký chờ xác nhận' },
  { command: 'lich', description: 'Các mốc thời gian' },
  { command: 'baocao', description: 'Tải danh sách, báo cáo' },
];

const TITLES = ['Lao động tiên tiến', 'Chiến sĩ thi đua cơ sở', 'Chiến sĩ thi đua cấp tỉnh', 'Xem giải thích'];

const GREETING =
  'Kính chào đồng chí. Đây là trợ lý thi đua – khen thưởng của <b>Ban Dân tộc</b>.\nĐồng chí gõ mã trên phiếu mời để liên kết tài khoản.';

function question(channel: LocalChannel): OutboundText {
  const asked =
    '<b>Đăng ký thi đua năm 2022</b>\nĐồng chí đăng ký danh hiệu nào?\n\n<i>Hạn nộp: 17:00 thứ Hai, 28/02/2022</i>';
  if (!channel.capabilities.buttons) {
    return text(channel, `${asked}\n\n${TITLES.map((title, at) => `${at + 1}) ${title}`).join('\n')}`);
  }
  const buttons = TITLES.map((label, at) => ({ label, token: `Zk3vQ0aa.${at}` }));
  return { ...text(channel, asked), buttons: [buttons.slice(0, 2), buttons.slice(2, 3), buttons.slice(3)] };
}

function text(channel: LocalChannel, html: string): OutboundText {
  return { type: 'text', text: channel.capabilities.formatting === 'html' ? html : html.replace(/<\/?[bi]>/g, '') };
}

function escapeHtml(raw: string): string {
  return raw.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function stops(now: EpochMs): { kind: ClockTarget; label: string; at: EpochMs }[] {
  const first = STAND_IN_NOW + 11 * DAY;
  return [
    { kind: 'next-reminder' as const, label: 'Nhắc nộp bản đăng ký', at: first },
    { kind: 'next-digest' as const, label: 'Bản tin tuần', at: STAND_IN_NOW + 4 * DAY },
    { kind: 'next-deadline' as const, label: 'Hết hạn đăng ký', at: first + 3 * DAY },
  ].filter((stop) => stop.at > now);
}
