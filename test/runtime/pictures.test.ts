import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import type { JobRequest } from '../../src/app/job-request.ts';
import { claimLeadershipGroup, leadershipGroup } from '../../src/app/leadership-group.ts';
import type { OutboundText } from '../../src/presentation/types.ts';
import { CHART_WORKER } from '../support/chart-worker.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';

const { leader, secretary, head, staff } = CAST;
/** Before and after the first digest of the example's year. */
const FRIDAY = '2022-02-18 16:00';
const MONDAY = '2022-02-21 08:01';
const ADDRESS = 'https://thidua.example.vn';
type PictureRequest = Omit<Extract<JobRequest, { kind: 'picture' }>, 'kind'>;

interface Sent extends OutboundText {
  readonly kind: string;
  readonly chatId: string;
}

// The local channels keep their messages in memory; what they were given stands here as well.
function sent(office: Office): readonly Sent[] {
  const { sqlite } = office.storage.database;
  const rows = sqlite.prepare('SELECT kind, chat_id AS chatId, payload FROM outbox ORDER BY id').all();
  return (rows as readonly { kind: string; chatId: string; payload: string }[]).map(({ kind, chatId, payload }) => ({
    kind,
    chatId,
    ...(JSON.parse(payload || '{}') as OutboundText),
  }));
}

function kinds(office: Office): readonly string[] {
  return sent(office).map(({ kind }) => kind);
}

function shownTo(office: Office, code: string) {
  return office.rich.hub.chat(code).messages.filter(({ from }) => from === 'bot');
}

async function opened(chartWorker: string | null = CHART_WORKER, at = FRIDAY, publicUrl: string | null = null) {
  const drawing = chartWorker === null ? {} : { chartWorker };
  const office = await openOffice({ at, ...drawing, publicUrl: () => publicUrl });
  office.link(secretary);
  office.link(leader);
  return office;
}

async function ask(office: Office, code: string, request: PictureRequest, channel = 'local') {
  const memberId = office.person(code).id;
  const asked = { kind: 'picture', memberId, channel, chatId: code, accountId: code, payload: request };
  office.work(({ store, now }) => store.jobs.enqueue({ ...asked, now }));
  await office.bot.settled();
}

