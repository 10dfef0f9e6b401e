import { describe, expect, it } from 'vitest';
import { accept, endorse, permitLate, returnPledge } from '../../src/app/approval.ts';
import { namedPage } from '../../src/app/audit-list.ts';
import { importCalendar } from '../../src/app/calendar-import.ts';
import { castChoices, castSealed } from '../../src/app/casting.ts';
import { publishElection } from '../../src/app/election-closing.ts';
import { discardDraft } from '../../src/app/election-draft.ts';
import { acknowledgeAndOpen, openingCase } from '../../src/app/election-opening.ts';
import { decideExemplar, giveOpinion } from '../../src/app/exemplar-review.ts';
import { cancelRecord, recordDiscipline, recordResult } from '../../src/app/history.ts';
import { enterIndicator, neededIndicators } from '../../src/app/indicators.ts';
import { claimLeadershipGroup, dismissLeadershipGroup } from '../../src/app/leadership-group.ts';
import { addLeave, leaveAhead, removeLeave } from '../../src/app/leave.ts';
import { issueCodes, unlink } from '../../src/app/linking.ts';
import { confirmPaper } from '../../src/app/paper-ballots.ts';
import { importPlan } from '../../src/app/plan-import.ts';
import type { Work } from '../../src/app/ports.ts';
import { withdraw } from '../../src/app/registration.ts';
import { changeReminder, orderReminder, remindersAhead, remindNow } from '../../src/app/reminder-desk.ts';
import { confirmReport, returnReport } from '../../src/app/review-approval.ts';
import { closeReviewByHand, openReviewByHand } from '../../src/app/review-opening.ts';
import { applyStaff, previewStaff } from '../../src/app/staff-import.ts';
import { readDemoFiles } from '../../src/demo/demo-data.ts';
import { verifyChain } from '../../src/domain/audit/chain.ts';
import type { AuditEntry } from '../../src/domain/audit.ts';
import type { Person } from '../../src/domain/person.ts';
import { instantOf, localTime } from '../../src/lib/office-time.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { staffVocabulary } from '../../src/presentation/staff-sheet-terms.ts';
import { castInChat } from '../support/casting.ts';
import { endedRound, enteredRound, ON_PAPER, openedRound } from '../support/counting.ts';
import { draftRound } from '../support/election-steps.ts';
import { twoCandidates } from '../support/nominating.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { ZONE } from '../support/office-clock.ts';
import { localPhone, openPhone, textOf } from '../support/phone.ts';
import { DURING_REVIEW, pledgeFor, reportFor } from '../support/reporting.ts';
import { propose, submitFor } from '../support/steps.ts';
import { councilOf } from '../support/voting.ts';

const { secretary, head, staff, colleague, otherStaff, leader } = CAST;
const DECISION = { number: '15/QĐ-BDT', date: '2022-02-10', authority: 'Trưởng ban' };
const REASON = 'Đi công tác dài ngày theo quyết định cử';

/** Runs something and gives the entries that it left, oldest first. */
async function left(office: Office, act: () => unknown): Promise<readonly AuditEntry[]> {
  const { audit } = office.storage.store;
  const before = audit.head().count;
  const done = await act();
  if (typeof done === 'object' && done !== null && 'ok' in done) expect(done).toMatchObject({ ok: true });
  return audit
    .page({}, null, 1_000)
    .filter(({ id }) => id > before)
    .reverse();
}

function as<T>(office: Office, code: string, use: (work: Work, actor: Person) => T): () => T {
  return () => office.work((work) => use(work, office.person(code)));
}

const codesOf = (entries: readonly AuditEntry[]) => entries.map(({ action }) => action);

