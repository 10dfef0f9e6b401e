import { describe, expect, it } from 'vitest';
import { history, historyByName, owing, standings } from '../../src/app/standings.ts';
import type { Standings, TargetStanding } from '../../src/domain/standings/view.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { campaignIn } from '../support/reporting.ts';
import { livedYear } from '../support/seed-year.ts';

// Văn phòng 12 people (CB001–012), Thanh tra 4 (013–016), Chính sách 6 (017–022), Kế hoạch 6 (023–028), Tuyên truyền 5
// (029–033): 33. What each of them did is in test/support/seed-year.ts; the numbers below are worked out by hand.

const { secretary, leader, head, otherHead, staff } = CAST;

async function lived(): Promise<Office> {
  const office = await openOffice();
  livedYear(office);
  return office;
}

function officeStandings(office: Office): Standings {
  return office.work((work) => standings(work, campaignIn(office), null));
}

function target({ targets }: Standings, code: string): TargetStanding {
  const found = targets.find((one) => one.target.code === code);
  if (found === undefined) throw new Error(`no target ${code}`);
  return found;
}

describe('the standings of the example’s year', () => {
  it('count people by the state of their pledge', async () => {
    const { registration, divisions } = officeStandings(await lived());
    expect(registration).toEqual({
      people: 33,
      // 12 + 4 submitted, 6 endorsed, 6 accepted; of the last division one each withdrawn, draft, returned, two nothing.
      byState: { draft: 1, submitted: 16, endorsed: 6, accepted: 6, returned: 1, withdrawn: 1 },
      handedIn: 28,
      // 6 endorsed + 6 accepted
      endorsed: 12,
      accepted: 6,
      // 33 − 28: withdrawn, draft, returned, and two who began nothing
      owing: 5,
    });
    const short = divisions.map(({ code, registration: { handedIn, people, accepted }, collective }) => {
      return [code, handedIn, people, accepted, collective];
    });
    expect(short).toEqual([
      ['VP', 12, 12, 0, 'submitted'],
      ['TT', 4, 4, 0, 'submitted'],
      ['CS', 6, 6, 0, 'accepted'],
      ['KHTH', 6, 6, 6, 'submitted'],
      ['TTDB', 0, 5, 0, null],
    ]);
  });

  it('count titles as they are registered, endorsed and accepted', async () => {
    const { titles, awards, initiatives } = officeStandings(await lived());
    expect(titles).toEqual([
      // 28 handed in but CB012, who strives for a letter alone, and the returned one: 27 + 1; 6 + 6 endorsed.
      { title: 'advanced_worker', registered: 28, endorsed: 12, accepted: 6 },
      // CB008 009 013 017 023 024; endorsed 017 023 024, accepted 023 024.
      { title: 'grassroots_emulation_fighter', registered: 6, endorsed: 3, accepted: 2 },
      { title: 'provincial_emulation_fighter', registered: 0, endorsed: 0, accepted: 0 },
      // VP TT CS KHTH; CS accepted.
      { title: 'advanced_labour_collective', registered: 4, endorsed: 1, accepted: 1 },
      { title: 'excellent_labour_collective', registered: 1, endorsed: 1, accepted: 1 },
      { title: 'provincial_emulation_flag', registered: 0, endorsed: 0, accepted: 0 },
    ]);
    const once = { registered: 1, endorsed: 0, accepted: 0 };
    expect(awards).toEqual([
      { award: 'commendation_letter', kind: 'individual', counts: once },
      { award: 'provincial_merit_certificate', kind: 'individual', counts: once },
    ]);
    expect(initiatives).toEqual([
      // CB009 013 017 023 024; CB008
      { level: 'grassroots', counts: { registered: 5, endorsed: 3, accepted: 2 } },
      { level: 'provincial', counts: once },
    ]);
  });

  it('set CSTĐCS against its ceiling', async () => {
    const { quotas } = officeStandings(await lived());
    // LĐTT: 33 people − (29 standing pledges − 28 for LĐTT) = 32; 15 % × 32 = 4,80, rounded down to 4.
    expect(quotas.find(({ title }) => title === 'grassroots_emulation_fighter')).toMatchObject({
      registered: 6,
      line: { percent: 15, base: 32, exact: { whole: 4, hundredths: 80 }, limit: 4 },
    });
  });

  it('set registrations against the targets of the year and of the period', async () => {
    const seen = officeStandings(await lived());
    const short = (code: string) => {
      const { nature, registered } = target(seen, code);
      const { met, actualHundredths, required, aboveCeiling } = registered?.assessment ?? {};
      return [nature, registered?.count, registered?.base, actualHundredths, required, met, aboveCeiling];
    };
    // 28 ÷ 33 = 84,84 %; all 33 are wanted.
    expect(short('ldtt')).toEqual(['goal', 28, 33, 8484, 33, false, false]);
    // 6 ÷ 32 = 18,75 % passes the ceiling of 4 …
    expect(short('cstdcs')).toEqual(['ceiling', 6, 32, 1875, 4, false, true]);
    // … and 6 ÷ 33 = 18,18 % reaches the goal of the period, 15 % of 33 = 4,95, so 5.
    expect(short('gd-cstdcs')).toEqual(['goal', 6, 33, 1818, 5, true, false]);
    // 4 ÷ 5; 1 ÷ 5 is exactly 20 %.
    expect(short('ttldtt')).toEqual(['goal', 4, 5, 8000, 5, false, false]);
    expect(short('ttldxs')).toEqual(['goal', 1, 5, 2000, 1, true, false]);
    // Counts: at least one of each; nobody goes for CSTĐ cấp tỉnh.
    expect(short('gd-sang-kien-tinh')).toEqual(['goal', 1, null, null, 1, true, false]);
    expect(short('gd-cstd-tinh')).toEqual(['goal', 0, null, null, 1, false, false]);
    expect(short('gd-ca-nhan-bk-tinh')).toEqual(['goal', 1, null, null, 1, true, false]);
    // 29 standing pledges ÷ 33 = 87,87 %
    expect(short('gd-ca-nhan-htt')).toEqual(['goal', 29, 33, 8787, 33, false, false]);
    // What the agency strives for nobody registers.
    expect(target(seen, 'gd-tap-the-co').registered).toBeNull();
  });

  it('set what was recorded and entered against the targets', async () => {
    const seen = officeStandings(await lived());
    expect(target(seen, 'nhiem-vu-giao').achieved).toMatchObject({ count: 16, base: 16, assessment: { met: true } });
    // Rank 7 after 9: the smaller is the higher one.
    expect(target(seen, 'cchc-thu-hang').achieved?.assessment.met).toBe(true);
    expect(target(seen, 'cchc-chi-so').achieved).toBeNull();
    // One recognised of two listed or proposed; the period counts from 2021 to now.
    expect(target(seen, 'gd-dien-hinh')).toMatchObject({ achieved: { count: 1 }, counts: { from: 2021, to: 2022 } });
    // Yearly targets of the period: 2022 has no decisions yet, 2021 has one provincial initiative.
    const initiative = target(seen, 'gd-sang-kien-tinh');
    expect(initiative.achieved).toBeNull();
    expect(initiative.years).toMatchObject([{ year: 2021, count: 1, assessment: { met: true } }]);
    // Three of 2021 held CSTĐCS; how many people there were then nobody has recorded.
    expect(target(seen, 'gd-cstdcs').years).toMatchObject([
      { year: 2021, count: 3, base: null, assessment: { met: null } },
    ]);
  });

  it('tell how far the review is', async () => {
    const { reviews, divisions } = officeStandings(await lived());
    expect(reviews).toHaveLength(1);
    expect(reviews[0]).toMatchObject({
      round: 'preliminary',
      open: true,
      // The 28 whose pledges stand; CB001–008 reported, four of them confirmed, CB009 got it back.
      people: 28,
      byDuty: { owes: 19, returned: 1, reported: 4, confirmed: 4 },
      reported: 8,
      confirmed: 4,
      collectives: { reported: 0, confirmed: 0, divisions: 4 },
      statuses: null,
    });
    expect(divisions.map(({ reviews: [own] }) => [own?.people, own?.reported, own?.collective])).toEqual([
      [12, 8, 'owes'],
      [4, 0, 'owes'],
      [6, 0, 'owes'],
      [6, 0, 'owes'],
      [0, 0, 'none'],
    ]);
  });

  it('remember the years and know three of them in a row', async () => {
    const office = await lived();
    const { exemplars } = officeStandings(office);
    const { years, inARow } = office.work((work) => history(work, campaignIn(office), null));
    expect(
      years.map(({ year, titles }) => [year, ...titles.map(({ title, holders }) => `${title} ${holders}`)]),
    ).toEqual([
      [2019, 'grassroots_emulation_fighter 2'],
      [2020, 'grassroots_emulation_fighter 2', 'excellent_labour_collective 1'],
      [2021, 'advanced_worker 4', 'grassroots_emulation_fighter 3', 'excellent_labour_collective 1'],
    ]);
    // CB008 2019–2021, CB009 2020–2021; CB010 missed 2020.
    expect(inARow).toEqual([
      { title: 'grassroots_emulation_fighter', until: 2021, two: 2, three: 1 },
      { title: 'excellent_labour_collective', until: 2021, two: 1, three: 0 },
    ]);
    expect(exemplars).toEqual({ proposed: 1, listed: 1, spread: 0, recognised: 1 });
  });

  it('name nobody', async () => {
    const office = await lived();
    const said = JSON.stringify(officeStandings(office));
    for (const { fullName, code } of office.work(({ store }) => store.members.all())) {
      expect(said).not.toContain(fullName);
      expect(said).not.toContain(`"${code}"`);
    }
  });
});

