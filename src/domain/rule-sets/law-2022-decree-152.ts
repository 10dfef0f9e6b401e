import type { RuleSet } from '../rule-set.ts';
import { law2022Titles } from './law-2022-titles.ts';
import { cite, read } from './rule.ts';

/** Law of 2022 with decree 152 of 2025 (two-tier local government): awards from 1 July 2025 to 30 September 2026. */
export const law2022Decree152: RuleSet = {
  id: 'law-2022-decree-152',
  validFrom: '2025-07-01',
  validTo: '2026-09-30',
  verified: true,
  source: 'pbgdpl.cantho.gov.vn (decree: dates only, its text was not read); the end follows from the law of 2026',
  basis: ['law-06-2022', 'decree-152-2025', 'circular-15-2025'],
  registration: { required: false, ...read(cite('law-06-2022', 7), 'ins.htu.edu.vn; tapchitoaan.vn, comparison') },
  titles: law2022Titles,
};