describe('a year of an office', () => {
  it('leaves an entry of every decisive act: what, by whom and about whom', async () => {
    const office = await openOffice();
    const id = (code: string) => office.person(code).id;
    const year = office.plan.year;

    async function leaves(act: () => unknown, ...expected: readonly Partial<AuditEntry>[]): Promise<void> {
      const entries = await left(office, act);
      expect(entries).toMatchObject(expected);
    }
    const by = (code: string, about: string = code) => {
      return { actorId: id(code), via: 'chat', subject: { kind: 'member', id: id(about) } } as const;
    };
    const ofYear = { subject: { kind: 'year', id: year } } as const;

    await leaves(() => office.work((work) => importPlan({ ...work, via: 'cli' }, office.plan)), {
      action: 'plan_imported',
      actorId: null,
      via: 'cli',
      ...ofYear,
    });
    const files = await readDemoFiles(projectRoot, office.catalogue);
    await leaves(() => office.work((work) => importCalendar(work, files.calendar)), { action: 'calendar_imported' });

    const people = { actorId: id(secretary), via: 'chat' } as const;
    await leaves(
      () => office.link(staff),
      { action: 'chat_linked', ...by(staff), details: { channel: 'local' } },
      {
        action: 'consent_given',
        ...by(staff),
      },
    );
    await leaves(
      () => office.linkAccount(staff, { channel: 'local', accountId: 'new', chatId: 'new' }),
      {
        action: 'chat_unlinked',
        details: { channel: 'local', replaced: true },
      },
      { action: 'chat_linked' },
      { action: 'consent_given' },
    );
    const [identity] = office.storage.store.identities.ofMember(id(staff));
    if (identity === undefined) return expect.fail();
    await leaves(
      () => office.work((work) => unlink(work, identity)),
      { action: 'chat_unlinked', ...by(staff) },
      {
        action: 'consent_withdrawn',
        ...by(staff),
      },
    );
    await leaves(
      as(office, secretary, (work, actor) => issueCodes(work, [office.person(staff)], actor)),
      { action: 'invite_issued', ...by(secretary, staff), details: {} },
    );

    let pledge = 0;
    await leaves(
      () => {
        pledge = submitFor(office, staff);
      },
      { action: 'pledge_submitted', ...by(staff), details: { pledge: expect.any(Number), version: 1 } },
    );
    await leaves(
      as(office, head, (work, actor) => returnPledge(work, actor, pledge, 1, REASON)),
      { action: 'pledge_returned', ...by(head, staff) },
    );
    await leaves(() => submitFor(office, staff), { action: 'pledge_amended', details: { pledge, version: 2 } });
    await leaves(
      as(office, head, (work, actor) => endorse(work, actor, pledge, 2)),
      { action: 'pledge_endorsed', ...by(head, staff) },
    );
    await leaves(
      as(office, secretary, (work, actor) => accept(work, actor, pledge, 2)),
      { action: 'pledge_accepted', ...by(secretary, staff) },
    );
    submitFor(office, otherStaff);
    await leaves(
      as(office, otherStaff, (work, actor) => withdraw(work, actor, 'individual')),
      { action: 'pledge_withdrawn', ...by(otherStaff) },
    );
    const late = { owner: office.person(colleague), kind: 'individual' } as const;
    await leaves(
      as(office, secretary, (work, actor) => permitLate(work, actor, late, REASON)),
      { action: 'pledge_late_permitted', ...by(secretary, colleague) },
    );

    const [wave] = office.work((work) => remindersAhead(work, 1));
    if (wave === undefined) return expect.fail();
    const due = instantOf('2022-02-16', '09:00', ZONE);
    const order = { text: 'Nhắc nộp hồ sơ', audience: 'all', dueAt: due } as const;
    await leaves(
      as(office, secretary, (work, actor) => orderReminder(work, actor, order)),
      { action: 'reminder_ordered', ...people, ...ofYear, details: { audience: 'all', due } },
    );
    await leaves(
      as(office, secretary, (work, actor) => changeReminder(work, actor, wave.code, null)),
      { action: 'reminder_cancelled', ...ofYear, details: { reminder: wave.code, from: wave.dueAt, to: null } },
    );
    const own = office.work((work) => remindersAhead(work, 100)).find(({ text }) => text === order.text);
    await leaves(
      as(office, secretary, (work, actor) => {
        return changeReminder(work, actor, own?.code ?? '', instantOf('2022-02-17', '09:00', ZONE));
      }),
      { action: 'reminder_moved', ...ofYear },
    );
    await leaves(
      as(office, secretary, (work, actor) => remindNow(work, actor, 'registration', false)),
      { action: 'reminder_sent_now', ...people },
    );

    const days = { from: '2022-03-01', to: '2022-03-02' };
    await leaves(as(office, staff, (work, actor) => addLeave(work, actor, actor.id, days)));
    const others = { from: '2022-03-01', to: '2022-03-02' };
    await leaves(
      as(office, secretary, (work, actor) => addLeave(work, actor, id(colleague), others)),
      { action: 'leave_entered', ...by(secretary, colleague), details: others },
    );
    await leaves(
      as(office, secretary, (work, actor) => {
        return removeLeave(work, actor, leaveAhead(work, id(colleague))[0]?.id ?? 0);
      }),
      { action: 'leave_removed', ...by(secretary, colleague) },
    );

    let exemplar = 0;
    await leaves(
      () => {
        exemplar = propose(office);
      },
      { action: 'exemplar_submitted', actorId: id(staff) },
    );
    await leaves(
      as(office, head, (work, actor) => giveOpinion(work, actor, exemplar, 1, true, '')),
      { action: 'exemplar_supported', subject: { kind: 'exemplar', id: exemplar } },
    );
    await leaves(
      as(office, secretary, (work, actor) => decideExemplar(work, actor, exemplar, 1, 'listed', '')),
      { action: 'exemplar_listed', ...people },
    );

    const group = { channel: 'local', chatId: 'group', person: office.person(secretary), typedCode: '' };
    await leaves(() => office.work((work) => claimLeadershipGroup(work, group)), {
      action: 'leadership_group_set',
      ...people,
      details: { channel: 'local' },
    });
    await leaves(as(office, secretary, dismissLeadershipGroup), { action: 'leadership_group_cleared', ...people });

    const holder = { of: 'person', memberId: id(staff) } as const;
    const achievement = { kind: 'title', title: 'advanced_worker' } as const;
    const recorded = await left(
      office,
      as(office, secretary, (work, actor) =>
        recordResult(work, actor, { holder, year, achievement, decision: DECISION }),
      ),
    );
    expect(recorded).toMatchObject([{ action: 'result_recorded', ...by(secretary, staff) }]);
    const { result: resultId } = recorded[0]?.details ?? {};
    await leaves(
      as(office, secretary, (work, actor) => {
        return cancelRecord(work, actor, 'result', Number(resultId), REASON);
      }),
      { action: 'result_cancelled', ...by(secretary, staff) },
    );
    const measure = { memberId: id(staff), year, level: 'reprimand', decision: DECISION } as const;
    await leaves(
      as(office, secretary, (work, actor) => recordDiscipline(work, actor, measure)),
      { action: 'discipline_recorded', ...by(secretary, staff), details: {} },
    );
    const campaign = office.storage.store.campaigns.current();
    const needed = campaign === null ? undefined : neededIndicators(campaign).find(({ need }) => !need.perDivision);
    const entry = {
      code: needed?.need.code ?? '',
      divisionId: null,
      round: 'interim',
      asOf: '2022-02-14',
      figure: { value: 10_000, denominator: null, onTime: null, previous: null },
      note: null,
      source: null,
    } as const;
    await leaves(
      as(office, secretary, (work, actor) => enterIndicator(work, actor, entry)),
      { action: 'indicator_entered', ...people, ...ofYear },
    );

    pledgeFor(office, colleague);
    office.clock.set(DURING_REVIEW);
    const { store } = office.storage;
    await leaves(
      as(office, secretary, (work, actor) => openReviewByHand(work, actor, 'preliminary', REASON)),
      { action: 'review_opened', ...people, ...ofYear, details: { round: 'preliminary' } },
    );
    let report = 0;
    await leaves(
      () => {
        report = reportFor(office, colleague).id;
      },
      { action: 'report_submitted', ...by(colleague), details: { report: expect.any(Number), version: 1 } },
    );
    await leaves(
      as(office, head, (work, actor) => returnReport(work, actor, report, 1, REASON)),
      { action: 'report_returned', ...by(head, colleague) },
    );
    await leaves(() => reportFor(office, colleague), { action: 'report_amended', ...by(colleague) });
    await leaves(
      as(office, head, (work, actor) => confirmReport(work, actor, report, 2)),
      { action: 'report_confirmed', ...by(head, colleague) },
    );
    await leaves(
      as(office, secretary, (work, actor) => closeReviewByHand(work, actor, 'preliminary', REASON)),
      { action: 'review_closed', ...people, ...ofYear },
    );

    // What an entry tells of is there, and nothing that somebody wrote is in the log.
    const text = JSON.stringify([...store.audit.links()]);
    for (const words of [REASON, DECISION.number, office.person(staff).fullName, 'reprimand', 'Nhắc nộp']) {
      expect(text).not.toContain(words);
    }
    expect(verifyChain(store.audit.links())).toEqual({ ok: true, value: store.audit.head() });
  });

  it('leaves one entry of a staff list, and one for each person whose rights it changes', async () => {
    const office = await openOffice();
    const vocabulary = staffVocabulary(office.catalogue, 'vi');
    const files = await readDemoFiles(projectRoot, office.catalogue);
    const changed = files.rows.map((row) => {
      if (row.values.code === staff) return { ...row, values: { ...row.values, roles: 'Quản trị' } };
      return row.values.code === otherStaff ? { ...row, values: { ...row.values, status: 'Đã nghỉ' } } : row;
    });
    const entries = await left(
      office,
      as(office, secretary, (work, actor) => applyStaff(work, previewStaff(work, changed, vocabulary), actor)),
    );
    const actorId = office.person(secretary).id;
    expect(entries).toMatchObject([
      { action: 'staff_imported', actorId, subject: null, details: { new: 0, changed: 2 } },
      {
        action: 'roles_changed',
        actorId,
        subject: { kind: 'member', id: office.person(staff).id },
        details: { from: 'staff', to: 'staff,admin', post: null },
      },
      { action: 'member_left', actorId, subject: { kind: 'member', id: office.person(otherStaff).id } },
    ]);
    const first = office.storage.store.audit.page({}, 10_000, 1_000).filter(({ id }) => id < (entries[0]?.id ?? 0));
    const withRoles = office.storage.store.members.all().filter(({ roles }) => roles.length > 1).length;
    expect(codesOf(first).filter((action) => action !== 'roles_changed')).toEqual(['staff_imported', 'plan_imported']);
    // Of the 33 new people those who got a right, one of whom has it only since.
    expect(codesOf(first).filter((action) => action === 'roles_changed')).toHaveLength(withRoles - 1);
  });
});

