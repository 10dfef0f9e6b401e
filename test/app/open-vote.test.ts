import { describe, expect, it } from 'vitest';
import { changeRule } from '../../src/app/election-draft.ts';
import { awaitingDecision, recordDecision } from '../../src/app/election-results.ts';
import {
  copyOpenVote,
  openVoteResult,
  recordOpenVote,
  setMeeting,
  setPresent,
  setTotals,
  voidOpenVote,
} from '../../src/app/open-vote.ts';
import type { Work } from '../../src/app/ports.ts';
import { standings } from '../../src/app/standings.ts';
import { draftRound, gradedWorker, recordedVote } from '../support/election-steps.ts';
import { achieved } from '../support/nominating.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { campaignIn, pledgeFor } from '../support/reporting.ts';

const { secretary, leader, staff, otherStaff } = CAST;
const WORKER = 'advanced_worker';
const DECISION = { number: '20/QĐ-BDT', date: '2022-02-14', authority: 'Trưởng ban' };

function as<T>(office: Office, code: string, use: (work: Work, actor: ReturnType<Office['person']>) => T): T {
  return office.work((work) => use(work, office.person(code)));
}

async function withDraft() {
  const office = await openOffice();
  gradedWorker(office);
  const id = draftRound(office, 'open_vote');
  const present = (codes: readonly string[]) =>
    as(office, secretary, (work, actor) => setPresent(work, actor, id, codes));
  const totals = (agree: number, disagree: number, noOpinion: number) =>
    as(office, secretary, (work, actor) => setTotals(work, actor, id, { nominee: 1, agree, disagree, noOpinion }));
  const record = (by: string = secretary) => as(office, by, (work, actor) => recordOpenVote(work, actor, id));
  const stored = () => office.storage.store.elections.byId(id);
  return { office, id, present, totals, record, stored };
}

const COUNCIL = ['CB001', 'CB002', 'CB003', 'CB004', 'CB005', 'CB017', 'CB023'];

