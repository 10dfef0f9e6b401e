import { describe, expect, it } from 'vitest';
import { CAST, openOffice } from '../support/office.ts';
import { localPhone, openPhone, RENDERINGS, textOf } from '../support/phone.ts';
import { livedYear } from '../support/seed-year.ts';
import { digestSent, PLAIN_CONTENT, submitFor } from '../support/steps.ts';
import { play } from '../support/transcript.ts';

const { leader, secretary, head, staff, colleague, otherHead } = CAST;

describe.each(RENDERINGS)('digests and standings on %s', (rendering) => {
  it('are read by a leader: the last digest, the next one, a division with its names', async () => {
    const phone = await openPhone(rendering);
    phone.link(leader);
    submitFor(phone.office, staff, PLAIN_CONTENT);
    digestSent(phone.office);
    await phone.office.bot.settled();
    phone.look(leader);
    const owing = phone.office.person(colleague).fullName;
    await play(
      phone,
      [leader],
      [
        { who: leader, type: '/baocao', sees: ['Tình hình thi đua năm 2022', 'Bản tin kế tiếp: 08:00 thứ Hai, 21/02'] },
        { who: leader, choose: 'Bản tin gần nhất', sees: ['1/33 người đã nộp', '5/6 người'], seesNot: owing },
        { who: leader, choose: 'Trở lại', sees: 'Xem trước' },
        { who: leader, choose: 'Xem trước', sees: ['sẽ gửi 08:00 thứ Hai, 21/02/2022', 'So với bản tin 14/02/2022'] },
        { who: leader, choose: 'Trở lại', sees: 'Tình hình từng phòng' },
        { who: leader, choose: 'Tình hình từng phòng', sees: 'Phòng Chính sách Dân tộc: 1/6 đã đăng ký' },
        { who: leader, choose: 'Phòng Chính sách', sees: ['Chưa nộp bản đăng ký', owing] },
        { who: leader, choose: 'Chọn phòng khác', sees: 'Thanh tra: 0/4' },
        { who: leader, choose: 'Trở lại', sees: 'Thành tích nhiều năm' },
        { who: leader, choose: 'Thành tích nhiều năm', sees: 'Chưa ghi nhận kết quả năm nào' },
        { who: leader, choose: 'Trở lại', sees: 'Chỉ tiêu và kết quả' },
        { who: leader, choose: 'Chỉ tiêu và kết quả', sees: 'Chỉ tiêu năm 2022: đăng ký so với kế hoạch' },
      ],
    );
    await phone.close();
  });
});

describe('the digests of a year that is over', () => {
  it('are read, and drawn, when the plan of the next year is in force', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(leader);
    digestSent(office);
    office.work(({ store, now }) => store.campaigns.savePlan({ ...office.plan, year: 2023 }, now));
    await phone.type(leader, '/baocao');
    expect(textOf(await phone.choose(leader, 'Bản tin các tuần'))).toContain('14/02/2022');
    expect(textOf(await phone.choose(leader, 'Tuần từ'))).toContain('/33 người đã nộp');
    const drawn = await phone.choose(leader, 'Hình của bản tin này');
    await office.bot.settled();
    // Whether or not the picture can be drawn here, its words come.
    expect(textOf([...drawn, ...phone.look(leader)])).toContain('Thanh tra: 0/4 (0%)');
    await phone.type(leader, '/baocao');
    expect(textOf(await phone.choose(leader, 'Bản tin gần nhất'))).toContain('/33 người đã nộp');
  });
});

describe('a head', () => {
  it('sees the own division and no digest, and no other division by an old button', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(head);
    phone.link(otherHead);
    const home = textOf(await phone.type(head, '/baocao'));
    expect(home).not.toContain('Bản tin');
    const own = textOf(await phone.choose(head, 'Tình hình Phòng Chính sách Dân tộc'));
    expect(own).toContain(office.person(staff).fullName);
    expect(own).not.toContain('Chọn phòng khác');
    // The step stays, the division changes: what is shown is asked anew by who the person is now.
    office.change(head, { divisionCode: office.person(otherHead).divisionCode });
    expect(textOf(await phone.type(head, '?'))).not.toContain(office.person(staff).fullName);
  });
});

describe('somebody without a part in it', () => {
  it('is not let in', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(staff);
    expect(textOf(await phone.type(staff, '/baocao'))).toContain('không thuộc phần việc');
  });
});

describe('two targets of 15 %', () => {
  it('say which is a goal and which a ceiling, when one is reached and the other passed', async () => {
    const office = await openOffice();
    livedYear(office);
    const phone = localPhone(office);
    phone.link(leader);
    const ofYear = textOf(await phone.type(leader, '/chitieu'));
    expect(ofYear).toContain('đăng ký 6/32 (18,75%). Vừa là mục tiêu vừa là trần 15% (nhiều nhất 4): vượt trần 2');
    expect(ofYear).toContain('«trần» là số cần đạt và cũng không được vượt');
    const ofPeriod = textOf(await phone.choose(leader, 'Giai đoạn 2021-2025'));
    expect(ofPeriod).toContain('đăng ký 6/33 (18,18%). Mục tiêu từ 15% trở lên (cần 5): đạt chỉ tiêu');
    expect(ofPeriod).toContain('Từng năm: năm 2021: 1, đạt chỉ tiêu');
  });
});

describe('the record of the years', () => {
  it('tells who holds a title three years running', async () => {
    const office = await openOffice();
    livedYear(office);
    const phone = localPhone(office);
    phone.link(leader);
    await phone.type(leader, '/baocao');
    const seen = textOf(await phone.choose(leader, 'Thành tích nhiều năm'));
    expect(seen).toContain('• CSTĐCS: 2 từ 2 năm, 1 từ 3 năm liên tục trở lên');
    expect(seen).toContain(`• ${office.person('CB008').fullName}: CSTĐCS, 3 năm (2019-2021)`);
  });
});

describe('a digest', () => {
  it('is sent again by the secretary alone, to the leaders, as it was', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(leader);
    phone.link(secretary);
    await office.tick();
    const sent = textOf(phone.look(leader));
    submitFor(office, staff, PLAIN_CONTENT);
    await phone.type(leader, '/baocao');
    expect(textOf(await phone.choose(leader, 'Bản tin gần nhất'))).not.toContain('Gửi lại');
    phone.look(leader);
    await phone.type(secretary, '/baocao');
    await phone.choose(secretary, 'Bản tin gần nhất');
    expect(textOf(await phone.choose(secretary, 'Gửi lại'))).toContain('cho 3 lãnh đạo');
    expect(textOf(await phone.choose(secretary, 'Gửi lại'))).toContain('Đã gửi lại');
    expect(textOf(phone.look(leader))).toBe(sent);
  });

  it('of any past week is shown with the figures of its time', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(leader);
    await office.tick();
    submitFor(office, staff, PLAIN_CONTENT);
    office.clock.set('2022-02-21 08:00');
    await office.tick();
    phone.look(leader);
    await phone.type(leader, '/baocao');
    await phone.choose(leader, 'các tuần trước');
    const past = textOf(await phone.choose(leader, 'Tuần từ 14/02/2022'));
    expect(past).toContain('0/33 người đã nộp');
    const later = textOf(await phone.choose(leader, 'Tuần sau'));
    expect(later).toContain('1/33 người đã nộp');
    expect(later).toContain('• Đăng ký: +1 bản nộp');
  });
});