describe('a ballot', () => {
  const midnight = (office: Office) => instantOf(localTime(office.clock.now(), ZONE).date, '00:00', ZONE);

  it('leaves no entry when it is cast, in the chat or on the page, and none that its time could be read from', async () => {
    const phone = await openPhone('local', { publicUrl: () => 'https://thidua.example.vn' });
    const { office } = phone;
    const council = councilOf(office);
    for (const who of council) phone.link(who);
    const id = await openedRound(office);
    const rows = () => office.storage.database.sqlite.prepare('SELECT * FROM audit_entry').all();
    const before = rows();
    await castInChat(phone, council[0] ?? '', ['agree', 'disagree']);
    const { publicKey } = office.storage.store.elections.byId(id) ?? {};
    for (const who of council.slice(1)) {
      office.clock.advance(60_000);
      const { boxKeys } = office.storage.store;
      const marks = new Map(
        [1, 2].map((nominee) => [nominee, boxKeys.seal(publicKey ?? '', nominee, 'agree')] as const),
      );
      expect(office.work((work) => castSealed(work, office.person(who), id, marks)).ok).toBe(true);
      await office.tick();
    }
    expect(office.storage.store.ballots.ticks(id).every(Boolean)).toBe(true);
    expect(rows()).toEqual(before);
    await phone.close();
  });

  it('cast in another order leaves the very same log', async () => {
    async function logOf(order: (council: readonly string[]) => readonly string[]) {
      const office = await openOffice();
      const id = await openedRound(office);
      for (const code of order(councilOf(office))) {
        office.work((work) =>
          castChoices(
            work,
            office.person(code),
            id,
            new Map([
              [1, 'agree'],
              [2, 'agree'],
            ] as const),
          ),
        );
      }
      const deadline = office.storage.store.elections.byId(id)?.course.deadline ?? 0;
      office.clock.advance(deadline - office.clock.now());
      await office.tick();
      return [...office.storage.store.audit.links()];
    }
    const forwards = await logOf((council) => council);
    expect(await logOf((council) => council.toReversed())).toEqual(forwards);
    expect(forwards.some(({ action }) => action === 'election_counted')).toBe(true);
  });

  it('round leaves its acts by their day alone, to the destruction of the key', async () => {
    const office = await openOffice();
    twoCandidates(office);
    await office.bot.prepareBallots();
    const created = await left(office, () => draftRound(office));
    const id = created[0]?.subject?.id ?? 0;
    const subject = { kind: 'election', id };
    const actorId = office.person(secretary).id;
    expect(created).toMatchObject([{ action: 'election_created', actorId, subject, at: midnight(office) }]);
    await office.bot.prepareBallots();
    const found = office.work((work) => openingCase(work, office.person(secretary), id));
    if (!found.ok) throw new Error(found.error);
    const { full } = found.value.fingerprint;
    const opened = await left(
      office,
      as(office, secretary, (work, actor) => acknowledgeAndOpen(work, actor, id, full)),
    );
    expect(opened).toMatchObject([
      { action: 'election_opened', actorId, subject, at: midnight(office), details: { fingerprint: full } },
    ]);
  });

  it('round that ends leaves closing, counting, publishing and the destroyed key', async () => {
    const office = await openOffice();
    const ended = await left(office, () => endedRound(office));
    expect(ended).toMatchObject(
      ['created', 'closed', 'counted'].map((action) => ({ action: `election_${action}`, via: expect.any(String) })),
    );
    const at = midnight(office);
    expect(ended.slice(1).map((entry) => [entry.at, entry.actorId, entry.via])).toEqual([
      [at, null, 'program'],
      [at, null, 'program'],
    ]);
    const id = ended[0]?.subject?.id ?? 0;
    const published = await left(
      office,
      as(office, secretary, (work, actor) => publishElection(work, actor, id)),
    );
    expect(published).toMatchObject([
      { action: 'election_published', actorId: office.person(secretary).id, at },
      { action: 'election_key_destroyed', actorId: null, via: 'program', at, subject: { kind: 'election', id } },
    ]);
  });

  it('round with paper leaves who entered the totals and who confirmed them', async () => {
    const office = await openOffice();
    const entries = await left(office, () => enteredRound(office));
    expect(codesOf(entries)).toEqual(['election_created', 'election_closed', 'election_paper_entered']);
    const id = entries[0]?.subject?.id ?? 0;
    const shown = office.storage.store.elections.byId(id)?.paper ?? null;
    const tellers = office.storage.store.members.withRole('teller').slice(0, ON_PAPER.length);
    const confirmed = await left(office, () => {
      for (const teller of tellers) office.work((work) => confirmPaper(work, teller, id, shown));
    });
    expect(confirmed.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['election_paper_confirmed', tellers[0]?.id],
      ['election_paper_confirmed', tellers[1]?.id],
      ['election_counted', null],
    ]);
  });

  it('draft that is thrown away stays in the log', async () => {
    const office = await openOffice();
    const id = draftRound(office);
    const entries = await left(
      office,
      as(office, secretary, (work, actor) => discardDraft(work, actor, id)),
    );
    expect(entries).toMatchObject([{ action: 'election_discarded', subject: { kind: 'election', id } }]);
  });
});

