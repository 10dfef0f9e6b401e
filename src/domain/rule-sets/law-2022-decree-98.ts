import type { RuleSet } from '../rule-set.ts';
import { law2022Titles } from './law-2022-titles.ts';
import { cite, read } from './rule.ts';

/** Law of 2022 with decree 98 of 2023: awards from 1 January 2024 to 30 June 2025. */
export const law2022Decree98: RuleSet = {
  id: 'law-2022-decree-98',
  validFrom: '2024-01-01',
  validTo: '2025-06-30',
  verified: true,
  source: 'quangngai.dms.gov.vn and ins.htu.edu.vn (law); bqllang.gov.vn (decree: dates only, its text was not read)',
  basis: ['law-06-2022', 'decree-98-2023'],
  // The law of 2022 dropped registration from the bases of an award; an office's own rules may keep it.
  registration: { required: false, ...read(cite('law-06-2022', 7), 'ins.htu.edu.vn; tapchitoaan.vn, comparison') },
  titles: law2022Titles,
};
