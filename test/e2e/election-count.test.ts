import { describe, expect, it } from 'vitest';
import type { StoredElection } from '../../src/app/ballot-ports.ts';
import { changeDraft, newDraft, nominateAll } from '../../src/app/election-draft.ts';
import type { Custody } from '../../src/domain/ballot/election.ts';
import { MINUTE } from '../../src/lib/clock.ts';
import { castInChat } from '../support/casting.ts';
import { twoCandidates } from '../support/nominating.ts';
import { CAST, type Office } from '../support/office.ts';
import { openPhone, type Phone, RENDERINGS, type Rendering } from '../support/phone.ts';
import { pledgeFor } from '../support/reporting.ts';
import { type Line, play } from '../support/transcript.ts';
import { councilOf } from '../support/voting.ts';

const { secretary, leader } = CAST;
const ROUND = 'CSTĐCS năm 2022';
const PUBLIC_URL = 'https://thidua.example.vn';

interface Told {
  readonly phone: Phone;
  readonly office: Office;
  readonly council: readonly string[];
  readonly tellers: readonly string[];
  readonly cast: readonly string[];
  stored(): StoredElection;
}

function tellersOf(office: Office): readonly string[] {
  return office.work(({ store }) => store.members.withRole('teller').map(({ code }) => code));
}

/** An office in which the secretary has prepared a round; members who vote on paper are named. */
async function prepared(rendering: Rendering, by: Custody['by'], paperVoters: number): Promise<Told> {
  const phone = await openPhone(rendering, { publicUrl: () => PUBLIC_URL });
  const { office } = phone;
  const tellers = tellersOf(office);
  const council = councilOf(office);
  const cast = [...new Set([secretary, leader, ...tellers])];
  for (const who of new Set([...cast, ...council])) {
    phone.link(who);
    await phone.type(who, '/menu');
  }
  twoCandidates(office);
  // Nobody here owes anything that the bot would remind them of.
  for (const code of cast) pledgeFor(office, code);
  const paper = council.filter((code) => !cast.includes(code)).slice(0, paperVoters);
  const id = office.work((work) => {
    const actor = office.person(secretary);
    const draft = newDraft(work, actor, { method: 'secret_ballot', name: ROUND });
    if (!draft.ok) throw new Error(draft.error);
    nominateAll(work, actor, draft.value);
    const holders = tellers.map((code) => ({ code, name: office.person(code).fullName }));
    const custody: Custody = by === 'server' ? { by } : { by, needed: 2, tellers: holders };
    changeDraft(work, actor, draft.value, { custody, paper });
    return draft.value;
  });
  await office.bot.prepareBallots();
  const stored = () => {
    const found = office.storage.store.elections.byId(id);
    if (found === null) throw new Error('no such round');
    return found;
  };
  for (const who of cast) phone.look(who);
  return { phone, office, council, tellers, cast, stored };
}

const TELLERS = ['CB010', 'CB015', 'CB032'] as const;
const [first, second, third] = TELLERS;

/** The secretary opens the prepared round. */
function opening(scheduled: boolean): readonly Line[] {
  return [
    { who: secretary, type: '/dotbophieu', sees: `${ROUND} (đang soạn)` },
    { who: secretary, choose: ROUND, sees: '1 trường hợp' },
    { who: secretary, choose: 'Xem lưu ý', sees: 'Đọc trước khi mở' },
    { who: secretary, choose: 'Tôi đã đọc', sees: 'Mã đối chiếu' },
    scheduled
      ? { who: secretary, choose: 'Mở bỏ phiếu', sees: 'mở khi mọi người giữ khóa đã xác nhận' }
      : { who: secretary, choose: 'Mở bỏ phiếu', sees: 'Đã mở bỏ phiếu', tells: { [leader]: 'đã mở bỏ phiếu kín' } },
  ];
}

/** The round once more on the secretary's screen. */
function card(...sees: readonly string[]): readonly Line[] {
  return [
    { who: secretary, type: '/dotbophieu', sees: ROUND },
    { who: secretary, choose: ROUND, sees },
  ];
}

const whileOpen: readonly Line[] = [
  { who: secretary, type: '/dotbophieu', sees: `${ROUND} (đang bỏ phiếu)` },
  { who: secretary, choose: ROUND, sees: 'Bỏ phiếu đến', seesNot: 'Đã bỏ phiếu' },
  { who: secretary, choose: 'Kết thúc sớm', sees: 'khi mọi thành viên bỏ phiếu điện tử đã bỏ phiếu' },
  { who: secretary, choose: 'Kết thúc', sees: ['chưa đủ tất cả thành viên', 'đang bỏ phiếu'], seesNot: 'còn lại' },
];

