import { describe, expect, it } from 'vitest';
import { candidatesFor, placesFor } from '../../src/app/nomination.ts';
import { recordOpenVote, setTotals } from '../../src/app/open-vote.ts';
import { EMPTY_CONTENT } from '../../src/domain/pledge.ts';
import type { Title } from '../../src/domain/title.ts';
import { draftRound, gradedWorker } from '../support/election-steps.ts';
import {
  achieved,
  advancedWorker,
  disciplined,
  FIGHTER_CONTENT,
  recognised,
  twoCandidates,
} from '../support/nominating.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { campaignIn, pledgeFor } from '../support/reporting.ts';
import { submitFor } from '../support/steps.ts';

const { staff, colleague, secretary } = CAST;
const FIGHTER = 'grassroots_emulation_fighter';

function candidates(office: Office, title: Title = FIGHTER) {
  return office.work((work) => candidatesFor(work, campaignIn(office), title));
}

/** Standing and the unmet rules of one candidate. */
function standing(office: Office, code: string, title: Title = FIGHTER) {
  const found = candidates(office, title).find((candidate) => candidate.code === code);
  return found === undefined
    ? null
    : { standing: found.standing, gaps: found.gaps.map(({ kind, unmet }) => `${unmet.rule.kind}:${kind}`) };
}

/** The division's collective pledge, accepted. */
function collectivePledge(office: Office, title: Title): void {
  office.work(({ store, now }) => {
    const { divisionId, id } = office.person(CAST.head);
    const draft = { ...EMPTY_CONTENT, titles: [title] };
    const campaignId = campaignIn(office).id;
    const pledgeId = store.pledges.create({ campaignId, kind: 'collective', memberId: null, divisionId, draft, now });
    const pledge = store.pledges.byId(pledgeId);
    if (pledge !== null) store.pledges.saveVersion(pledge, draft, id, now);
    store.pledges.setState(pledgeId, 'accepted', now);
  });
}

describe('candidates', () => {
  it('come from accepted pledges that name the title, and from no others', async () => {
    const office = await openOffice();
    submitFor(office, staff, FIGHTER_CONTENT);
    expect(candidates(office)).toEqual([]);
    pledgeFor(office, colleague, FIGHTER_CONTENT);
    expect(candidates(office).map(({ code }) => code)).toEqual([colleague]);
    office.change(colleague, { active: false });
    expect(candidates(office)).toEqual([]);
  });

  it('stand in the order of their given names', async () => {
    const office = await openOffice();
    for (const code of ['CB022', 'CB019', 'CB018', 'CB020']) pledgeFor(office, code, FIGHTER_CONTENT);
    expect(candidates(office).map(({ name }) => name)).toEqual([
      'Hồ Văn Điệp',
      'Phạm Văn Êm',
      'Cao Thị Yến Nhi',
      'Đoàn Quốc Việt',
    ]);
  });

  it('are told from one another by what is on record', async () => {
    const office = await openOffice();
    twoCandidates(office);
    expect(standing(office, staff)).toEqual({ standing: 'eligible', gaps: [] });
    expect(standing(office, colleague)).toEqual({ standing: 'needs_reason', gaps: ['initiative:unrecorded'] });
  });

  it('leave the list once the title is recorded, or the council has let them pass', async () => {
    const office = await openOffice();
    twoCandidates(office);
    achieved(office, staff, { kind: 'title', title: FIGHTER });
    expect(standing(office, staff)).toBeNull();
    expect(standing(office, colleague)).not.toBeNull();
  });
});

describe('a rule that is not met', () => {
  it('is unrecorded while nobody’s title of the year is recorded, and contradicted once others’ are', async () => {
    const office = await openOffice();
    for (const code of [staff, colleague]) {
      pledgeFor(office, code, FIGHTER_CONTENT);
      recognised(office, code);
    }
    expect(standing(office, staff)).toEqual({ standing: 'needs_reason', gaps: ['title_this_year:unrecorded'] });
    advancedWorker(office, colleague);
    expect(standing(office, staff)).toEqual({ standing: 'excluded', gaps: ['title_this_year:contradicted'] });
  });

  it('is a grading that is not there yet, or one that is too low', async () => {
    const office = await openOffice();
    pledgeFor(office, staff, FIGHTER_CONTENT);
    const worker = () => standing(office, staff, 'advanced_worker');
    expect(worker()).toEqual({ standing: 'needs_reason', gaps: ['grading_at_least:unrecorded'] });
    achieved(office, staff, { kind: 'grade', grade: 'fulfilled' });
    expect(worker()).toEqual({ standing: 'excluded', gaps: ['grading_at_least:contradicted'] });
  });

  it('is no grading that was merely pledged', async () => {
    const office = await openOffice();
    pledgeFor(office, staff, { ...FIGHTER_CONTENT, grade: 'excellent' });
    expect(standing(office, staff, 'advanced_worker')?.standing).toBe('needs_reason');
    achieved(office, staff, { kind: 'grade', grade: 'good' });
    expect(standing(office, staff, 'advanced_worker')?.standing).toBe('eligible');
  });

  it('bars who was disciplined this year, whatever else is met, until the record is cancelled', async () => {
    const office = await openOffice();
    gradedWorker(office);
    disciplined(office, CAST.otherStaff, 'reprimand');
    expect(standing(office, CAST.otherStaff, 'advanced_worker')).toEqual({
      standing: 'excluded',
      gaps: ['no_discipline:barred'],
    });
    office.work(({ store, now }) => {
      const [record] = store.disciplineRecords.ofMember(office.person(CAST.otherStaff).id);
      store.disciplineRecords.cancel(record?.id ?? 0, { by: office.person(secretary).id, reason: 'ghi nhầm', now });
    });
    expect(standing(office, CAST.otherStaff, 'advanced_worker')?.standing).toBe('eligible');
  });

  it('bars from a higher title too what bars from the one below it, recorded before or not', async () => {
    const office = await openOffice();
    pledgeFor(office, staff, FIGHTER_CONTENT);
    recognised(office, staff);
    disciplined(office, staff, 'reprimand');
    expect(standing(office, staff)).toEqual({
      standing: 'excluded',
      gaps: ['title_this_year:contradicted', 'no_discipline:barred'],
    });
    advancedWorker(office, staff);
    expect(standing(office, staff)).toEqual({ standing: 'excluded', gaps: ['no_discipline:barred'] });
  });

  it('is contradicted where a record rules out the title below', async () => {
    const office = await openOffice();
    pledgeFor(office, staff, FIGHTER_CONTENT);
    recognised(office, staff);
    achieved(office, staff, { kind: 'grade', grade: 'fulfilled' });
    expect(standing(office, staff)).toEqual({ standing: 'excluded', gaps: ['title_this_year:contradicted'] });
  });

  it('counts years in a row: unrecorded of a year nobody has, contradicted of one that others have', async () => {
    const office = await openOffice();
    const title = 'provincial_emulation_fighter';
    const initiative = { name: 'Số hóa hồ sơ', summary: 'Nhanh hơn', level: 'provincial' as const };
    pledgeFor(office, staff, { ...FIGHTER_CONTENT, initiative, titles: ['advanced_worker', FIGHTER, title] });
    recognised(office, staff, 'provincial');
    achieved(office, staff, { kind: 'title', title: FIGHTER });
    const consecutive = () => standing(office, staff, title);
    expect(consecutive()).toEqual({ standing: 'needs_reason', gaps: ['consecutive_titles:unrecorded'] });
    achieved(office, staff, { kind: 'title', title: FIGHTER }, 2021);
    achieved(office, colleague, { kind: 'title', title: FIGHTER }, 2020);
    expect(consecutive()).toEqual({ standing: 'excluded', gaps: ['consecutive_titles:contradicted'] });
    achieved(office, staff, { kind: 'title', title: FIGHTER }, 2020);
    expect(consecutive()).toEqual({ standing: 'eligible', gaps: [] });
  });
});