describe('the digest', () => {
  it('reaches the leader at once, and its picture after it, once', async () => {
    const office = await opened();
    office.clock.set(MONDAY);
    await office.tick();
    const messages = shownTo(office, leader);
    expect(messages).toHaveLength(2);
    expect(messages[0]?.file).toBeNull();
    expect(messages[1]).toMatchObject({ file: { name: 'bieu-do-thi-dua.png', mime: 'image/png' } });
    expect(messages[1]?.text).toContain('Tiến độ đăng ký thi đua năm 2022');
    expect(messages[1]?.text).toContain('• Phòng Chính sách Dân tộc: 0/6 (0%)');
    const file = await office.rich.hub.openFile(messages[1]?.file?.id ?? '');
    expect(PNG.sync.read(Buffer.from(file?.bytes ?? [])).width).toBe(1080);
    await office.restart();
    await office.tick();
    expect(sent(office).filter(({ kind }) => kind === 'digest_picture')).toHaveLength(1);
  });

  it('takes its picture to the leadership group, in one message with its words', async () => {
    const office = await opened();
    office.work((work) =>
      claimLeadershipGroup(work, {
        channel: 'local',
        chatId: 'group',
        person: office.person(secretary),
        typedCode: '',
      }),
    );
    expect(office.work(leadershipGroup)?.chatId).toBe('group');
    office.clock.set(MONDAY);
    await office.tick();
    expect(
      sent(office)
        .filter(({ chatId }) => chatId === 'group')
        .map(({ kind }) => kind),
    ).toEqual(['weekly_digest', 'digest_picture']);
    expect(shownTo(office, leader)).toEqual([]);
  });

  it.each([
    ['nothing draws', null],
    ['the thread fails', join(import.meta.dirname, 'no-such-worker.js')],
  ])('goes without a picture where %s', async (_why, worker) => {
    const office = await opened(worker);
    office.clock.set(MONDAY);
    await office.tick();
    expect(kinds(office)).toContain('weekly_digest');
    expect(kinds(office)).not.toContain('digest_picture');
    expect(office.storage.delivery.jobQueue.take(office.clock.now())).toBeNull();
    expect(office.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('sends no picture where the messenger shows none', async () => {
    const office = await openOffice({ at: FRIDAY, chartWorker: CHART_WORKER });
    office.link(leader, 'local-text');
    office.clock.set(MONDAY);
    await office.tick();
    expect(kinds(office)).toContain('weekly_digest');
    expect(kinds(office)).not.toContain('digest_picture');
  });
});

describe('a picture in chat', () => {
  it('comes with its words; where they are many, its title goes with it', async () => {
    const office = await opened();
    for (const chart of ['divisions', 'year', 'targets'] as const) await ask(office, secretary, { chart, week: '' });
    const [divisions, year, targets, more] = shownTo(office, secretary);
    for (const message of [divisions, year, targets]) expect(message?.file?.mime).toBe('image/png');
    expect(divisions?.text).toContain('• Văn phòng: 0/12');
    expect(year?.text).toContain('• 28/02/2022: Hết hạn đăng ký thi đua');
    expect(targets?.text).toBe('<b>Kết quả các chỉ tiêu thi đua năm 2022</b>');
    expect(more?.file).toBeNull();
    expect(more?.text).toContain('lao động tiên tiến');
    office.link(head);
    await ask(office, head, { chart: 'divisions', week: '' });
    const [own] = shownTo(office, head);
    expect(own?.text).toContain('Phòng Chính sách Dân tộc, Ban Dân tộc tỉnh Quảng Ngãi');
    expect(own?.text.match(/^• /gm)).toHaveLength(1);
  });

  it('is not for staff, nor for who lost the right before it was drawn', async () => {
    const office = await opened();
    office.link(staff);
    await ask(office, staff, { chart: 'divisions', week: '' });
    office.change(secretary, { roles: ['staff'] });
    await ask(office, secretary, { chart: 'targets', week: '' });
    for (const code of [staff, secretary]) expect(shownTo(office, code).map(({ file }) => file)).toEqual([null]);
  });

  it('is its words, with the reason, where it cannot be drawn or shown', async () => {
    const broken = join((await opened(null)).folder, 'broken.mjs');
    writeFileSync(broken, 'throw new Error("no thread");');
    const office = await opened(broken);
    await ask(office, secretary, { chart: 'divisions', week: '' });
    expect(shownTo(office, secretary)[0]?.text).toContain('Không vẽ được hình; số liệu dưới đây là đầy đủ.');
    expect(shownTo(office, secretary)[0]?.text).toContain('• Văn phòng: 0/');
    office.link(head, 'local-text');
    await ask(office, head, { chart: 'divisions', week: '' }, 'local-text');
    expect(office.text.hub.chat(head).messages.at(-1)?.text).toContain('Ở đây không hiển thị được hình');
  });

  it('is fetched by a link where the messenger takes no files, as long as the right lasts', async () => {
    const office = await opened(CHART_WORKER, FRIDAY, ADDRESS);
    office.linkAccount(secretary, { channel: 'local-text', accountId: 'other', chatId: 'other' });
    const memberId = office.person(secretary).id;
    const payload = { chart: 'divisions', week: '' };
    const asked = { kind: 'picture', memberId, channel: 'local-text', chatId: 'other', accountId: 'other', payload };
    office.work(({ store, now }) => store.jobs.enqueue({ ...asked, now }));
    await office.bot.settled();
    const token = /\/files\/([\w-]+)/.exec(office.text.hub.chat('other').messages.at(-1)?.text ?? '')?.[1] ?? '';
    expect(await office.bot.fileDesk.openFile(token)).toMatchObject({ ok: true, value: { mime: 'image/png' } });
    office.change(secretary, { roles: ['staff'] });
    expect(await office.bot.fileDesk.openFile(token)).toEqual({ ok: false, error: 'file-not-found' });
  });
});