const closing: readonly Line[] = [
  ...card('đang bỏ phiếu'),
  { who: secretary, choose: 'Kết thúc sớm', sees: 'trước thời hạn' },
];

const deskTells = (text: string) => ({ [secretary]: text, [leader]: text });
const tellerTells = (text: string) => Object.fromEntries(TELLERS.map((code) => [code, text]));

const paperAwaited: Line = {
  who: secretary,
  choose: 'Kết thúc',
  sees: ['Đã kết thúc bỏ phiếu', 'Đang chờ nhập phiếu giấy'],
  tells: { [leader]: 'đã kết thúc bỏ phiếu', ...tellerTells('phiếu giấy sắp được nhập') },
};

const enteringPaper: readonly Line[] = [
  { who: secretary, choose: 'Nhập phiếu giấy', sees: 'có phiếu giấy đã nộp' },
  { who: secretary, choose: 'Đinh Thị Mai Lâm', sees: '☑ Đinh Thị Mai Lâm' },
  { who: secretary, choose: 'Bùi Quang Thịnh', sees: '☑ Bùi Quang Thịnh' },
  { who: secretary, choose: 'Tiếp tục', sees: '2 phiếu giấy. Gõ số đồng ý' },
];

const paper: readonly Line[] = [
  ...enteringPaper,
  { who: secretary, type: 'hai', sees: 'chưa đọc được bốn con số' },
  { who: secretary, type: '3 0 0 0', sees: 'Tổng là 3, nhưng trường hợp này có 2 phiếu giấy' },
  { who: secretary, type: '1 1 0 0', sees: ['Phiếu giấy: 2', 'đồng ý 1, không đồng ý 1'] },
  {
    who: secretary,
    choose: 'Gửi Tổ kiểm phiếu',
    sees: '0/2 thành viên Tổ kiểm phiếu đã xác nhận',
    tells: tellerTells('Đề nghị đồng chí đối chiếu'),
  },
  { who: first, type: '/menu', sees: 'Kiểm phiếu (' },
  {
    who: first,
    type: '/kiemphieu',
    sees: ['Phiếu giấy: 2', 'đồng ý 1, không đồng ý 1', 'đối chiếu với các phiếu giấy'],
  },
  { who: first, choose: 'Không đúng', sees: 'Chỗ nào khác' },
  {
    who: first,
    type: 'Cả hai phiếu đều đồng ý',
    sees: 'Đã báo Thư ký',
    tells: deskTells('Cả hai phiếu đều đồng ý'),
  },
  ...card('Đang chờ nhập phiếu giấy'),
  ...enteringPaper,
  { who: secretary, type: '2, 0, 0', sees: 'đồng ý 2, không đồng ý 0' },
  { who: secretary, choose: 'Gửi Tổ kiểm phiếu', tells: tellerTells('Đề nghị đồng chí đối chiếu') },
  { who: first, type: '/kiemphieu', sees: 'đồng ý 2' },
  { who: first, choose: 'Xác nhận đúng', sees: ['Đã ghi nhận', '1/2 thành viên'] },
  { who: first, type: '/kiemphieu', seesNot: 'Xác nhận đúng' },
  { who: second, type: '/kiemphieu', sees: 'đồng ý 2' },
];

const RESULT = 'đồng ý 6, không đồng ý 1, không có ý kiến 0, không hợp lệ 0';

const publishing: readonly Line[] = [
  ...card(RESULT, 'Đã bỏ phiếu: Huỳnh Bảo Khang'),
  { who: secretary, choose: 'Tệp số kiểm phiếu', sees: 'Số kiểm phiếu của' },
  ...card('chờ công bố'),
  { who: secretary, choose: 'Công bố kết quả', sees: [RESULT, 'không kiểm phiếu lại được'] },
  {
    who: secretary,
    choose: 'Công bố',
    sees: ['Đã công bố', 'Ghi quyết định công nhận'],
    tells: { [leader]: 'Kết quả bỏ phiếu' },
  },
  { who: secretary, choose: 'Biên bản kiểm phiếu', sees: 'Biên bản kiểm phiếu' },
  { who: leader, type: '/dotbophieu', sees: 'đã công bố' },
  { who: leader, choose: ROUND, sees: RESULT },
  { who: leader, choose: 'Biên bản kiểm phiếu', sees: 'Biên bản kiểm phiếu' },
  { who: third, type: '/kiemphieu', sees: 'đã công bố' },
  { who: third, choose: ROUND, sees: RESULT },
  { who: third, choose: 'Biên bản kiểm phiếu', sees: 'Biên bản kiểm phiếu' },
];

