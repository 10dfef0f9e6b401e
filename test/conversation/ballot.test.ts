import { describe, expect, it } from 'vitest';
import type { Choice } from '../../src/domain/ballot/election.ts';
import { DAY, HOUR } from '../../src/lib/clock.ts';
import { castInChat, fillIn, sendIt } from '../support/casting.ts';
import { event, happen, standing, tokenOf } from '../support/events.ts';
import { CAST, type Office } from '../support/office.ts';
import { localPhone, openPhone, type Phone, textOf, textPhone } from '../support/phone.ts';
import { councilOf, openRound, type RoundOptions } from '../support/voting.ts';

/** Two members of the example's council; the second is nobody's nominee either. */
const WHO = 'CB001';
const OTHER = 'CB002';
const BOTH: readonly Choice[] = ['agree', 'disagree'];

async function setUp(options: RoundOptions = {}, rendering: 'local' | 'local-text' = 'local') {
  const phone = await openPhone(rendering, { publicUrl: () => 'https://thidua.example.vn' });
  const { office } = phone;
  for (const who of councilOf(office)) phone.link(who);
  const { id } = await openRound(office, options);
  return { phone, office, id };
}

/** How many places of the roll are ticked, and how many marks each box has. */
function state(office: Office, id: number) {
  return office.work(({ store }) => ({
    ticks: store.ballots.ticks(id).filter(Boolean).length,
    marks: store.ballots.boxes(id).map(({ marks }) => marks.length),
  }));
}

const NOTHING = { ticks: 0, marks: [0, 0] };
const ONE = { ticks: 1, marks: [1, 1] };

async function tap(phone: Phone, who: string, token: string): Promise<string> {
  phone.look(who);
  await happen(phone.office, event(who, { kind: 'choice', token }));
  return textOf(phone.look(who));
}

