import { expect, it } from 'vitest';
import { allCandidates } from '../../src/app/nomination.ts';
import { achieved, advancedWorker, disciplined, FIGHTER_CONTENT, recognised } from '../support/nominating.ts';
import { type Office, openOffice } from '../support/office.ts';
import { campaignIn, pledgeFor } from '../support/reporting.ts';

const FIGHTER = 'grassroots_emulation_fighter';
const PROVINCIAL = 'provincial_emulation_fighter';

/** The records of a whole year, as they stand before the council meets. */
function wholeYear(office: Office): void {
  const provincial = {
    ...FIGHTER_CONTENT,
    titles: ['advanced_worker', FIGHTER, PROVINCIAL] as const,
    initiative: { name: 'Cổng dữ liệu dân tộc', summary: 'Dùng chung toàn tỉnh', level: 'provincial' as const },
  };
  for (const code of ['CB018', 'CB020', 'CB025', 'CB026', 'CB027']) pledgeFor(office, code, FIGHTER_CONTENT);
  for (const code of ['CB019', 'CB030']) pledgeFor(office, code, provincial);
  for (const code of ['CB018', 'CB019', 'CB025', 'CB030'])
    achieved(office, code, { kind: 'grade', grade: 'excellent' });
  achieved(office, 'CB026', { kind: 'grade', grade: 'fulfilled' });
  achieved(office, 'CB027', { kind: 'grade', grade: 'good' });
  for (const code of ['CB018', 'CB019', 'CB030']) advancedWorker(office, code);
  recognised(office, 'CB018');
  for (const code of ['CB019', 'CB030']) recognised(office, code, 'provincial');
  for (const year of [2020, 2021]) achieved(office, 'CB019', { kind: 'title', title: FIGHTER }, year);
  achieved(office, 'CB030', { kind: 'title', title: FIGHTER }, 2021);
  for (const code of ['CB019', 'CB030']) achieved(office, code, { kind: 'title', title: FIGHTER });
  disciplined(office, 'CB027', 'reprimand');
}

it('the candidates of a whole year, each with what is in the way and how it can be dealt with', async () => {
  const office = await openOffice();
  wholeYear(office);
  const lines = office.work((work) =>
    allCandidates(work, campaignIn(office)).flatMap(({ title, candidates }) =>
      candidates.map(({ code, standing, gaps }) =>
        [title, code, standing, ...gaps.map(({ kind, unmet }) => `${unmet.rule.kind}:${kind}`)].join(' '),
      ),
    ),
  );
  expect(lines).toMatchInlineSnapshot(`
    [
      "advanced_worker CB020 needs_reason grading_at_least:unrecorded",
      "advanced_worker CB025 eligible",
      "advanced_worker CB027 excluded no_discipline:barred",
      "advanced_worker CB026 excluded grading_at_least:contradicted",
      "grassroots_emulation_fighter CB018 eligible",
      "grassroots_emulation_fighter CB020 excluded title_this_year:contradicted initiative:unrecorded",
      "grassroots_emulation_fighter CB025 excluded title_this_year:contradicted initiative:unrecorded",
      "grassroots_emulation_fighter CB027 excluded title_this_year:contradicted initiative:unrecorded no_discipline:barred",
      "grassroots_emulation_fighter CB026 excluded title_this_year:contradicted initiative:unrecorded",
      "provincial_emulation_fighter CB030 excluded consecutive_titles:contradicted",
      "provincial_emulation_fighter CB019 eligible",
    ]
  `);
});