/** The key is shared among the tellers, who say that they keep their parts. */
const sharing: readonly Line[] = [
  {
    who: secretary,
    choose: 'Chia khóa cho Tổ kiểm phiếu',
    sees: 'Khóa đang được tạo',
    tells: tellerTells('Mã mở hòm phiếu'),
  },
  ...card('Chưa xác nhận giữ mã (3): Hồ Thị Lan, Lý Thị Hồng Vân, Phùng Văn Sỹ'),
  { who: first, choose: 'Tôi đã giữ mã', sees: 'Đã ghi nhận đồng chí giữ mã' },
  ...card('Chưa xác nhận giữ mã (2): Lý Thị Hồng Vân, Phùng Văn Sỹ'),
  { who: second, choose: 'Tôi đã giữ mã', sees: 'Đã ghi nhận' },
  { who: third, choose: 'Tôi đã giữ mã', sees: 'Đã ghi nhận', tells: deskTells('tất cả kiểm phiếu viên đã giữ mã') },
];

/** Two of three tellers open the boxes. */
const boxes: readonly Line[] = [
  {
    who: secretary,
    sees: 'Đã mời 3 kiểm phiếu viên mở hòm phiếu',
    tells: { [leader]: 'đã kết thúc', ...tellerTells('Cần 2/3 kiểm phiếu viên mở hòm phiếu') },
  },
  ...card('Đang chờ Tổ kiểm phiếu mở hòm phiếu: đã có 0/2 mã'),
  { who: second, type: '/kiemphieu', sees: 'đã kết thúc' },
  { who: second, choose: ROUND, sees: ['0/2 mã', 'gõ /mohom'] },
  { who: first, choose: 'Mở hòm phiếu', sees: '1/2 mã' },
  {
    who: second,
    choose: 'Mở hòm phiếu',
    sees: 'đủ 2 mã',
    tells: { ...deskTells('kiểm phiếu xong'), [first]: 'kiểm phiếu xong', [third]: 'kiểm phiếu xong' },
  },
];

/** Everybody who votes electronically does, in the chat: all agree but the last. */
async function everybodyVotes({ phone, council, cast, stored }: Told): Promise<void> {
  const voters = council.filter((code) =>
    stored().election.roll.some((one) => one.code === code && one.way === 'electronic'),
  );
  for (const [index, who] of voters.entries()) {
    await castInChat(phone, who, [index === voters.length - 1 ? 'disagree' : 'agree']);
  }
  for (const who of cast) phone.look(who);
}

function shown(transcript: string): string {
  return transcript.replaceAll(/\/(ballot|files)\/[\w-]+/g, '/$1/…').replaceAll(/(?<![\w-])[\w-]{44}(?![\w-])/g, '…');
}

describe.each(RENDERINGS)('a round from opening to published minutes on %s', (rendering) => {
  it('with the key on the server and two paper ballots reads as recorded', async () => {
    const round = await prepared(rendering, 'server', 2);
    const { phone, cast, stored } = round;
    const parts = [await play(phone, cast, [...opening(false), ...whileOpen])];
    await everybodyVotes(round);
    parts.push(await play(phone, cast, [...closing, paperAwaited, ...paper]));
    const counted: Line = {
      who: second,
      choose: 'Xác nhận đúng',
      sees: RESULT,
      tells: { ...deskTells('kiểm phiếu xong'), [first]: 'Đã kiểm phiếu xong', [third]: 'Đã kiểm phiếu xong' },
    };
    parts.push(await play(phone, cast, [counted, ...publishing]));
    expect(stored()).toMatchObject({ course: { state: 'published' }, result: { voted: 7, paper: 2 } });
    await expect(shown(parts.join('\n— — —\n\n'))).toMatchFileSnapshot(`transcripts/election-count.${rendering}.txt`);
    await phone.close();
  });

  it('with the key in the hands of the tellers reads as recorded', async () => {
    const round = await prepared(rendering, 'tellers', 0);
    const { phone, office, cast, stored } = round;
    const parts = [await play(phone, cast, [...opening(true), ...sharing])];
    // Once the last teller has confirmed, the round opens by itself.
    office.clock.advance(MINUTE);
    await office.tick();
    const opened = { [secretary]: 'đã mở bỏ phiếu kín', [leader]: 'đã mở bỏ phiếu kín' };
    parts.push(await play(phone, cast, [{ who: first, tells: opened }]));
    expect(stored().course.state).toBe('open');
    await everybodyVotes(round);
    office.clock.advance(stored().course.deadline - office.clock.now());
    await office.tick();
    parts.push(await play(phone, cast, [...boxes, ...publishing]));
    expect(stored()).toMatchObject({ course: { state: 'published' }, result: { voted: 7, paper: 0 } });
    await expect(shown(parts.join('\n— — —\n\n'))).toMatchFileSnapshot(`transcripts/election-tellers.${rendering}.txt`);
    await phone.close();
  });
});
