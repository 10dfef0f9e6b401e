import { describe, expect, it } from 'vitest';
import {
  changeDraft,
  changeRule,
  discardDraft,
  newDraft,
  nominate,
  resetRule,
  withdrawNominee,
} from '../../src/app/election-draft.ts';
import { acknowledgeAndOpen, beginNow, openDue, openingCase } from '../../src/app/election-opening.ts';
import type { Work } from '../../src/app/ports.ts';
import { OPENING_WARNINGS } from '../../src/domain/ballot/opening-warnings.ts';
import { HOUR } from '../../src/lib/clock.ts';
import { draftRound } from '../support/election-steps.ts';
import { achieved, disciplined, FIGHTER_CONTENT, twoCandidates } from '../support/nominating.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { pledgeFor } from '../support/reporting.ts';

const { staff, colleague, secretary, leader, head } = CAST;
const FIGHTER = 'grassroots_emulation_fighter';

/** An office with a draft on which one nominee stands, and libsodium loaded. */
async function withDraft() {
  const office = await openOffice();
  twoCandidates(office);
  const id = draftRound(office);
  await office.bot.prepareBallots();
  const stored = () => office.storage.store.elections.byId(id);
  return { office, id, stored };
}

function as<T>(office: Office, code: string, use: (work: Work, actor: ReturnType<Office['person']>) => T): T {
  return office.work((work) => use(work, office.person(code)));
}

function fingerprint(office: Office, id: number): string {
  const found = as(office, secretary, (work, actor) => openingCase(work, actor, id));
  if (!found.ok) throw new Error(found.error);
  return found.value.fingerprint.full;
}

function open(office: Office, id: number, by: string = secretary, full = fingerprint(office, id)) {
  return as(office, by, (work, actor) => acknowledgeAndOpen(work, actor, id, full));
}

