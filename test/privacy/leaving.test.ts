import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anonymise, namedLeavers } from '../../src/app/leaving.ts';
import { previewStaff } from '../../src/app/staff-import.ts';
import { divisionRegistrations } from '../../src/app/standings.ts';
import { EMPTY_CONTENT } from '../../src/domain/pledge.ts';
import { RETENTION } from '../../src/domain/retention.ts';
import { DAY, MINUTE } from '../../src/lib/clock.ts';
import { staffVocabulary } from '../../src/presentation/staff-sheet-terms.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, textOf } from '../support/phone.ts';
import { submitFor } from '../support/steps.ts';

const { staff, secretary, colleague, otherStaff } = CAST;
const OWN_WORDS = 'Học tiếng dân tộc vào tối thứ Ba hằng tuần';

/** Somebody with a registration, a title of last year and settings, who then leaves. */
async function officeWithLeaver(): Promise<{ office: Office; name: string; id: number }> {
  const office = await openOffice();
  office.link(staff);
  const commitments = [{ code: null, text: OWN_WORDS }];
  submitFor(office, staff, { ...EMPTY_CONTENT, titles: ['advanced_worker'], commitments });
  const { id, fullName: name } = office.person(staff);
  office.work((work) => {
    const decision = { decisionNumber: '15/QĐ-BDT', decisionDate: '2022-01-15', authority: 'Trưởng ban' };
    const by = { enteredBy: office.person(secretary).id, enteredAt: work.now };
    office.storage.database.sqlite
      .prepare(
        `INSERT INTO award_record (holder, member_id, year, kind, code, decision_number, decision_date, authority,
           entered_by, entered_at) VALUES ('person', ?, 2021, 'title', 'advanced_worker', ?, ?, ?, ?, ?)`,
      )
      .run(id, decision.decisionNumber, decision.decisionDate, decision.authority, by.enteredBy, by.enteredAt);
    work.store.preferences.set(id, { ...work.store.preferences.of(id), muted: ['lists'] });
  });
  office.change(staff, { active: false });
  return { office, name, id };
}

function stored(office: Office, text: string): boolean {
  office.storage.database.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  return readFileSync(join(office.folder, 'thidua.db')).includes(text);
}

