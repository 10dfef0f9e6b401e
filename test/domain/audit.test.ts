import { describe, expect, it } from 'vitest';
import { AUDIT_ACTIONS, AUDIT_AREAS, actionsOf, auditActions, isAuditDetail } from '../../src/domain/audit.ts';

describe('the table of logged acts', () => {
  it('has every act of an election by its day alone, and everything else by its moment', () => {
    for (const action of auditActions()) {
      const { area, granularity } = AUDIT_ACTIONS[action];
      expect({ action, granularity }).toEqual({ action, granularity: area === 'election' ? 'day' : 'moment' });
      expect(action.startsWith('election_')).toBe(area === 'election');
    }
  });

  it('knows no cast', () => {
    expect(auditActions().filter((action) => /cast|vote|mark|ballot/.test(action))).toEqual([]);
  });

  it('gives every area its acts, each to one', () => {
    expect(AUDIT_AREAS.flatMap(actionsOf).toSorted()).toEqual(auditActions().toSorted());
    for (const area of AUDIT_AREAS) expect(actionsOf(area).length).toBeGreaterThan(0);
  });
});

describe('details', () => {
  it.each(['CSTDCS', 'staff,head', 'telegram', '2022:order:7', 12, 0, true, null, 'KH-2022/so_ket.1'])(
    'may be %s',
    (value) => {
      expect(isAuditDetail(value)).toBe(true);
    },
  );

  it.each(['', 'Nguyễn Văn A', 'hai từ', 'dòng\nhai', ' x', Number.NaN, 'x'.repeat(200)])('may not be %j', (value) => {
    expect(isAuditDetail(value)).toBe(false);
  });
});
