import { expect, it } from 'vitest';
import { openReport, saveItem, submitReport } from '../../src/app/review-report.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, textOf } from '../support/phone.ts';
import { FULL_CONTENT, pledgeFor, reportFor, reviewWith } from '../support/reporting.ts';

const { head, staff } = CAST;
/** Three days before the example's preliminary review closes. */
const REMINDED_AT = '2022-06-27 08:00';

function collectivePledge(office: Office): void {
  office.work(({ store, now }) => {
    const campaignId = store.campaigns.current()?.id ?? 0;
    const { id: by, divisionId } = office.person(head);
    const values = { campaignId, kind: 'collective', memberId: null, divisionId, draft: null, now } as const;
    const pledge = store.pledges.byId(store.pledges.create(values));
    if (pledge === null) throw new Error('no pledge');
    store.pledges.saveVersion(pledge, FULL_CONTENT, by, now);
    store.pledges.setState(pledge.id, 'accepted', now);
  });
}

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

it('a head is reminded of the division’s report once the own one is in, until that is in too', async () => {
  const office = await openOffice();
  const phone = localPhone(office);
  for (const who of [head, staff]) phone.link(who);
  collectivePledge(office);
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
