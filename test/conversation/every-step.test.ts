import { describe, expect, it } from 'vitest';
import { MEMBER_SCRIPT } from '../../src/conversation/script.ts';
import type { InboundBody } from '../../src/conversation/types.ts';
import { TRACES } from '../support/at-step.ts';
import { everyRow } from '../support/domain-state.ts';
import { event, happen, standing, tokenOf } from '../support/events.ts';
import type { Office } from '../support/office.ts';
import { openPhone, type Phone, textOf } from '../support/phone.ts';
import { goTo, WAYS } from '../support/steps.ts';

const STEPS = [...MEMBER_SCRIPT.flows.values()].flatMap((flow) => flow.steps.map((step) => `${flow.name}.${step}`));

/** Steps that ask for a figure, which may be 0. */
const NUMERIC: readonly string[] = [
  'progress.figure',
  'manage.indicator_value',
  'ballot.marks',
  'ballot.review',
  'elections.rule_value',
  'elections.totals',
  'elections.sheet_totals',
];

/** What a place offers that can be put back, so that one way serves many attempts. */
function bookmark(office: Office, who: string): () => void {
  const { dialogues } = office.storage.delivery;
  const subject = `m${office.person(who).id}`;
  const stored = dialogues.load(subject);
  return () => {
    if (stored !== null) office.work(() => dialogues.save(subject, stored));
  };
}

async function say(phone: Phone, who: string, body: InboundBody | string): Promise<string> {
  phone.look(who);
  expect(await happen(phone.office, event(who, body))).toBe('done');
  return textOf(phone.look(who));
}

describe('every step of every dialogue', () => {
  it('has a way to it here', () => {
    expect(Object.keys(WAYS).toSorted()).toEqual(STEPS.toSorted());
  });

  it.each(STEPS)('%s obeys /huy, /quaylai, /menu and /trogiup, and nothing strange moves it', async (step) => {
    const phone = await openPhone('local');
    const { office } = phone;
    const { who } = await goTo(phone, step);
    expect(standing(office, who)).toBe(step);
    const before = everyRow(office.storage, TRACES);
    const putBack = bookmark(office, who);

    for (const word of ['/trogiup', '/TROGIUP', 'trợ giúp', 'tro giup', '?']) {
      expect(await say(phone, who, word), word).toContain('/quaylai lùi một bước');
      expect(standing(office, who), word).toBe(step);
      putBack();
    }
    for (const word of ['/huy', '/huỷ', 'Huỷ', 'hủy', 'thôi']) {
      const answer = await say(phone, who, word);
      expect(answer, word).toContain(step === 'menu.pick' ? 'không có việc nào đang làm dở' : 'Đã dừng');
      expect(standing(office, who), word).toBe(step === 'menu.pick' ? 'menu.pick' : null);
      putBack();
    }
    for (const word of ['/quaylai', '/quay_lai', 'quay lại', 'QUAY LAI']) {
      const answer = await say(phone, who, word);
      const moved = standing(office, who);
      expect(answer !== '' && moved !== null, word).toBe(true);
      if (moved === step) expect(answer, word).toContain('bước đầu tiên');
      putBack();
    }
    for (const word of ['/menu', '/MENU@thidua_bot', 'danh mục', ...(NUMERIC.includes(step) ? [] : ['0'])]) {
      const answer = await say(phone, who, word);
      if (standing(office, who) !== 'menu.pick') {
        expect(answer, word).toContain('Chuyển sang «Danh mục việc»?');
        await phone.choose(who, 'Chuyển sang việc mới');
      }
      expect(standing(office, who), word).toBe('menu.pick');
      putBack();
    }
    const strange: readonly (InboundBody | string)[] = [
      { kind: 'choice', token: 'AAAAAAAA.0' },
      { kind: 'choice', token: '' },
      { kind: 'choice', token: tokenOf(office, who, 99) },
      { kind: 'choice', token: tokenOf(office, who).replace('.0', '.') },
      { kind: 'contact', phone: '+84905123456', own: true },
      { kind: 'edited' },
      { kind: 'unsupported' },
      { kind: 'reachable', reachable: true },
      '/khongco',
      '\u200b\u202e\ufeff',
    ];
    for (const body of strange) {
      await say(phone, who, body);
      expect(standing(office, who), JSON.stringify(body)).toBe(step);
      putBack();
    }
    expect(everyRow(office.storage, TRACES)).toEqual(before);
  });
});