describe('a ballot in the chat', () => {
  it('is the first thing in the menu until it is cast', async () => {
    const { phone, office } = await setUp();
    const [menu] = await phone.type(WHO, '/menu');
    expect(menu?.buttons[0]).toEqual(['Bỏ phiếu (1 phiếu chưa bỏ)']);
    await castInChat(phone, WHO, BOTH);
    const [after] = await phone.type(WHO, '/menu');
    const labels = after?.buttons.flat() ?? [];
    expect(labels.filter((label) => label.includes('phiếu'))).toEqual(['Bí mật phiếu kín']);
    office.clock.advance(3 * DAY);
    await office.tick();
    phone.look(WHO);
    const [calm] = await phone.type(WHO, '/menu');
    expect(calm?.buttons.flat().filter((label) => label.includes('Bỏ phiếu'))).toEqual([]);
  });

  it('is sent once, also by ten taps at once', async () => {
    const { phone, office, id } = await setUp();
    await fillIn(phone, WHO, BOTH);
    const token = tokenOf(office, WHO);
    const taps = Array.from({ length: 10 }, () => event(WHO, { kind: 'choice', token }));
    expect(office.bot.receive(taps).map(({ status }) => status)).toEqual(taps.map(() => 'done'));
    await office.bot.settled();
    expect(state(office, id)).toEqual(ONE);
    expect(textOf(phone.look(WHO))).toContain('Đồng chí đã bỏ phiếu');
  });

  it('is one ballot on two messengers, and the other screen is wiped', async () => {
    const { phone, office, id } = await setUp();
    office.link(WHO, 'local-text');
    const text = textPhone(office);
    await phone.type(WHO, '/bophieu');
    await phone.choose(WHO, 'Bỏ phiếu tại đây');
    await phone.choose(WHO, '1 Đồng ý');
    expect(textOf(await text.type(WHO, '/bophieu'))).toContain('Dòng 1/2');
    expect(textOf(phone.look(WHO))).toBe('Việc này đã được tiếp tục ở tin nhắn khác.');
    await text.type(WHO, '1');
    await text.type(WHO, '2');
    await sendIt(text, WHO);
    expect(textOf(await phone.type(WHO, '/bophieu'))).toContain('Đồng chí đã bỏ phiếu');
    expect(state(office, id)).toEqual(ONE);
  });

  it('cast on another device meanwhile is not cast again', async () => {
    const { phone, office, id } = await setUp();
    await fillIn(phone, WHO, BOTH);
    const { castChoices } = await import('../../src/app/casting.ts');
    const marks = new Map<number, Choice>([
      [1, 'disagree'],
      [2, 'disagree'],
    ]);
    office.work((work) => castChoices(work, office.person(WHO), id, marks));
    expect(textOf(await phone.choose(WHO, 'Gửi phiếu'))).toContain('Đồng chí đã bỏ phiếu');
    expect(state(office, id)).toEqual(ONE);
  });

  it('cannot be sent with a line left out', async () => {
    const { phone, office, id } = await setUp();
    await phone.type(WHO, '/bophieu');
    await phone.choose(WHO, 'Bỏ phiếu tại đây');
    await phone.choose(WHO, '2 Đồng ý');
    expect(textOf(await phone.choose(WHO, 'Xem lại'))).toContain('Còn thiếu ý kiến ở các dòng: 1');
    expect(state(office, id)).toEqual(NOTHING);
  });

  it('is never sent by a number: the last answer that arrives twice puts a line right', async () => {
    const { phone, office, id } = await setUp({}, 'local-text');
    await fillIn(phone, WHO, BOTH);
    for (const again of ['2', '1']) await phone.type(WHO, again);
    expect(standing(office, WHO)).toBe('ballot.review');
    expect(textOf(await phone.type(WHO, '7'))).toContain('Gõ số dòng');
    expect(state(office, id)).toEqual(NOTHING);
  });

  it('that is filled in when the deadline passes is refused at that moment', async () => {
    const { phone, office, id } = await setUp({ lasts: 2 * HOUR });
    await fillIn(phone, WHO, BOTH);
    office.clock.advance(2 * HOUR);
    const seen = textOf(await phone.choose(WHO, 'Gửi phiếu'));
    expect(seen).toContain('Cuộc bỏ phiếu đã kết thúc');
    expect(seen).not.toContain('Không đồng ý');
    expect(state(office, id)).toEqual(NOTHING);
    expect(standing(office, WHO)).toBeNull();
  });

  it('counts when it is sent a moment before the deadline', async () => {
    const { phone, office, id } = await setUp({ lasts: 2 * HOUR });
    await fillIn(phone, WHO, BOTH);
    office.clock.advance(2 * HOUR - 1);
    await phone.choose(WHO, 'Gửi phiếu');
    expect(state(office, id)).toEqual(ONE);
  });

  it('has pages where there are many nominees, and takes what is typed for any of them', async () => {
    const codes = Array.from({ length: 23 }, (_, index) => `CB0${String(index + 8).padStart(2, '0')}`);
    const { phone, office, id } = await setUp({ nominees: codes });
    await phone.type(WHO, '/bophieu');
    const [first] = await phone.choose(WHO, 'Bỏ phiếu tại đây');
    expect(first?.buttons).toHaveLength(12);
    expect(first?.buttons.slice(0, 10).map((row) => row.length)).toEqual(Array.from({ length: 10 }, () => 3));
    await phone.choose(WHO, 'Trang sau');
    await phone.choose(WHO, 'Trang sau');
    expect(textOf(await phone.choose(WHO, '21 Đồng ý'))).toContain('Đã chọn 1/23 dòng');
    for (let number = 1; number <= 23; number += 1) await phone.type(WHO, `${number} không có ý kiến`);
    await phone.choose(WHO, 'Xem lại');
    await phone.choose(WHO, 'Gửi phiếu');
    expect(state(office, id)).toEqual({ ticks: 1, marks: codes.map(() => 1) });
  });

  it('of several is chosen by its name', async () => {
    const { phone, office, id } = await setUp();
    const later = await openRound(office, { nominees: ['CB021'], lasts: 72 * HOUR });
    expect(textOf(await phone.type(WHO, '/bophieu'))).toContain('Đồng chí chọn cuộc bỏ phiếu');
    await phone.choose(WHO, '2');
    await phone.choose(WHO, 'Bỏ phiếu tại đây');
    await phone.choose(WHO, '1 Đồng ý');
    await phone.choose(WHO, 'Xem lại');
    await phone.choose(WHO, 'Gửi phiếu');
    expect(state(office, later.id)).toEqual({ ticks: 1, marks: [1] });
    expect(state(office, id)).toEqual(NOTHING);
  });

  it('leaves out the line of the member who is put forward, and says so', async () => {
    const { phone, office, id } = await setUp({ nominees: [WHO, 'CB019'], rule: { recusal: 'abstains_on_own' } });
    expect(textOf(await phone.type(WHO, '/bophieu'))).toContain('Đồng chí không bỏ phiếu cho chính mình');
    await phone.choose(WHO, 'Bỏ phiếu tại đây');
    expect(textOf(await phone.choose(WHO, '2 Đồng ý'))).toContain('Đã chọn 1/1 dòng');
    await phone.choose(WHO, 'Xem lại');
    await phone.choose(WHO, 'Gửi phiếu');
    expect(state(office, id)).toEqual({ ticks: 1, marks: [0, 1] });
  });

  it.each(['local', 'local-text'] as const)('without any line of one’s own is sent empty on %s', async (rendering) => {
    const { phone, office, id } = await setUp({ nominees: [WHO], rule: { recusal: 'abstains_on_own' } }, rendering);
    await phone.type(WHO, '/bophieu');
    expect(textOf(await phone.choose(WHO, 'ỏ phiếu tại đây'))).toContain('Phiếu của đồng chí không có dòng nào');
    await sendIt(phone, WHO);
    expect(state(office, id)).toEqual({ ticks: 1, marks: [0] });
  });

  it('tells a member who is put forward, and votes on it by the rule, that they do', async () => {
    const { phone } = await setUp({ nominees: [WHO, 'CB019'] });
    expect(textOf(await phone.type(WHO, '/bophieu'))).toContain('Đồng chí là người được đề cử ở dòng sau');
    expect(textOf(await phone.type(OTHER, '/bophieu'))).toContain('đồng thời là thành viên Hội đồng: 1.');
  });
});

