import { describe, expect, it } from 'vitest';
import type { NamedEntry } from '../../src/app/audit-list.ts';
import { auditLine } from '../../src/conversation/audit-wording.ts';
import { say, type TextKey } from '../../src/conversation/text-key.ts';
import { AUDIT_ACTIONS, AUDIT_AREAS, AUDIT_WAYS, type AuditAction, auditActions } from '../../src/domain/audit.ts';
import { LOCALES } from '../../src/domain/person.ts';
import { createCatalogue } from '../../src/presentation/catalogue.ts';
import { ZONE } from '../support/office-clock.ts';

const catalogue = createCatalogue(ZONE);
/** 14/02/2022 08:05 in Vietnam. */
const AT = Date.UTC(2022, 1, 14, 1, 5);

function named(action: AuditAction, over: Partial<NamedEntry['entry']> = {}, about: string | null = null): NamedEntry {
  const entry = {
    id: 1,
    at: AT,
    actorId: 1,
    via: 'chat',
    action,
    subject: null,
    details: {},
    hash: '',
    ...over,
  } as const;
  return { entry, actor: entry.actorId === null ? null : 'Cao Văn Bá', about };
}

const line = (one: NamedEntry, locale: (typeof LOCALES)[number] = 'vi') => catalogue.plain(auditLine(one), locale);

describe.each(LOCALES)('the words of the log in %s', (locale) => {
  it('say every act, each in its own words and on one line', () => {
    const lines = auditActions().map((action) => line(named(action), locale));
    expect(new Set(lines).size).toBe(auditActions().length);
    for (const [index, action] of auditActions().entries()) {
      expect(lines[index]).not.toContain(action);
      expect(lines[index]).not.toContain('\n');
    }
  });

  it('name every kind, and every way by which nobody is known', () => {
    const keys = [...AUDIT_AREAS.map((area) => `audit.area.${area}`), ...AUDIT_WAYS.map((way) => `audit.by.${way}`)];
    for (const key of keys) expect(catalogue.plain(say(key as TextKey), locale).trim()).not.toBe('');
  });
});

describe('a line of the log', () => {
  it('says the minute, and only the day of what has no more', () => {
    expect(line(named('pledge_submitted'))).toContain('08:05');
    for (const action of auditActions()) {
      expect(line(named(action)).includes('08:05')).toBe(AUDIT_ACTIONS[action].granularity === 'moment');
    }
    expect(line(named('election_closed'))).toContain('14/02/2022');
  });

  it('says whom it was about, and what of the details says something', () => {
    const roles = { from: 'staff', to: 'staff,head', post: null };
    expect(line(named('roles_changed', { details: roles }, 'Nguyễn Thị Sáu'))).toMatch(
      /thay đổi vai trò \(Nguyễn Thị Sáu, từ .*Cán bộ.* thành .*Trưởng phòng\)$/,
    );
    expect(line(named('chat_linked', { details: { channel: 'zalo' } }))).toMatch(/\(Zalo\)$/);
    expect(line(named('data_exported', { details: { export: 'standings' } }))).toContain('Tình hình');
  });

  it('says who, where nobody is known by name', () => {
    expect(line(named('plan_imported', { actorId: null, via: 'cli' }))).toContain('Người quản trị, tại máy chủ');
    expect(line(named('review_closed', { actorId: null, via: 'program' }))).toContain('Trợ lý tự thực hiện');
  });

  it('gives the code of an act that this version does not know', () => {
    expect(line(named('from_the_future' as AuditAction))).toContain('from_the_future');
  });
});