describe('an opening', () => {
  it('freezes the council, makes a key, empty boxes and slots, and records the fingerprint', async () => {
    const { office, id, stored } = await withDraft();
    const full = fingerprint(office, id);
    expect(open(office, id)).toMatchObject({ ok: true, value: { kind: 'opened' } });
    const opened = stored();
    expect(opened?.course).toMatchObject({ state: 'open', openedAt: office.clock.now() });
    expect(opened?.fingerprint?.full).toBe(full);
    expect(opened?.publicKey).toMatch(/^[\w-]{43}$/);
    expect(opened?.election.roll.map(({ code }) => code)).toEqual([
      'CB001',
      'CB002',
      'CB003',
      'CB004',
      'CB005',
      'CB017',
      'CB023',
    ]);
    const { store } = office.storage;
    expect(office.work(() => store.ballots.ticks(id))).toEqual(Array(7).fill(false));
    expect(office.work(() => store.ballots.boxes(id))).toEqual([{ nominee: 1, marks: [] }]);
    expect(store.elections.events(id).map(({ action, note }) => [action, note])).toEqual([
      ['created', null],
      ['opened', full],
    ]);
    expect(store.boxKeys.stored(id, opened?.publicKey ?? '')).not.toBeNull();
  });

  it('is the secretary’s or the chair’s, and nobody else’s', async () => {
    const { office, id } = await withDraft();
    const full = fingerprint(office, id);
    for (const code of [staff, head, CAST.admin, 'CB002']) {
      expect(open(office, id, code, full)).toEqual({ ok: false, error: 'not_allowed' });
    }
    expect(open(office, id, leader, full)).toMatchObject({ ok: true });
  });

  it('is asked for again when anything changed since the warnings were shown', async () => {
    const { office, id } = await withDraft();
    const full = fingerprint(office, id);
    as(office, secretary, (work, actor) => changeRule(work, actor, id, FIGHTER, { numerator: 90, denominator: 100 }));
    expect(open(office, id, secretary, full)).toEqual({ ok: false, error: 'election_changed' });
    // The council is part of what was read.
    const second = fingerprint(office, id);
    office.change('CB002', { active: false });
    expect(open(office, id, secretary, second)).toEqual({ ok: false, error: 'election_changed' });
    expect(open(office, id)).toMatchObject({ ok: true });
  });

  it('is refused with a nominee who has come to be excluded, without a word of why', async () => {
    const { office, id } = await withDraft();
    const full = fingerprint(office, id);
    disciplined(office, staff, 'reprimand');
    expect(open(office, id, secretary, full)).toEqual({ ok: false, error: 'election_nominees_unfit' });
  });

  it('waits for its time, and then happens by itself, once', async () => {
    const { office, id, stored } = await withDraft();
    const from = office.clock.now() + 24 * HOUR;
    const until = from + 30 * HOUR;
    expect(as(office, secretary, (work, actor) => changeDraft(work, actor, id, { window: { from, until } })).ok).toBe(
      true,
    );
    expect(open(office, id)).toMatchObject({ value: { kind: 'scheduled' } });
    expect(office.work(openDue)).toEqual([]);
    office.clock.set('2022-02-15 08:31');
    expect(office.work(openDue)).toMatchObject([{ kind: 'opened', election: { id } }]);
    expect(office.work(openDue)).toEqual([]);
    expect(stored()?.course.state).toBe('open');
    expect(office.storage.store.elections.events(id).at(-1)).toMatchObject({ action: 'opened', actorId: null });
  });

  it('that changed before its time is not carried out, and said once', async () => {
    const { office, id, stored } = await withDraft();
    const from = office.clock.now() + 24 * HOUR;
    as(office, secretary, (work, actor) => changeDraft(work, actor, id, { window: { from, until: from + 30 * HOUR } }));
    open(office, id);
    office.change('CB002', { active: false });
    office.clock.set('2022-02-15 08:31');
    expect(office.work(openDue)).toMatchObject([{ kind: 'not_opened', problem: 'election_changed' }]);
    expect(office.work(openDue)).toEqual([]);
    expect(stored()).toMatchObject({ course: { state: 'draft' }, preparation: { acknowledged: null } });
  });

  it('that was put off can be asked for at once, and has to be read anew', async () => {
    const { office, id, stored } = await withDraft();
    const from = office.clock.now() + 24 * HOUR;
    as(office, secretary, (work, actor) => changeDraft(work, actor, id, { window: { from, until: from + 30 * HOUR } }));
    const full = fingerprint(office, id);
    open(office, id);
    expect(as(office, leader, (work, actor) => beginNow(work, actor, id)).ok).toBe(true);
    expect(open(office, id, secretary, full)).toEqual({ ok: false, error: 'election_changed' });
    expect(stored()?.preparation.acknowledged).toBeNull();
    expect(open(office, id)).toMatchObject({ value: { kind: 'opened' } });
  });

  it('with the tellers’ custody waits until all of them have confirmed, and needs no file of its own', async () => {
    const { office, id, stored } = await withDraft();
    const tellers = ['CB010', 'CB015'].map((code) => ({ code, name: office.person(code).fullName }));
    const custody = { by: 'tellers', needed: 2, tellers } as const;
    expect(as(office, secretary, (work, actor) => changeDraft(work, actor, id, { custody })).ok).toBe(true);
    expect(open(office, id)).toMatchObject({ value: { kind: 'waits_for_shares' } });
    expect(office.work(openDue)).toEqual([]);
    office.work(({ store }) => {
      const draft = store.elections.byId(id);
      if (draft === null) return;
      const shares = tellers.map(({ code }) => ({ teller: code, sha256: '0'.repeat(64), confirmed: true }));
      store.elections.save({ ...draft, publicKey: 'k'.repeat(43), preparation: { ...draft.preparation, shares } });
    });
    expect(office.work(openDue)).toMatchObject([{ kind: 'opened' }]);
    expect(stored()?.publicKey).toBe('k'.repeat(43));
    expect(office.storage.store.boxKeys.stored(id, 'k'.repeat(43))).toBeNull();
  });

  it('cannot be undone: nothing of an open round is changed or thrown away', async () => {
    const { office, id } = await withDraft();
    open(office, id);
    const refused = { ok: false, error: 'election_not_draft' };
    const tries: readonly ((work: Work, actor: ReturnType<Office['person']>) => unknown)[] = [
      (work, actor) => changeDraft(work, actor, id, { name: 'Khác' }),
      (work, actor) => changeRule(work, actor, id, FIGHTER, { numerator: 1 }),
      (work, actor) => resetRule(work, actor, id, FIGHTER),
      (work, actor) => nominate(work, actor, id, { title: FIGHTER, code: colleague, reason: 'đang chờ công nhận' }),
      (work, actor) => withdrawNominee(work, actor, id, 1),
      (work, actor) => discardDraft(work, actor, id),
      (work, actor) => openingCase(work, actor, id),
    ];
    for (const attempt of tries) expect(as(office, secretary, attempt)).toEqual(refused);
  });
});