describe('the standings of one division', () => {
  it('are its own: no agency’s target, no verdict by a ceiling that is the office’s', async () => {
    const office = await lived();
    const { divisionId } = office.person(head);
    const seen = office.work((work) => standings(work, campaignIn(office), divisionId));
    expect(seen.division?.code).toBe('CS');
    expect(seen.registration).toMatchObject({ people: 6, handedIn: 6, owing: 0 });
    expect(seen.divisions.map(({ code }) => code)).toEqual(['CS']);
    expect(seen.targets.filter(({ target: { subject } }) => subject === 'agency')).toEqual([]);
    expect(target(seen, 'cstdcs').registered).toMatchObject({ count: 1, assessment: { met: null, ceiling: null } });
    expect(target(seen, 'ldtt').registered).toMatchObject({ count: 6, base: 6, assessment: { met: true } });
    expect(seen.quotas).toEqual([]);
    const { inARow } = office.work((work) => history(work, campaignIn(office), divisionId));
    expect(inARow).toEqual([{ title: 'excellent_labour_collective', until: 2021, two: 1, three: 0 }]);
    // Of Văn phòng eight reports stand, each with one promise on track; the returned one says nothing.
    const first = office.work((work) => standings(work, campaignIn(office), office.person(leader).divisionId));
    expect(first.reviews[0]?.statuses).toEqual({ on_track: 8 });
  });
});

