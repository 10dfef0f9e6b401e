import { expect, it } from 'vitest';
import { unreachableCause } from '../../src/app/unreachable.ts';
import { CAST } from '../support/office.ts';
import { openPhone, type Phone, textOf } from '../support/phone.ts';

const { secretary } = CAST;

async function openDesk() {
  const phone = await openPhone('local');
  const { office } = phone;
  const codes = office.storage.store.members.all().map(({ code }) => code);
  for (const code of codes) phone.link(code);
  const { identities } = office.storage.store;
  const lose = (code: string, reason: string): void => {
    const [identity] = identities.ofMember(office.person(code).id);
    if (identity === undefined) throw new Error(`${code} is not linked`);
    office.work(() => identities.setReachable(identity.id, reason));
  };
  return { phone, office, lose, others: codes.filter((code) => code !== secretary) };
}

async function problems(phone: Phone): Promise<string> {
  await phone.type(secretary, '/quanly');
  await phone.choose(secretary, 'Gửi tin');
  return textOf(await phone.choose(secretary, 'Người chưa nhận được tin'));
}

it('the secretary reads who gets no messages, why, and what to do', async () => {
  const { phone, office, lose } = await openDesk();
  lose(CAST.staff, '403 Forbidden: bot was blocked by the user');
  const shown = await problems(phone);
  expect(shown).toContain(office.person(CAST.staff).fullName);
  expect(shown).toContain('đã chặn trợ lý, đề nghị bỏ chặn rồi nhắn một tin');
});

it('a message names twenty of them and counts the rest', async () => {
  const { phone, lose, others } = await openDesk();
  for (const code of others) lose(code, 'blocked');
  const shown = await problems(phone);
  expect(shown.split('\n').filter((line) => line.startsWith('•'))).toHaveLength(20);
  expect(shown).toContain(`… và ${others.length - 20} người khác`);
});

it.each([
  ['blocked', 'blocked'],
  ['403 Forbidden: bot was blocked by the user', 'blocked'],
  ['403 Forbidden: user is deactivated', 'deactivated'],
  ['400 Bad Request: chat not found', 'gone'],
  [null, 'gone'],
] as const)('%s means %s', (reason, cause) => {
  expect(unreachableCause(reason)).toBe(cause);
});
