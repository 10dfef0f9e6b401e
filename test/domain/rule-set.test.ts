import { describe, expect, it } from 'vitest';
import { LEGAL_DOCUMENT_IDS, LEGAL_DOCUMENTS, legalDocument } from '../../src/domain/legal-document.ts';
import {
  RULE_SET_IDS,
  RULE_SETS,
  ruleSetById,
  ruleSetFor,
  rulesOf,
  unverifiedCount,
} from '../../src/domain/rule-set.ts';
import { COLLECTIVE_TITLES, INDIVIDUAL_TITLES } from '../../src/domain/title.ts';
import { addDays } from '../../src/lib/office-time.ts';

const TITLES = [...INDIVIDUAL_TITLES, ...COLLECTIVE_TITLES];

describe('rule sets', () => {
  it('follow one another without a gap or an overlap', () => {
    expect(RULE_SETS.map(({ id }) => id)).toEqual(RULE_SET_IDS);
    for (const [index, set] of RULE_SETS.slice(1).entries()) {
      const earlier = RULE_SETS[index];
      expect(earlier?.validTo && addDays(earlier.validTo, 1)).toBe(set.validFrom);
    }
    expect(RULE_SETS.at(-1)?.validTo).toBeNull();
  });

  it.each([
    ['2017-09-30', undefined],
    ['2022-12-20', 'law-2003-decree-91'],
    ['2023-12-31', 'law-2003-decree-91'],
    ['2024-01-01', 'law-2022-decree-98'],
    ['2025-06-30', 'law-2022-decree-98'],
    ['2025-07-01', 'law-2022-decree-152'],
    ['2026-09-30', 'law-2022-decree-152'],
    ['2026-10-01', 'law-2026'],
  ])('on %s it is %s', (date, id) => {
    expect(ruleSetFor(date)?.id).toBe(id);
  });

  it.each(RULE_SETS.flatMap((set) => TITLES.map((title) => [set.id, title] as const)))(
    '%s grounds every rule on %s in a document of its basis that was in force',
    (id, title) => {
      const set = ruleSetById(id);
      const rules = set.titles[title];

      expect(rules.title).toBe(title);
      const grounds = [
        set.registration.ground,
        ...rules.grounds,
        ...rulesOf(rules.requirement).map(({ ground }) => ground),
      ];
      if (rules.cap !== null) grounds.push(rules.cap.ground);
      for (const { document } of grounds) {
        expect(set.basis).toContain(document);
        expect(legalDocument(document).effectiveFrom <= set.validFrom).toBe(true);
      }
    },
  );

  it('say where each rule was read', () => {
    for (const set of RULE_SETS) {
      for (const title of TITLES) {
        for (const rule of rulesOf(set.titles[title].requirement)) expect(rule.source).not.toBe('');
      }
    }
  });

  it('count nothing of the 2026 amendment as compared with the official text', () => {
    const set = ruleSetById('law-2026');

    expect(set.verified).toBe(false);
    expect(set.registration.verified).toBe(false);
    for (const title of TITLES) {
      const { requirement, decidedBy } = set.titles[title];
      expect(decidedBy.verified).toBe(false);
      expect(rulesOf(requirement).filter(({ verified }) => verified)).toEqual([]);
    }
    expect(unverifiedCount(set)).toBeGreaterThan(unverifiedCount(ruleSetById('law-2022-decree-98')));
  });

  it('cap CSTĐCS at 15 % of the advanced workers under the law of 2003 and nowhere nationally after it', () => {
    const caps = RULE_SETS.map((set) => set.titles.grassroots_emulation_fighter.cap);

    expect(caps[0]).toMatchObject({ base: 'advanced_workers', percent: 15, comparator: '<=', rounding: 'floor' });
    expect(caps.slice(1)).toEqual([null, null, null]);
  });

  it('demand registration under the law of 2003 alone', () => {
    expect(RULE_SETS.map((set) => set.registration.required)).toEqual([true, false, false, false]);
  });
});

describe('legal documents', () => {
  it('are registered once each, in force from the day they were issued or later', () => {
    expect(LEGAL_DOCUMENTS.map(({ id }) => id)).toEqual(LEGAL_DOCUMENT_IDS);
    for (const { date, effectiveFrom, effectiveTo } of LEGAL_DOCUMENTS) {
      if (date !== null) expect(date <= effectiveFrom).toBe(true);
      if (effectiveTo !== null) expect(effectiveFrom < effectiveTo).toBe(true);
    }
  });
});