describe('the list at the desk', () => {
  it('shows the secretary and the administrator who did what, of one person or kind, and nobody else', async () => {
    const office = await openOffice();
    for (const code of [secretary, CAST.admin, leader, staff]) office.link(code);
    for (let count = 0; count < 12; count += 1) submitFor(office, colleague, { ...otherContent(count) });
    const phone = localPhone(office);
    await phone.type(secretary, '/quanly');
    await phone.choose(secretary, 'Nhật ký thao tác');
    const first = textOf(await phone.choose(secretary, 'Xem nhật ký thao tác'));
    expect(first).toContain(`${office.person(colleague).fullName}: nộp lại bản đăng ký đã sửa`);
    expect(first).not.toContain(': nộp bản đăng ký');
    expect(textOf(await phone.choose(secretary, 'Xem tiếp'))).toContain(': nộp bản đăng ký');
    await phone.choose(secretary, 'Lọc theo người');
    const ofStaff = textOf(await phone.type(secretary, staff));
    expect(ofStaff).toContain(`${office.person(staff).fullName}: liên kết tài khoản trò chuyện`);
    expect(ofStaff).not.toContain('bản đăng ký');
    await phone.choose(secretary, 'Lọc theo nhóm việc');
    expect(textOf(await phone.choose(secretary, 'Nhắc việc'))).toContain('Không có mục nào.');
    expect(textOf(await phone.choose(secretary, 'Bỏ lọc'))).toContain('nộp lại bản đăng ký');

    expect(textOf(await phone.type(CAST.admin, '/quanly'))).toContain('Nhật ký thao tác');
    for (const code of [leader, staff]) expect(textOf(await phone.type(code, '/quanly'))).not.toContain('Nhật ký');
    // Whoever loses the right loses the list they stand at.
    office.change(secretary, { roles: ['staff'] });
    expect(textOf(await phone.choose(secretary, 'Lọc theo người'))).not.toContain('Xem nhật ký của ai');
  });

  it('names people as they are called now', async () => {
    const office = await openOffice();
    submitFor(office, staff);
    const { store } = office.storage;
    expect(JSON.stringify([...store.audit.links()])).not.toContain(office.person(staff).fullName);
    const { locale: _locale, id: _id, divisionId: _division, divisionName: _name, ...record } = office.person(staff);
    office.work((work) => work.store.members.save({ ...record, fullName: 'Cán bộ đã nghỉ 19' }, work.now));
    expect(office.work((work) => namedPage(work, {}, null, 1))).toMatchObject([{ actor: 'Cán bộ đã nghỉ 19' }]);
  });
});

function otherContent(count: number) {
  const commitments = [{ code: null, text: `Hoàn thành nhiệm vụ ${count}` }];
  return { titles: ['advanced_worker'], awards: [], grade: 'good', initiative: null, commitments } as const;
}
