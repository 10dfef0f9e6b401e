import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StoredElection } from '../../src/app/ballot-ports.ts';
import { castChoices } from '../../src/app/casting.ts';
import { HOUR } from '../../src/lib/clock.ts';
import { endedRound, enteredRound, messengerDown, ON_PAPER, openedRound, votedRound } from '../support/counting.ts';
import { CAST, type Office } from '../support/office.ts';
import { openPhone, type Phone, textOf } from '../support/phone.ts';
import { councilOf } from '../support/voting.ts';

const { secretary, leader } = CAST;
const tellers = ['CB010', 'CB015', 'CB032'] as const;

/** Types, or chooses what stands in square brackets; returns what is on the screen at last. */
async function go(phone: Phone, who: string, does: readonly string[]): Promise<string> {
  let seen = '';
  for (const one of does) {
    seen = textOf(one.startsWith('[') ? await phone.choose(who, one.slice(1, -1)) : await phone.type(who, one));
  }
  return seen;
}

async function desk(begin: (office: Office) => Promise<number>) {
  const phone = await openPhone('local');
  const { office } = phone;
  for (const who of [secretary, leader, 'CB002', ...tellers]) phone.link(who);
  const id = await begin(office);
  for (const who of [secretary, leader, 'CB002', ...tellers]) phone.look(who);
  const stored = (): StoredElection => {
    const found = office.storage.store.elections.byId(id);
    if (found === null) throw new Error('no such round');
    return found;
  };
  return { phone, office, id, stored, round: ['/dotbophieu', '[Xét danh hiệu CSTĐCS]'] };
}

describe('the deadline of an open round', () => {
  it('is moved only while a messenger is down; every member is told why', async () => {
    const { phone, office, stored, round } = await desk(openedRound);
    expect(await go(phone, secretary, round)).not.toContain('Lùi thời hạn');
    messengerDown(office);
    const before = stored().course.deadline;
    const early = await go(phone, secretary, [...round, '[Lùi thời hạn]', '08:00 15/02/2022']);
    expect(early).toContain('phải sau thời hạn đang áp dụng');
    expect(await go(phone, secretary, ['22:00 17/02/2022'])).toContain('giờ làm việc');
    await go(phone, secretary, ['16:00 17/02/2022']);
    const moved = await go(phone, secretary, ['Zalo gián đoạn từ 14:00']);
    expect(moved).toContain('Bỏ phiếu đến 16:00 thứ Năm, 17/02/2022');
    expect(moved).toContain('Lý do: Zalo gián đoạn từ 14:00');
    expect(stored().course).toMatchObject({ postponements: [{ from: before, reason: 'Zalo gián đoạn từ 14:00' }] });
    expect(textOf(phone.look('CB002'))).toContain('Zalo gián đoạn từ 14:00');
  });

  it('stays where the messenger works again by the time the reason is typed', async () => {
    const { phone, office, stored, round } = await desk(openedRound);
    const works = office.text.health;
    messengerDown(office);
    await go(phone, secretary, [...round, '[Lùi thời hạn]', '16:00 17/02/2022']);
    Object.assign(office.text, { health: works });
    expect(await go(phone, secretary, ['Zalo gián đoạn từ 14:00'])).toContain('Chỉ được lùi thời hạn khi');
    expect(stored().course.postponements).toEqual([]);
  });
});

describe('a round that is called off', () => {
  it('takes a reason and a yes; members read the reason, key and boxes are gone, minutes can be had', async () => {
    const { phone, office, id, stored, round } = await desk(votedRound);
    expect(await go(phone, leader, [...round, '[Hủy đợt]', 'ok'])).toContain('lý do');
    await go(phone, leader, ['Danh sách đề nghị có thay đổi']);
    const done = await go(phone, leader, ['[Hủy đợt bỏ phiếu]']);
    expect(done).toContain('không có kết quả');
    expect(stored().course).toMatchObject({ state: 'void', voided: { reason: 'Danh sách đề nghị có thay đổi' } });
    expect(textOf(phone.look('CB002'))).toContain('Danh sách đề nghị có thay đổi');
    expect(existsSync(join(office.folder, 'ballot-keys', `${id}.key`))).toBe(false);
    const [, sent] = await phone.choose(leader, 'Biên bản kiểm phiếu');
    expect(sent?.file).toContain('.docx');
  });
});

describe('paper ballots', () => {
  it('that did not come leave the count to the electronic ones', async () => {
    const { phone, stored, round } = await desk((office) => endedRound(office, ON_PAPER));
    const review = await go(phone, secretary, [...round, '[Nhập phiếu giấy]', '[Tiếp tục]']);
    expect(review).toContain('Không có phiếu giấy nào được nộp');
    await go(phone, secretary, ['[Gửi Tổ kiểm phiếu]']);
    for (const who of tellers.slice(0, 2)) await go(phone, who, ['/kiemphieu', '[Xác nhận đúng]']);
    expect(stored()).toMatchObject({ course: { state: 'counted' }, result: { voted: 5, paper: 0 } });
  });

  it('are typed line by line; one step back takes the last line again', async () => {
    const { phone, stored, round } = await desk((office) => endedRound(office, ON_PAPER));
    const [, second] = stored().election.nominees;
    const way = [...round, '[Nhập phiếu giấy]', '[Đinh Thị Mai Lâm]', '[Tiếp tục]', '1 0 0 0'];
    expect(await go(phone, secretary, way)).toContain(`2. ${second?.name}`);
    expect(await go(phone, secretary, ['/quaylai'])).toContain('1. Cao Thị Yến Nhi');
    const review = await go(phone, secretary, ['0 1 0 0', '0-0-0-1']);
    expect(review).toContain('đồng ý 0, không đồng ý 1');
    expect(review).toContain('chỉ có một phiếu giấy');
  });

  it('are confirmed as they were on the screen, never as somebody has entered them since', async () => {
    const { phone, stored, round } = await desk(enteredRound);
    const [first = ''] = tellers;
    await go(phone, first, ['/kiemphieu']);
    const both = ['[Đinh Thị Mai Lâm]', '[Bùi Quang Thịnh]'];
    // What was entered before is ticked: unticked and ticked again.
    await go(phone, secretary, [...round, '[Nhập phiếu giấy]', ...both, ...both, '[Tiếp tục]', '2 0 0 0', '2 0 0 0']);
    await go(phone, secretary, ['[Gửi Tổ kiểm phiếu]']);
    expect(await go(phone, first, ['[Xác nhận đúng]'])).toContain('vừa được nhập lại');
    expect(stored().paper?.confirmedBy).toEqual([]);
    expect(await go(phone, first, ['[Xác nhận đúng]'])).toContain('1/2 thành viên');
  });
});

