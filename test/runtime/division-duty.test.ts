import { expect, it } from 'vitest';
import { openReport, saveItem, submitReport } from '../../src/app/review-report.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, textOf } from '../support/phone.ts';
import { divisionPledgeFor, FULL_CONTENT, pledgeFor, reportFor, reviewWith } from '../support/reporting.ts';
import { submitFor } from '../support/steps.ts';

const { head, staff } = CAST;
/** Three days before the example's preliminary review closes. */
const REMINDED_AT = '2022-06-27 08:00';

function divisionReports(office: Office): void {
  office.work((work) => {
    const person = office.person(head);
    const opened = openReport(work, person, 'collective');
    if (!opened.ok) throw new Error(opened.error);
    for (const { key } of opened.value.content.items) {
      const status = key === 'initiative' ? 'in_progress' : 'on_track';
      saveItem(work, opened.value.reportId, key, { status, note: 'Theo kế hoạch' });
    }
    expect(submitReport(work, person, 'collective').ok).toBe(true);
  });
}

it('a head is reminded of the division’s pledge once the own one is in, until that is in too', async () => {
  const office = await openOffice({ at: '2022-02-18 09:00' });
  const phone = localPhone(office);
  for (const who of [head, staff]) phone.link(who);
  for (const who of [head, staff]) submitFor(office, who);
  await office.tick();
  for (const who of [head, staff]) phone.look(who);
  office.clock.set('2022-02-21 08:00');
  await office.tick();
  expect(textOf(phone.look(head))).toContain('bản đăng ký thi đua của tập thể phòng');
  expect(textOf(await phone.type(head, '/lich'))).toContain('bản đăng ký thi đua của tập thể phòng');
  expect(textOf(phone.look(staff))).not.toContain('Nhắc hạn');
  divisionPledgeFor(office, head);
  office.clock.set('2022-02-25 08:00');
  await office.tick();
  expect(textOf(phone.look(head))).not.toContain('Nhắc hạn');
});

it('a head is reminded of the division’s report once the own one is in, until that is in too', async () => {
  const office = await openOffice();
  const phone = localPhone(office);
  for (const who of [head, staff]) phone.link(who);
  divisionPledgeFor(office, head);
  pledgeFor(office, staff);
  reviewWith(office, { [head]: FULL_CONTENT });
  await office.tick();
  for (const who of [head, staff]) {
    reportFor(office, who);
    phone.look(who);
  }
  office.clock.set('2022-06-23 08:00');
  await office.tick();
  expect(textOf(phone.look(head))).toContain('báo cáo sơ kết của tập thể phòng');
  expect(textOf(await phone.type(head, '/lich'))).toContain('báo cáo sơ kết của tập thể phòng');
  expect(textOf(phone.look(staff))).not.toContain('báo cáo sơ kết');
  divisionReports(office);
  office.clock.set(REMINDED_AT);
  await office.tick();
  expect(textOf(phone.look(head))).not.toContain('báo cáo sơ kết');
});
