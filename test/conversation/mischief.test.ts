import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLEDGE_LIMITS } from '../../src/domain/pledge.ts';
import { lengthInCharacters } from '../../src/lib/vietnamese.ts';
import { atStep } from '../support/at-step.ts';
import { event, happen, standing } from '../support/events.ts';
import { CAST } from '../support/office.ts';
import { openPhone, RENDERINGS, textOf } from '../support/phone.ts';
import { goTo } from '../support/steps.ts';

const { staff } = CAST;

describe('a text that means no good', () => {
  it('of 100,000 characters is refused by its length, wherever it is typed', async () => {
    const { phone, office, who, unchanged } = await atStep('register.own_commitment');
    expect(textOf(await phone.type(who, 'đ'.repeat(100_000)))).toContain('tối đa 500 ký tự');
    unchanged();
    await phone.type(who, '/huy');
    expect(textOf(await phone.type(who, '/'.repeat(100_000)))).toContain('chọn việc cần làm');
    expect(office.log.lines).toEqual([]);
  });

  it('is shown as it was written, never as mark-up', async () => {
    const { phone, office, who } = await atStep('register.own_commitment');
    const evil = '<b>đậm</b> <a href="tg://x">&lt;nhấn&gt;</a> *đậm* _nghiêng_ [x](y) </b> {name} {{0}} \'{\'';
    expect(textOf(await phone.type(who, evil))).toContain(evil);
    const message = office.rich.hub.chat(who).messages.at(-1)?.text ?? '';
    expect(message).toContain('&lt;b&gt;đậm&lt;/b&gt;');
  });

  it('keeps to its own line, so that it cannot write lines of the form', async () => {
    const { phone, office, who } = await atStep('register.own_commitment');
    await phone.type(who, 'Hoàn thành tốt\n<b>Trạng thái:</b> đã duyệt\n3) Xong\u2028Hết');
    const draft = office.storage.store.pledges.ofMember(1, office.person(who).id)?.draft;
    expect(draft?.commitments.at(-1)?.text).toBe('Hoàn thành tốt <b>Trạng thái:</b> đã duyệt 3) Xong Hết');
  });

  it('loses what cannot be seen: zero-width and direction marks, control characters, halves of characters', async () => {
    const { phone, office, who } = await atStep('register.own_commitment');
    await phone.type(who, '\u202eHoàn\u200b \u0000thành\u2066 tốt\ud83d \ufeffviệc');
    const draft = office.storage.store.pledges.ofMember(1, office.person(who).id)?.draft;
    expect(draft?.commitments.at(-1)?.text).toBe('Hoàn thành tốt việc');
  });

  it('counts characters as people do: 500 emoji are 500', async () => {
    const { phone, office, who } = await atStep('register.own_commitment');
    await phone.type(who, '🙂'.repeat(PLEDGE_LIMITS.commitment));
    expect(standing(office, who)).toBe('register.commitments');
  });

  it('is stored composed, whatever keyboard it came from', async () => {
    const { phone, office, who } = await atStep('register.own_commitment');
    await phone.type(who, 'Giải quyết đúng hạn'.normalize('NFD'));
    const draft = office.storage.store.pledges.ofMember(1, office.person(who).id)?.draft;
    expect(draft?.commitments.at(-1)?.text).toBe('Giải quyết đúng hạn'.normalize('NFC'));
  });

  it('never breaks a dialogue, whatever it is', async () => {
    const phone = await openPhone('local');
    const { office } = phone;
    const steps = ['register.own_commitment', 'register.titles', 'approvals.reason', 'manage.late'];
    for (const step of steps) await goTo(phone, step).catch(() => undefined);
    const people = [staff, CAST.head, CAST.secretary];
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.stringMatching(/^[0-9a-zđ /.,<>&{}'"\n]{0,40}$/),
      fc.constantFrom('/dangky', '/huy', '/quaylai', '/menu', '1', '2', '3', '/pheduyet', '/quanly', '/caidat', 'xong'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...people), text), { maxLength: 12 }), async (messages) => {
        for (const [who, words] of messages) {
          if (office.storage.store.identities.ofMember(office.person(who).id).length === 0) phone.link(who);
          expect(await happen(office, event(who, words))).toBe('done');
          expect(textOf(phone.look(who))).not.toBe('');
        }
      }),
      { numRuns: 60 },
    );
    expect(office.log.lines).toEqual([]);
    expect(office.storage.delivery.outbox.problems(10)).toEqual([]);
  });
});

describe.each(RENDERINGS)('a pledge at all its limits on %s', (rendering) => {
  it('is shown whole, in as many messages as it takes', async () => {
    const phone = await openPhone(rendering);
    const { who } = await goTo(phone, 'register.commitments');
    const { office } = phone;
    const { store } = office.storage;
    const pledge = store.pledges.ofMember(1, office.person(who).id);
    const long = (length: number, seed: string) => `${seed} <&> "${'ừ🙂'.repeat(length)}`.slice(0, length - 1).trim();
    office.work(() => {
      if (pledge?.draft == null) throw new Error('no draft');
      store.pledges.saveDraft(
        pledge.id,
        {
          ...pledge.draft,
          initiative: { name: long(300, 'tên'), summary: long(1_500, 'tóm tắt'), level: 'national' },
          commitments: Array.from({ length: 15 }, (_, n) => ({ code: null, text: long(500, `cam kết số ${n}`) })),
        },
        office.clock.now(),
      );
    });
    await phone.type(who, '/quaylai');
    await phone.choose(who, 'Giữ nguyên');
    const seen = textOf(await phone.choose(who, 'Xong'));
    for (let n = 0; n < 15; n += 1) expect(seen).toContain(`cam kết số ${n}`);
    expect(seen).toContain('Nộp bản đăng ký');
    expect(office.storage.delivery.outbox.problems(10)).toEqual([]);
    await phone.close();
  });
});

describe('lengths', () => {
  it('of the limits are what the dialogue measures', () => {
    expect(lengthInCharacters('🙂ế')).toBe(2);
  });
});