describe('a count that has stopped', () => {
  it('is shown as such, and goes on when somebody tries again and the boxes are right', async () => {
    const { phone, office, id, stored, round } = await desk(votedRound);
    const { sqlite } = office.storage.database;
    const marks = sqlite.prepare('SELECT marks FROM ballot_box WHERE nominee = 2').pluck().get();
    sqlite.prepare("UPDATE ballot_box SET marks = x'' WHERE nominee = 2").run();
    office.clock.advance(stored().course.deadline - office.clock.now());
    await office.tick();
    expect(await go(phone, secretary, round)).toContain('đã dừng vì số phiếu không khớp');
    expect(await go(phone, secretary, ['[Kiểm phiếu lại]'])).toContain('đã dừng vì số phiếu không khớp');
    sqlite.prepare('UPDATE ballot_box SET marks = ? WHERE nominee = 2').run(marks);
    expect(await go(phone, secretary, ['[Kiểm phiếu lại]'])).toContain('chờ công bố');
    expect(office.storage.store.elections.byId(id)?.course.state).toBe('counted');
  });
});

describe('who voted', () => {
  it('is nowhere on the desk while a round is open, and not in its list of members', async () => {
    const { phone, office, id, round } = await desk(openedRound);
    const before = await go(phone, secretary, round);
    const [, second = ''] = councilOf(office);
    const marks = new Map([1, 2].map((line) => [line, 'agree'] as const));
    expect(office.work((work) => castChoices(work, office.person(second), id, marks)).ok).toBe(true);
    expect(await go(phone, secretary, round)).toBe(before);
  });
});

describe('reminders of an open round', () => {
  function vote(office: Office, id: number, codes: readonly string[]): void {
    const marks = new Map([1, 2].map((line) => [line, 'agree'] as const));
    for (const code of codes) office.work((work) => castChoices(work, office.person(code), id, marks));
  }

  async function reminded(voters: number): Promise<Readonly<Record<string, string>>> {
    const phone = await openPhone('local');
    const { office } = phone;
    const council = councilOf(office);
    for (const code of council) phone.link(code);
    const id = await openedRound(office);
    const slot = office.clock.now() + HOUR;
    office.work(({ store }) => {
      const stored = store.elections.byId(id);
      if (stored !== null) store.elections.save({ ...stored, slots: [{ at: slot, told: false }] });
    });
    vote(office, id, council.slice(0, voters));
    await office.tick();
    for (const code of council) phone.look(code);
    office.clock.advance(HOUR);
    await office.tick();
    await office.tick();
    return Object.fromEntries(
      council.map((code) => [
        code,
        textOf(phone.look(code))
          .split('\n')
          .filter((line) => line.startsWith('Cuộc bỏ phiếu'))
          .join('\n'),
      ]),
    );
  }

  it('go to those who have not voted, while they are at least two', async () => {
    const told = Object.entries(await reminded(5));
    expect(told.map(([, text]) => text !== '')).toEqual([false, false, false, false, false, true, true]);
    for (const [, text] of told.slice(5)) expect(text).toMatch(/^Cuộc bỏ phiếu .* Đề nghị đồng chí bỏ phiếu\.$/);
  });

  it.each([6, 7])('go to all in the same words when %i of seven have voted: nobody is singled out', async (voters) => {
    const told = Object.values(await reminded(voters));
    expect(told).toHaveLength(7);
    expect(new Set(told).size).toBe(1);
    expect(told[0]).toContain('đã bỏ phiếu thì không cần làm gì thêm');
  });
});

describe('a restart', () => {
  it.each([
    ['open', openedRound, 'đang bỏ phiếu'],
    ['waiting for paper', (office: Office) => endedRound(office, ON_PAPER), 'Đang chờ nhập phiếu giấy'],
    ['with paper entered', enteredRound, '0/2 thành viên Tổ kiểm phiếu'],
    ['counted', endedRound, 'chờ công bố'],
  ] as const)('leaves a round that is %s as it was, key and all', async (_state, begin, sees) => {
    const { phone, office, id, stored, round } = await desk(begin);
    const before = stored();
    await office.restart();
    await office.tick();
    expect(stored()).toEqual(before);
    expect(existsSync(join(office.folder, 'ballot-keys', `${id}.key`))).toBe(true);
    expect(await go(phone, secretary, round)).toContain(sees);
  });
});