describe('who cannot cast in the chat', () => {
  it.each(['local', 'local-text'] as const)(
    'is led to the page alone where the round says so, on %s',
    async (rendering) => {
      const { phone, office } = await setUp({ casting: 'page' }, rendering);
      const seen = textOf(await phone.type(WHO, '/bophieu'));
      expect(seen).toContain('https://thidua.example.vn/ballot/');
      expect(seen).not.toContain('ỏ phiếu tại đây');
      expect(standing(office, WHO)).toBe('ballot.ballot');
    },
  );

  it('hears that there is no page where our pages are not reached', async () => {
    const phone = await openPhone('local');
    phone.link(WHO);
    await openRound(phone.office, { casting: 'page' });
    const seen = textOf(await phone.type(WHO, '/bophieu'));
    expect(seen).toContain('Trang bỏ phiếu chưa mở được');
    expect(seen).not.toContain('Mở trang');
  });

  it('votes on paper, is not on the roll, or finds nothing open: each hears which', async () => {
    const { phone } = await setUp({ paper: [WHO] });
    phone.link(CAST.staff);
    expect(textOf(await phone.type(WHO, '/bophieu'))).toContain('bỏ phiếu giấy');
    expect(textOf(await phone.type(CAST.staff, '/bophieu'))).toContain('chỉ thành viên Hội đồng');
    const quiet = await openPhone('local');
    quiet.link(WHO);
    expect(textOf(await quiet.type(WHO, 'bỏ phiếu'))).toContain('Hiện không có phiếu nào');
  });
});