describe('a division', () => {
  it('is judged by its people: the share of advanced workers, and the worst discipline among them', async () => {
    const office = await openOffice();
    const title = 'advanced_labour_collective';
    collectivePledge(office, title);
    const { divisionId, divisionCode } = office.person(CAST.head);
    office.work(({ store, now }) => {
      const decision = { number: '1', date: '2022-02-10', authority: 'Trưởng ban' };
      const entered = { enteredBy: office.person(secretary).id, enteredAt: now };
      const holder = { of: 'division', divisionId } as const;
      store.yearResults.add({
        holder,
        year: 2022,
        achievement: { kind: 'grade', grade: 'good' },
        decision,
        ...entered,
      });
    });
    expect(standing(office, divisionCode, title)).toEqual({
      standing: 'needs_reason',
      gaps: ['member_share:unrecorded'],
    });
    for (const code of ['CB017', 'CB018', 'CB019']) advancedWorker(office, code);
    // Three of six are not more than half.
    expect(standing(office, divisionCode, title)).toEqual({
      standing: 'excluded',
      gaps: ['member_share:contradicted'],
    });
    advancedWorker(office, 'CB020');
    expect(standing(office, divisionCode, title)).toEqual({ standing: 'eligible', gaps: [] });
    disciplined(office, 'CB021', 'reprimand');
    expect(standing(office, divisionCode, title)?.standing).toBe('eligible');
    disciplined(office, 'CB021', 'warning');
    expect(standing(office, divisionCode, title)).toEqual({ standing: 'excluded', gaps: ['no_discipline:barred'] });
  });
});

describe('places', () => {
  it('are taken of those who hold the title they are a share of, of those registered until then', async () => {
    const office = await openOffice();
    const places = () => office.work((work) => placesFor(work, campaignIn(office), FIGHTER));
    // 15 % of the 33 who may still register.
    expect(places()).toMatchObject({ left: 4, taken: 0, provisional: true, line: { base: 33, limit: 4 } });
    for (let index = 1; index <= 14; index += 1) advancedWorker(office, `CB${String(index).padStart(3, '0')}`);
    expect(places()).toMatchObject({ left: 2, taken: 0, provisional: false, line: { base: 14, limit: 2 } });
    achieved(office, 'CB001', { kind: 'title', title: FIGHTER });
    expect(places()).toMatchObject({ left: 1, taken: 1 });
  });

  it('and lower titles follow what the council has let pass before the decision is signed', async () => {
    const office = await openOffice();
    gradedWorker(office);
    pledgeFor(office, staff, FIGHTER_CONTENT);
    achieved(office, staff, { kind: 'grade', grade: 'good' });
    recognised(office, staff);
    expect(standing(office, staff)?.gaps).toEqual(['title_this_year:unrecorded']);
    const id = draftRound(office, 'open_vote');
    office.work((work) => {
      const actor = office.person(secretary);
      for (const { number, code } of work.store.elections.byId(id)?.election.nominees ?? []) {
        const agree = code === staff ? 7 : 2;
        setTotals(work, actor, id, { nominee: number, agree, disagree: 7 - agree, noOpinion: 0 });
      }
      expect(recordOpenVote(work, actor, id).ok).toBe(true);
    });
    expect(standing(office, staff)).toEqual({ standing: 'eligible', gaps: [] });
    expect(standing(office, staff, 'advanced_worker')).toBeNull();
    // Who did not pass may be put forward again.
    expect(standing(office, CAST.otherStaff, 'advanced_worker')?.standing).toBe('eligible');
  });
});