describe('a draft', () => {
  it('is the secretary’s alone to change', async () => {
    const { office, id } = await withDraft();
    for (const code of [leader, head, staff, CAST.admin]) {
      const refused = { ok: false, error: 'not_allowed' };
      expect(as(office, code, (work, actor) => newDraft(work, actor, { method: 'open_vote', name: 'x' }))).toEqual(
        refused,
      );
      expect(as(office, code, (work, actor) => changeDraft(work, actor, id, { name: 'Khác' }))).toEqual(refused);
      expect(as(office, code, (work, actor) => withdrawNominee(work, actor, id, 1))).toEqual(refused);
      expect(as(office, code, (work, actor) => discardDraft(work, actor, id))).toEqual(refused);
    }
  });

  it('takes who lacks a record only with a reason, keeps it, and forgets it with the nominee', async () => {
    const { office, id, stored } = await withDraft();
    const put = (reason: string | null) =>
      as(office, secretary, (work, actor) => nominate(work, actor, id, { title: FIGHTER, code: colleague, reason }));
    expect(put(null)).toEqual({ ok: false, error: 'nominee_needs_reason' });
    expect(put('ok')).toEqual({ ok: false, error: 'nominee_needs_reason' });
    expect(put('Sáng kiến xét tại phiên họp này')).toMatchObject({ ok: true });
    expect(stored()?.preparation.exceptions).toMatchObject([{ code: colleague, title: FIGHTER }]);
    expect(stored()?.election.nominees.map(({ number, code }) => [number, code])).toEqual([
      [1, colleague],
      [2, staff],
    ]);
    as(office, secretary, (work, actor) => withdrawNominee(work, actor, id, 1));
    expect(stored()?.preparation.exceptions).toEqual([]);
    expect(stored()?.election.nominees.map(({ number, code }) => [number, code])).toEqual([[1, staff]]);
  });

  it('never takes who is excluded, whatever the reason', async () => {
    const { office, id } = await withDraft();
    const { otherStaff } = CAST;
    pledgeFor(office, otherStaff, FIGHTER_CONTENT);
    achieved(office, otherStaff, { kind: 'grade', grade: 'good' });
    disciplined(office, otherStaff, 'warning');
    const put = as(office, secretary, (work, actor) =>
      nominate(work, actor, id, { title: 'advanced_worker', code: otherStaff, reason: 'Đã khắc phục hậu quả' }),
    );
    expect(put).toEqual({ ok: false, error: 'nominee_excluded' });
  });

  it('numbers nominees by title, then by given name, and has one rule a title', async () => {
    const { office, id, stored } = await withDraft();
    for (const code of ['CB018', 'CB022']) {
      pledgeFor(office, code);
      achieved(office, code, { kind: 'grade', grade: 'good' });
      as(office, secretary, (work, actor) =>
        nominate(work, actor, id, { title: 'advanced_worker', code, reason: null }),
      );
    }
    expect(stored()?.election.nominees.map(({ number, name }) => `${number} ${name}`)).toEqual([
      '1 Hồ Văn Điệp',
      '2 Đoàn Quốc Việt',
      '3 Cao Thị Yến Nhi',
    ]);
    expect(stored()?.election.rules.map(({ voting }) => [voting.title, voting.method])).toEqual([
      ['advanced_worker', 'secret_ballot'],
      [FIGHTER, 'secret_ballot'],
    ]);
  });

  it('keeps places that the office set, and lets the others follow the plan’s ceiling', async () => {
    const { office, id } = await withDraft();
    const places = () => {
      const found = as(office, secretary, (work, actor) => openingCase(work, actor, id));
      return found.ok ? found.value.election.rules.map((rule) => rule.places) : found.error;
    };
    // 15 % of the two advanced workers on record.
    expect(places()).toEqual([0]);
    as(office, secretary, (work, actor) => changeRule(work, actor, id, FIGHTER, { places: 3 }));
    expect(places()).toEqual([3]);
    as(office, secretary, (work, actor) => changeRule(work, actor, id, FIGHTER, { places: null }));
    expect(places()).toEqual([null]);
    as(office, secretary, (work, actor) => resetRule(work, actor, id, FIGHTER));
    expect(places()).toEqual([0]);
  });

  it('refuses windows that are over, empty, or end while nobody works', async () => {
    const { office, id } = await withDraft();
    const now = office.clock.now();
    const set = (from: number, until: number) =>
      as(office, secretary, (work, actor) => changeDraft(work, actor, id, { window: { from, until } }));
    expect(set(now - 2 * HOUR, now - HOUR)).toEqual({ ok: false, error: 'election_window_over' });
    expect(set(now + 30 * HOUR, now + 26 * HOUR)).toEqual({ ok: false, error: 'election_window_empty' });
    expect(set(now, now + 14 * HOUR)).toEqual({ ok: false, error: 'election_outside_work' });
    expect(set(now + 14 * HOUR, now + 26 * HOUR)).toEqual({ ok: false, error: 'election_outside_work' });
    expect(set(now, now + 26 * HOUR)).toMatchObject({ ok: true });
  });
});

describe('a warning before opening', () => {
  it.each(OPENING_WARNINGS)('%s has words in both languages', async (code) => {
    const office = await openOffice();
    const params = { members: 9, least: 1, most: 9, needed: 9, range: 'several' };
    for (const locale of ['vi', 'en'] as const) {
      const text = office.catalogue.plain({ key: `election.finding.${code}`, params }, locale);
      expect(text.length).toBeGreaterThan(10);
      expect(text).not.toMatch(/[{}]/);
    }
  });
});