describe('a ballot that is being filled in', () => {
  it('is not left by a command without being asked, and what was chosen is then gone', async () => {
    const { phone, office } = await setUp();
    await phone.type(WHO, '/bophieu');
    await phone.choose(WHO, 'Bỏ phiếu tại đây');
    await phone.choose(WHO, '1 Đồng ý');
    expect(textOf(await phone.type(WHO, '/dangky'))).toContain('Những gì đồng chí chưa gửi');
    expect(textOf(await phone.choose(WHO, 'Tiếp tục việc đang làm'))).toContain('Đã chọn 1/2 dòng');
    await phone.type(WHO, '/dangky');
    await phone.choose(WHO, 'Chuyển sang việc mới');
    expect(standing(office, WHO)).toBe('register.titles');
    expect(textOf(await phone.type(WHO, '/bophieu'))).toContain('tạm dừng');
    expect(textOf(await phone.choose(WHO, 'Bỏ phiếu tại đây'))).toContain('Đã chọn 0/2 dòng');
  });

  it('shows what only shows something, and goes on', async () => {
    const { phone } = await setUp();
    await phone.type(WHO, '/bophieu');
    await phone.choose(WHO, 'Bỏ phiếu tại đây');
    await phone.choose(WHO, '1 Đồng ý');
    expect(textOf(await phone.type(WHO, '/phieukin'))).toContain('Đã chọn 1/2 dòng');
    expect(textOf(await phone.type(WHO, '/bophieu'))).toContain('Đã chọn 1/2 dòng');
  });

  it('is forgotten by /huy, and its screen is wiped', async () => {
    const { phone, office, id } = await setUp();
    await fillIn(phone, WHO, BOTH);
    const old = tokenOf(office, WHO);
    expect(textOf(await phone.type(WHO, '/huy'))).toContain('không còn nữa');
    const shown = office.rich.hub.chat(WHO).messages.filter(({ from }) => from === 'bot');
    expect(shown.map(({ text }) => text).join('\n')).not.toContain('Không đồng ý');
    expect(await tap(phone, WHO, old)).toContain('bắt đầu lại bằng /bophieu');
    expect(state(office, id)).toEqual(NOTHING);
  });

  it('goes back a page, a line and a step with /quaylai', async () => {
    const { phone } = await setUp({}, 'local-text');
    await fillIn(phone, WHO, BOTH);
    expect(textOf(await phone.type(WHO, '/quaylai'))).toContain('2) ☑ Không đồng ý');
    expect(textOf(await phone.type(WHO, '/quaylai'))).toContain('1) ☑ Đồng ý');
    expect(textOf(await phone.type(WHO, '/quaylai'))).toContain('Mã đối chiếu');
    expect(textOf(await phone.type(WHO, '/quaylai'))).toContain('bước đầu tiên');
  });

  it('is gone after a restart, which its old buttons say, in its place', async () => {
    const phone = await openPhone('telegram');
    const { office } = phone;
    phone.link(WHO);
    const { id } = await openRound(office);
    await fillIn(phone, WHO, BOTH);
    await office.restart();
    phone.look(WHO);
    const seen = textOf(await phone.choose(WHO, 'Gửi phiếu'));
    expect(seen).toContain('Những lựa chọn chưa gửi không được lưu ở đâu');
    expect(state(office, id)).toEqual(NOTHING);
    expect(standing(office, WHO)).toBeNull();
    await phone.close();
  });

  it('is gone after six hours, whether somebody looks for it or the tick does', async () => {
    const { phone, office } = await setUp();
    await fillIn(phone, WHO, BOTH);
    await fillIn(phone, OTHER, BOTH);
    const old = tokenOf(office, WHO);
    office.clock.advance(6 * HOUR + 1);
    expect(await tap(phone, WHO, old)).toContain('bắt đầu lại bằng /bophieu');
    await office.tick();
    expect(standing(office, OTHER)).toBeNull();
  });

  it('obeys no button of an earlier question, of somebody else, or that was made up', async () => {
    const { phone, office, id } = await setUp();
    await phone.type(WHO, '/bophieu');
    const first = tokenOf(office, WHO);
    await phone.choose(WHO, 'Bỏ phiếu tại đây');
    await fillIn(phone, OTHER, BOTH);
    const others = tokenOf(office, OTHER);
    for (const token of [first, others, 'ballot-AAAAAAAA.0', 'ballot-.0', tokenOf(office, WHO, 99)]) {
      expect(await tap(phone, WHO, token), token).toContain('không còn hiệu lực');
      expect(standing(office, WHO)).toBe('ballot.marks');
    }
    phone.link(CAST.staff);
    expect(await tap(phone, CAST.staff, others)).toContain('Hiện không có phiếu nào');
    expect(state(office, id)).toEqual(NOTHING);
  });

  it('understands a line and its choice as they are typed, and nothing less', async () => {
    const { phone } = await setUp();
    await phone.type(WHO, '/bophieu');
    await phone.choose(WHO, 'Bỏ phiếu tại đây');
    for (const vague of ['2', '0', '3 đồng ý', 'đồng ý', '1 đồng ý 2 không', '1']) {
      expect(textOf(await phone.type(WHO, vague)), vague).toContain('Đã chọn 0/2 dòng');
    }
    for (const [typed, mark] of [
      ['1. đồng ý', '☑ 1 Đồng ý'],
      ['1 KHONG DONG Y', '☑ 1 Không đ.ý'],
      ['1) không có ý kiến', '☑ 1 Không YK'],
      ['2 agree', '☑ 2 Đồng ý'],
    ] as const) {
      expect(textOf(await phone.type(WHO, typed)), typed).toContain(mark);
    }
  });

  it('leaves an ordinary draft as /huy does', async () => {
    const { phone } = await setUp();
    await phone.type(WHO, '/dangky');
    await phone.choose(WHO, 'Lao động tiên tiến');
    expect(textOf(await phone.type(WHO, '/bophieu'))).toContain('nội dung đang soạn vẫn được giữ');
    await phone.type(WHO, '/huy');
    expect(textOf(await phone.type(WHO, '/dangky'))).toContain('Tiếp tục bản nháp');
  });
});

