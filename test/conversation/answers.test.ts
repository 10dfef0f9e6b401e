import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/lib/clock.ts';
import { atStep } from '../support/at-step.ts';
import { standing } from '../support/events.ts';
import { textOf } from '../support/phone.ts';

describe('an answer', () => {
  it.each(['2', 'số 2', 'chọn 2', 'Cấp tỉnh', 'cap tinh', 'cấp t', 'Cấp tỉnh'.normalize('NFD')])(
    'may be given as «%s»',
    async (typed) => {
      const { phone, office, who } = await atStep('register.initiative_level');
      await phone.type(who, typed);
      expect(standing(office, who)).toBe('register.commitments');
      const draft = office.storage.store.pledges.ofMember(1, office.person(who).id)?.draft;
      expect(draft?.initiative?.level).toBe('provincial');
    },
  );

  it.each(['2 người nữa', 'cấp', 'cap', '4', '1, 2', '🤷‍♀️', 'hai'])(
    '«%s» gets the question again and acts on nothing',
    async (typed) => {
      const { phone, office, who, unchanged } = await atStep('register.initiative_level');
      const seen = textOf(await phone.type(who, typed));
      expect(seen).toContain('chưa hiểu câu trả lời');
      expect(seen).toContain('Cấp tỉnh');
      expect(standing(office, who)).toBe('register.initiative_level');
      unchanged();
    },
  );

  it('that is not understood gets an example where the choices are not example enough', async () => {
    const { phone, who } = await atStep('register.titles');
    expect(textOf(await phone.type(who, 'chiến sĩ'))).toContain('Ví dụ: gõ 1 để chọn');
  });

  it('of nothing visible is no text', async () => {
    const { phone, office, who, unchanged } = await atStep('register.own_commitment');
    const seen = textOf(await phone.type(who, '\u200b\u202e \ufeff'));
    expect(seen).toContain('Ví dụ: Hoàn thành báo cáo quý');
    expect(standing(office, who)).toBe('register.own_commitment');
    unchanged();
  });

  it('may tick several at once', async () => {
    const { phone, office, who } = await atStep('register.titles');
    await phone.type(who, '1, 2');
    await phone.type(who, 'xong');
    expect(office.storage.store.pledges.ofMember(1, office.person(who).id)?.draft?.titles).toEqual([
      'advanced_worker',
      'grassroots_emulation_fighter',
    ]);
    expect(standing(office, who)).toBe('register.awards');
  });

  it('that is a command in words leads there, where no text is asked for', async () => {
    const { phone, office, who } = await atStep('register.whose');
    await phone.type(who, 'phe duyet');
    expect(textOf(phone.look(who)) + (standing(office, who) ?? 'ended')).toBe('ended');
  });

  it.each([
    ['/đăng ký', 'register.whose'],
    ['/phe duyet', null],
    ['/cài đặt', 'settings.menu'],
    ['/register', 'register.whose'],
    ['/0', 'menu.pick'],
  ])('that is a command in words leads there behind a slash too: %s', async (typed, place) => {
    const { phone, office, who } = await atStep('menu.pick');
    office.change(who, { roles: ['staff', 'head'] });
    expect(textOf(await phone.type(who, typed))).not.toContain('Không có lệnh');
    expect(standing(office, who)).toBe(place);
  });

  it.each(['/help', '/giúp đỡ', '/HELP@thidua_bot'])('that asks for help in words gets it: %s', async (typed) => {
    const { phone, office, who } = await atStep('register.grade');
    expect(textOf(await phone.type(who, typed))).toContain('/quaylai lùi một bước');
    expect(standing(office, who)).toBe('register.grade');
  });

  it('in own words is never taken for a command', async () => {
    const { phone, office, who } = await atStep('register.own_commitment');
    await phone.type(who, 'Phê duyệt hồ sơ đúng hạn');
    expect(standing(office, who)).toBe('register.commitments');
  });
});

describe('a question for a figure', () => {
  it.each(['0', '1', '12,5'])('takes «%s» for the figure, not for a choice or the menu', async (typed) => {
    const { phone, office, who } = await atStep('progress.figure');
    await phone.type(who, typed);
    expect(standing(office, who)).toBe('progress.note');
  });

  it('shows the menu for 0 once it is long ago', async () => {
    const { phone, office, who } = await atStep('progress.figure');
    office.clock.advance(6 * HOUR + 1);
    expect(textOf(await phone.type(who, '0'))).toContain('Danh mục việc');
  });
});

describe('an old question', () => {
  it('is asked again after six hours instead of being answered', async () => {
    const { phone, office, who, unchanged } = await atStep('register.own_commitment');
    office.clock.advance(6 * HOUR + 1);
    expect(textOf(await phone.type(who, 'chúc mừng năm mới'))).toContain('đã lâu');
    expect(standing(office, who)).toBe('register.own_commitment');
    unchanged();
    await phone.type(who, 'Hoàn thành báo cáo quý');
    expect(standing(office, who)).toBe('register.commitments');
  });

  it('is still answered within six hours', async () => {
    const { phone, office, who } = await atStep('register.own_commitment');
    office.clock.advance(6 * HOUR);
    await phone.type(who, 'Hoàn thành báo cáo quý');
    expect(standing(office, who)).toBe('register.commitments');
  });

  it('does not stand in the way of a command in words the day after', async () => {
    const { phone, office, who } = await atStep('menu.pick');
    office.clock.advance(20 * HOUR);
    await phone.type(who, 'đăng ký thi đua');
    expect(standing(office, who)).toBe('register.titles');
  });

  it('of the menu is simply shown again', async () => {
    const { phone, office, who } = await atStep('menu.pick');
    office.clock.advance(20 * HOUR);
    const seen = textOf(await phone.type(who, 'xin chào'));
    expect(seen).toContain('chọn việc cần làm');
    expect(seen).not.toContain('đã lâu');
    expect(standing(office, who)).toBe('menu.pick');
  });

  it('has buttons that still work while it is the current one', async () => {
    const { phone, office, who } = await atStep('register.grade');
    office.clock.advance(20 * HOUR);
    await phone.choose(who, 'Hoàn thành tốt');
    expect(standing(office, who)).toBe('register.initiative');
  });
});