describe('somebody who left', () => {
  it('keeps the account a month for a list that was wrong, and then loses it', async () => {
    const { office, id } = await officeWithLeaver();
    const linked = () => office.work(({ store }) => store.identities.ofMember(id).length);
    office.clock.advance(RETENTION.leaver_chat.keptMs - DAY);
    await office.tick();
    expect(linked()).toBe(1);
    office.clock.advance(2 * DAY);
    await office.tick();
    expect(linked()).toBe(0);
    expect(office.person(staff).fullName).not.toContain('đã nghỉ');
  });

  it('is announced to the secretary a month before the name goes, once, and is told of at the desk', async () => {
    const { office, name } = await officeWithLeaver();
    const phone = localPhone(office);
    phone.link(secretary);
    office.clock.advance(RETENTION.leavers.keptMs - 31 * DAY);
    await office.tick();
    expect(textOf(phone.look(secretary))).not.toContain('Sắp ẩn danh');
    for (let day = 0; day < 3; day += 1) {
      office.clock.advance(DAY);
      await office.tick();
    }
    const told = textOf(phone.look(secretary));
    expect(told.split('Sắp ẩn danh')).toHaveLength(2);
    expect(told).toContain(`${name} (${staff})`);
    await phone.type(secretary, '/quanly');
    await phone.choose(secretary, 'Cán bộ và tài khoản');
    expect(textOf(await phone.choose(secretary, 'Cán bộ đã nghỉ'))).toContain(name);
  });

  it('is announced also after days on which the bot was off, and not again after a restart', async () => {
    const { office } = await officeWithLeaver();
    const phone = localPhone(office);
    phone.link(secretary);
    office.clock.advance(RETENTION.leavers.keptMs - 60 * DAY);
    await office.tick();
    office.clock.advance(41 * DAY);
    await office.restart();
    await office.tick();
    expect(textOf(phone.look(secretary))).toContain('Sắp ẩn danh');
    // Longer than what was delivered is remembered.
    office.storage.database.sqlite.exec('DELETE FROM outbox');
    await office.restart();
    await office.tick();
    expect(textOf(phone.look(secretary))).not.toContain('Sắp ẩn danh');
  });

  it('is taken leave of a few at a time where many left at once, beat by beat', async () => {
    const office = await openOffice();
    const all = office.work(({ store }) => store.members.active()).filter(({ roles }) => roles.length === 1);
    for (const { code } of all) {
      office.link(code);
      office.change(code, { active: false });
    }
    const linked = () => office.work(({ store }) => store.identities.linkedMembers().size);
    office.clock.advance(RETENTION.leaver_chat.keptMs + DAY);
    const left: number[] = [];
    while (linked() > 0 && left.length < 10) {
      office.clock.advance(MINUTE);
      await office.tick();
      left.push(linked());
    }
    expect(all.length).toBeGreaterThan(10);
    expect(left).toEqual(Array.from(left, (_, beats) => Math.max(0, all.length - 10 * (beats + 1))));
  });

  it('loses name and own words after two years, while titles, figures and decisions stay; a second sweep changes nothing', async () => {
    const { office, name, id } = await officeWithLeaver();
    const figures = () =>
      office.work((work) => {
        const campaign = work.store.campaigns.current();
        if (campaign === null) throw new Error('no campaign');
        return {
          registrations: divisionRegistrations(work, campaign).map(({ name: division, owing }) => [
            division,
            owing.length,
          ]),
          titles: work.store.pledges.countTitle(campaign.id, 'advanced_worker'),
          individuals: work.store.pledges.countIndividuals(campaign.id),
        };
      });
    const before = figures();
    expect(stored(office, name)).toBe(true);
    expect(stored(office, OWN_WORDS)).toBe(true);
    office.clock.advance(RETENTION.leavers.keptMs + DAY);
    await office.tick();
    expect(office.person(staff)).toMatchObject({
      fullName: `Cán bộ đã nghỉ (mã ${staff})`,
      phone: null,
      position: '',
      active: false,
    });
    expect(stored(office, name)).toBe(false);
    expect(stored(office, OWN_WORDS)).toBe(false);
    expect(figures()).toEqual(before);
    const award = office.storage.database.sqlite.prepare(
      'SELECT decision_number FROM award_record WHERE member_id = ?',
    );
    expect(award.pluck().get(id)).toBe('15/QĐ-BDT');
    const acts = office.work(({ store }) => store.audit.page({ actions: ['member_anonymised'] }, null, 10));
    expect(acts).toMatchObject([{ actorId: null, subject: { kind: 'member', id } }]);
    office.clock.advance(DAY);
    await office.tick();
    expect(office.work(({ store }) => store.audit.page({ actions: ['member_anonymised'] }, null, 10))).toHaveLength(1);
  });

  it('who returns in time keeps everything, and who returns later gets the name back from the list', async () => {
    const { office, name, id } = await officeWithLeaver();
    office.change(staff, { active: true });
    office.clock.advance(RETENTION.leavers.keptMs + DAY);
    await office.tick();
    expect(office.person(staff).fullName).toBe(name);
    office.change(staff, { active: false });
    const early = office.work((work) => anonymise(work, office.person(secretary), id, 'X'));
    expect(early.ok).toBe(true);
    const row = { row: 2, values: { code: staff, full_name: name, division: office.person(staff).divisionName } };
    const vocabulary = staffVocabulary(office.catalogue, 'vi');
    const preview = (status: string) =>
      office.work((work) => previewStaff(work, [{ ...row, values: { ...row.values, status } }], vocabulary));
    // A list goes on naming who left.
    expect(preview('đã nghỉ').changed).toEqual([]);
    expect(preview('').changed.map(({ record }) => record.fullName)).toEqual([name]);
    expect(office.work(namedLeavers)).toEqual([]);
  });

  it('is anonymised at once by the secretary, who sees what that means, and by nobody who works here', async () => {
    const { office, name } = await officeWithLeaver();
    const phone = localPhone(office);
    phone.link(secretary);
    await phone.type(secretary, '/quanly');
    await phone.choose(secretary, 'Cán bộ và tài khoản');
    await phone.choose(secretary, 'Cán bộ đã nghỉ');
    expect(textOf(await phone.type(secretary, colleague))).toContain('Không có cán bộ đã nghỉ');
    expect(textOf(await phone.type(secretary, staff))).toContain('không hoàn tác được');
    expect(textOf(await phone.choose(secretary, 'Ẩn danh ngay'))).toContain(`Đã ẩn danh mã ${staff}`);
    expect(stored(office, name)).toBe(false);
    const here = office.work((work) => anonymise(work, null, office.person(otherStaff).id, 'X'));
    expect(here).toEqual({ ok: false, error: 'not_left' });
    const again = office.work((work) => anonymise(work, null, office.person(staff).id, 'X'));
    expect(again).toEqual({ ok: false, error: 'anonymised_before' });
  });
});