describe('the names behind the counts', () => {
  it('are for the secretary and leaders of all, for a head of the own division', async () => {
    const office = await lived();
    const may = (reader: string, divisionId: number | null) =>
      office.work((work) => owing(work, campaignIn(office), office.person(reader), divisionId).ok);
    const own = office.person(head).divisionId;
    expect([secretary, leader, head, otherHead, staff].map((reader) => may(reader, own))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect([secretary, leader, head].map((reader) => may(reader, null))).toEqual([true, true, false]);
  });

  it('are who owes what, and whose title runs on', async () => {
    const office = await lived();
    const named = office.work((work) => owing(work, campaignIn(office), office.person(secretary), null));
    const holders = office.work((work) => historyByName(work, campaignIn(office), office.person(secretary), null));
    if (!named.ok || !holders.ok) throw new Error('not allowed');
    const codes = (what: string, division: string) =>
      named.value
        .find((one) => one.what === what && one.division.code === division)
        ?.people.map(({ code, returned }) => (returned ? `${code} returned` : code));
    expect(codes('registration', 'TTDB')?.toSorted()).toEqual(['CB029', 'CB030', 'CB031', 'CB032', 'CB033 returned']);
    expect(codes('registration', 'VP')).toBeUndefined();
    expect(codes('preliminary', 'VP')?.toSorted()).toEqual(['CB009 returned', 'CB010', 'CB011', 'CB012']);
    expect(holders.value.map(({ code }) => code).toSorted()).toEqual(['CB008', 'CB009', 'CB010', 'CB011', 'CS']);
    expect(holders.value.find(({ code }) => code === 'CB008')?.inARow).toEqual([
      { title: 'grassroots_emulation_fighter', years: 3, from: 2019, to: 2021 },
      { title: 'advanced_worker', years: 1, from: 2021, to: 2021 },
    ]);
    expect(holders.value.find(({ code }) => code === 'CB010')?.inARow[0]?.years).toBe(1);
  });
});
