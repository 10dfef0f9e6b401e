import { describe, expect, it } from 'vitest';
import { digestNow } from '../../../src/app/weekly-digest.ts';
import { digestLines } from '../../../src/conversation/digest/wording.ts';
import type { BallotLine, WeeklyDigest } from '../../../src/domain/digest/digest.ts';
import { LOCALES, type Locale } from '../../../src/domain/person.ts';
import { type Office, openOffice } from '../../support/office.ts';
import { campaignIn, reportFor } from '../../support/reporting.ts';
import { livedYear } from '../../support/seed-year.ts';

const UNTIL = Date.UTC(2022, 11, 20, 10);

function written(office: Office, digest: WeeklyDigest, locale: Locale): string {
  const plain = (text: Parameters<Office['catalogue']['plain']>[0]) => office.catalogue.plain(text, locale);
  return digestLines(digest, (text) => plain(text).length)
    .map((text) => plain(text).trimEnd())
    .join('\n');
}

describe('the digest of the example’s year', () => {
  it.each(LOCALES)('in %s', async (locale) => {
    const office = await openOffice();
    await office.tick();
    livedYear(office);
    office.clock.set('2022-06-20 10:00');
    const digest = office.work((work) => digestNow(work, campaignIn(office), '2022-06-20'));
    await expect(`${written(office, digest, locale)}\n`).toMatchFileSnapshot(`transcripts/digest.${locale}.txt`);
  });
});

describe('a ballot in the digest', () => {
  const open: BallotLine = { state: 'open', titles: ['grassroots_emulation_fighter'], until: UNTIL };
  const published: BallotLine = {
    state: 'published',
    titles: ['grassroots_emulation_fighter'],
    at: UNTIL,
    members: 7,
    voted: 6,
    results: [{ title: 'grassroots_emulation_fighter', nominees: 6, passed: 4 }],
  };

  it('is nothing but its end while it is open', async () => {
    const office = await openOffice();
    const digest = office.work((work) => digestNow(work, campaignIn(office), '2022-02-14'));
    const before = written(office, digest, 'vi').split('\n');
    const added = written(office, { ...digest, ballots: [open] }, 'vi')
      .split('\n')
      .filter((line) => !before.includes(line));
    expect(added).toEqual(['Bỏ phiếu của Hội đồng', '• CSTĐCS: đang bỏ phiếu, đến hết 17:00 thứ Ba, 20/12/2022']);
  });

  it('tells totals once it is published', async () => {
    const office = await openOffice();
    const digest = office.work((work) => digestNow(work, campaignIn(office), '2022-02-14'));
    const seen = written(
      office,
      { ...digest, ballots: [published, { state: 'counting', titles: ['advanced_worker'] }] },
      'vi',
    );
    expect(seen).toContain('6/7 thành viên bỏ phiếu: CSTĐCS 4/6 đạt');
    expect(seen).toContain('• LĐTT: đã hết hạn bỏ phiếu, chưa công bố kết quả');
  });
});

describe('a digest', () => {
  it('names nobody of the office', async () => {
    const office = await openOffice();
    livedYear(office);
    reportFor(office, 'CB020');
    const digest = office.work((work) => digestNow(work, campaignIn(office), '2022-06-20'));
    for (const { fullName } of office.work(({ store }) => store.members.all())) {
      expect(JSON.stringify(digest)).not.toContain(fullName);
      for (const locale of LOCALES) expect(written(office, digest, locale)).not.toContain(fullName);
    }
  });
});