describe('an event that fails while a ballot is being filled in', () => {
  async function failing() {
    let broken = false;
    const phone = await openPhone('local', {
      storage(opened) {
        const { ballots } = opened.store;
        const cast: typeof ballots.cast = (...given) => {
          ballots.cast(...given);
          if (broken) throw new Error('a bug that quotes: Không đồng ý');
        };
        return { ...opened, store: { ...opened.store, ballots: { ...ballots, cast } } };
      },
    });
    const { office } = phone;
    for (const who of [WHO, OTHER]) phone.link(who);
    const { id } = await openRound(office);
    return { phone, office, id, break: (state: boolean) => (broken = state) };
  }

  it('undoes its own changes only: the ballot stands as it was, and can be sent again', async () => {
    const { phone, office, id, break: set } = await failing();
    await fillIn(phone, WHO, BOTH);
    await fillIn(phone, OTHER, BOTH);
    const back = event(OTHER, '/quaylai');
    set(true);
    const send = event(WHO, { kind: 'choice', token: tokenOf(office, WHO) });
    expect(office.bot.receive([back, send]).map(({ status }) => status)).toEqual(['done', 'failed']);
    await office.bot.settled();
    expect([standing(office, WHO), standing(office, OTHER)]).toEqual(['ballot.review', 'ballot.marks']);
    expect(state(office, id)).toEqual(NOTHING);
    expect(textOf(phone.look(WHO))).toMatch(/mã lỗi|Mã/i);
    set(false);
    await happen(office, event(WHO, { kind: 'choice', token: send.body.kind === 'choice' ? send.body.token : '' }));
    expect(state(office, id)).toEqual(ONE);
  });

  it('is recorded without a word of the ballot', async () => {
    const { phone, office, break: set } = await failing();
    await fillIn(phone, WHO, BOTH);
    const rows = () => office.storage.database.sqlite.prepare('SELECT count(*) FROM outbox').pluck().get();
    const before = rows();
    set(true);
    const token = tokenOf(office, WHO);
    await happen(office, event(WHO, { kind: 'choice', token }));
    expect(rows()).toBe(before);
    expect(office.log.lines).toHaveLength(1);
    const logged = JSON.stringify(office.log.lines);
    for (const secret of ['Không đồng ý', 'disagree', token.slice(0, -2)]) expect(logged).not.toContain(secret);
  });
});

it('an ordinary phone and a bare one show the same ballot', async () => {
  const { office } = await setUp();
  office.link(OTHER, 'local-text');
  const rich = textOf(await localPhone(office).type(WHO, '/bophieu'));
  const bare = textOf(await textPhone(office).type(OTHER, '/bophieu'));
  for (const seen of [rich, bare]) expect(seen).toContain('Mã đối chiếu của cuộc bỏ phiếu');
});
