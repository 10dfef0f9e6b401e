import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CAST } from '../support/office.ts';
import { linkIn, openOfficeWeb } from '../support/office-web.ts';
import { textOf } from '../support/phone.ts';
import { FULL_CONTENT, reviewWith } from '../support/reporting.ts';
import { call } from './call.ts';
import { formOf } from './form-of.ts';

const { staff, head } = CAST;

it('a photo comes into a report by a link and reaches the head by another one', async () => {
  const { office, phone } = await openOfficeWeb();
  for (const who of [staff, head]) phone.link(who);
  reviewWith(office, { [staff]: FULL_CONTENT });
  office.work(({ store, now }) => {
    const pledge = store.pledges.ofMember(store.campaigns.current()?.id ?? 0, office.person(staff).id);
    store.pledges.setState(pledge?.id ?? 0, 'accepted', now);
  });
  await phone.type(staff, '/tiendo');
  await phone.choose(staff, 'Đã nộp hồ sơ công nhận');
  const asked = textOf(await phone.choose(staff, 'Không ghi chú'));
  expect(asked).toContain('không quá 10 MB');
  const png = Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n\0\0\0\rIHDR', 'latin1'), Buffer.alloc(200)]);

  // A list is no evidence, whatever a list would be elsewhere.
  const first = linkIn(asked);
  expect((await call(first, formOf({ name: 'ds.csv', bytes: 'a;b\n' }))).status).toBe(422);
  expect((await call(first, formOf({ name: 'Ảnh hội nghị.png', bytes: png }))).status).toBe(303);
  await office.bot.settled();
  const kept = textOf(phone.look(staff));
  expect(kept).toContain('Ảnh hội nghị.png');
  expect(linkIn(kept)).not.toBe(first);
  expect(readdirSync(join(office.folder, 'files', 'kept'))).toHaveLength(1);

  await phone.choose(staff, 'Xong');
  for (const status of ['Đúng tiến độ', 'Chậm tiến độ']) {
    await phone.choose(staff, status);
    if (status === 'Chậm tiến độ') await phone.type(staff, '1');
    await phone.type(staff, 'Theo kế hoạch');
    await phone.choose(staff, 'Không có minh chứng');
  }
  await phone.choose(staff, 'Nộp báo cáo');
  phone.look(head);
  await phone.type(head, '/pheduyet');
  await phone.choose(head, 'Cao Thị Yến Nhi');
  await phone.choose(head, 'minh chứng');
  const handed = textOf(await phone.choose(head, 'Ảnh hội nghị'));
  const answer = await call(linkIn(handed));
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/png']);
  expect(answer.headers['content-disposition']).toContain(
    "filename*=UTF-8''%E1%BA%A2nh%20h%E1%BB%99i%20ngh%E1%BB%8B.png",
  );

  // The link stays in the chat of a head who was replaced; the right does not.
  office.change(head, { roles: ['staff'] });
  expect((await call(linkIn(handed))).status).toBe(404);
  office.change(head, { roles: ['staff', 'head'] });
  expect((await call(linkIn(handed))).status).toBe(200);
});