describe('an open vote', () => {
  it('is recorded with its totals, judged by the title’s rule, and published at once', async () => {
    const { office, id, present, totals, record, stored } = await withDraft();
    present(COUNCIL.slice(0, 5));
    totals(3, 2, 0);
    expect(record()).toMatchObject({ ok: true });
    expect(stored()).toMatchObject({
      method: 'open_vote',
      course: { state: 'published' },
      publicKey: null,
      fingerprint: null,
      result: {
        members: 7,
        voted: 5,
        quorum: 5,
        lines: [{ nominee: 1, agree: 3, disagree: 2, base: 5, needed: 3, passed: true }],
      },
    });
    expect(office.storage.store.elections.events(id).map(({ action }) => action)).toEqual(['created', 'published']);
    expect(office.work(({ store }) => store.ballots.boxes(id))).toEqual([]);
  });

  it('takes only totals that are the hands of everybody present', async () => {
    const { present, totals, record } = await withDraft();
    expect(record()).toEqual({ ok: false, error: 'open_vote_incomplete' });
    present(COUNCIL.slice(0, 5));
    for (const [agree, disagree, noOpinion] of [
      [5, 1, 0],
      [4, 0, 0],
      [0, 0, 7],
    ] as const) {
      expect(totals(agree, disagree, noOpinion)).toEqual({ ok: false, error: 'open_vote_differs' });
    }
    expect(totals(4, 0, 1)).toMatchObject({ ok: true });
    // Other people were there: the totals are asked for anew.
    present(COUNCIL.slice(0, 6));
    expect(record()).toEqual({ ok: false, error: 'open_vote_incomplete' });
  });

  it('counts nobody on their own line where the rule says so', async () => {
    const office = await openOffice();
    pledgeFor(office, 'CB004');
    achieved(office, 'CB004', { kind: 'grade', grade: 'good' });
    const id = draftRound(office, 'open_vote');
    as(office, secretary, (work, actor) => changeRule(work, actor, id, WORKER, { recusal: 'abstains_on_own' }));
    const set = (agree: number) =>
      as(office, secretary, (work, actor) =>
        setTotals(work, actor, id, { nominee: 1, agree, disagree: 0, noOpinion: 0 }),
      );
    expect(set(7)).toEqual({ ok: false, error: 'open_vote_differs' });
    expect(set(6)).toMatchObject({ ok: true });
    const found = as(office, secretary, (work, actor) => openVoteResult(work, actor, id));
    expect(found).toMatchObject({ value: { result: { voted: 7, lines: [{ marks: 6, base: 6, passed: true }] } } });
  });

  it('below the quorum is no vote, and neither is one without anybody, or ahead of the clock', async () => {
    const { office, id, present, totals, record } = await withDraft();
    expect(present([])).toEqual({ ok: false, error: 'open_vote_nobody' });
    expect(as(office, secretary, (work, actor) => setMeeting(work, actor, id, office.clock.now() + 60_000))).toEqual({
      ok: false,
      error: 'election_too_early',
    });
    present(COUNCIL.slice(0, 4));
    totals(4, 0, 0);
    expect(record()).toEqual({ ok: false, error: 'election_quorum_missed' });
  });

  it('is the secretary’s to record, void and copy', async () => {
    const { office, id, present, totals, record } = await withDraft();
    present(COUNCIL);
    totals(7, 0, 0);
    for (const code of [leader, staff, CAST.admin]) {
      expect(record(code)).toEqual({ ok: false, error: 'not_allowed' });
      expect(as(office, code, (work, actor) => voidOpenVote(work, actor, id, 'Ghi nhầm số liệu'))).toEqual({
        ok: false,
        error: 'not_allowed',
      });
    }
  });

  it('that was recorded wrongly is voided with a reason, and made anew from what it said', async () => {
    const office = await openOffice();
    const id = recordedVote(office);
    const voided = (reason: string) => as(office, secretary, (work, actor) => voidOpenVote(work, actor, id, reason));
    expect(voided('ok')).toEqual({ ok: false, error: 'election_reason_missing' });
    expect(voided('Ghi nhầm số liệu')).toMatchObject({ value: { course: { state: 'void' } } });
    expect(voided('Ghi nhầm số liệu')).toEqual({ ok: false, error: 'election_gone' });
    const copy = as(office, secretary, (work, actor) => copyOpenVote(work, actor, id));
    const draft = office.storage.store.elections.byId(copy.ok ? copy.value : 0);
    expect(draft).toMatchObject({
      course: { state: 'draft' },
      result: null,
      paper: { totals: [{ nominee: 1, agree: 7 }] },
    });
    expect(as(office, secretary, (work, actor) => recordOpenVote(work, actor, draft?.id ?? 0))).toMatchObject({
      ok: true,
    });
  });
});

describe('the decision on a title', () => {
  it('becomes the result of everybody who passed, once, and the targets count it', async () => {
    const office = await openOffice();
    const id = recordedVote(office);
    const campaign = campaignIn(office);
    const held = () =>
      office
        .work((work) => work.store.yearResults.of({ of: 'person', memberId: office.person(otherStaff).id }))
        .filter(({ achievement }) => achievement.kind === 'title')
        .map(({ year, decision }) => [year, decision]);
    const before = office.work((work) => JSON.stringify(standings(work, campaign, null)));
    const decide = (by: string) => as(office, by, (work, actor) => recordDecision(work, actor, id, WORKER, DECISION));
    expect(decide(leader)).toEqual({ ok: false, error: 'not_allowed' });
    expect(held()).toEqual([]);
    expect(decide(secretary)).toEqual({ ok: true, value: 1 });
    expect(decide(secretary)).toEqual({ ok: false, error: 'result_known' });
    expect(held()).toEqual([[2022, DECISION]]);
    const stored = office.storage.store.elections.byId(id);
    expect(stored === null ? [] : office.work((work) => awaitingDecision(work, stored))).toEqual([]);
    expect(office.work((work) => JSON.stringify(standings(work, campaign, null)))).not.toBe(before);
  });

  it('is nothing for who did not pass', async () => {
    const { office, id, present, totals, record, stored } = await withDraft();
    present(COUNCIL);
    totals(3, 4, 0);
    record();
    const election = stored();
    expect(election === null ? null : office.work((work) => awaitingDecision(work, election))).toEqual([]);
    expect(as(office, secretary, (work, actor) => recordDecision(work, actor, id, WORKER, DECISION))).toEqual({
      ok: false,
      error: 'result_known',
    });
  });
});
