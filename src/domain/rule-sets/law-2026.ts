import type { Requirement, RuleSet, TitleRules } from '../rule-set.ts';
import { law2022Titles } from './law-2022-titles.ts';
import { all, cite, rule, unread } from './rule.ts';

const LAW = 'law-06-2026';
const DRAFT = 'laodong.vn 1629499, on the draft: the text as passed was not read';

/** The same requirement with every rule marked as not compared with the amended text. */
function unverified(requirement: Requirement): Requirement {
  if (requirement.kind === 'all') return { kind: 'all', of: requirement.of.map(unverified) };
  if (requirement.kind === 'any') {
    return { ...requirement, verified: false, of: requirement.of.map((one) => ({ ...one, verified: false })) };
  }
  return { ...requirement, verified: false };
}

function carriedOver(rules: TitleRules): TitleRules {
  return {
    ...rules,
    requirement: unverified(rules.requirement),
    decidedBy: { ...rules.decidedBy, verified: false },
  };
}

/** Amendment of 2026, from 1 October 2026: nothing in it has been read in the text as passed. */
export const law2026: RuleSet = {
  id: 'law-2026',
  validFrom: '2026-10-01',
  validTo: null,
  verified: false,
  source: 'repositories citing vanban.chinhphu.vn 218100 for existence and date; press on the draft for the content',
  basis: ['law-06-2022', 'law-06-2026'],
  registration: { required: false, ...unread(cite(LAW), 'carried over from the law of 2022') },
  titles: {
    advanced_worker: carriedOver(law2022Titles.advanced_worker),
    grassroots_emulation_fighter: {
      title: 'grassroots_emulation_fighter',
      requirement: all(
        rule({ kind: 'grading_at_least', grade: 'excellent' }, unread(cite(LAW), DRAFT)),
        rule({ kind: 'initiative', level: 'grassroots' }, unread(cite(LAW), DRAFT)),
      ),
      cap: null,
      decidedBy: carriedOver(law2022Titles.grassroots_emulation_fighter).decidedBy,
      grounds: [cite(LAW)],
    },
    provincial_emulation_fighter: carriedOver(law2022Titles.provincial_emulation_fighter),
    national_emulation_fighter: carriedOver(law2022Titles.national_emulation_fighter),
    advanced_labour_collective: carriedOver(law2022Titles.advanced_labour_collective),
    excellent_labour_collective: carriedOver(law2022Titles.excellent_labour_collective),
    provincial_emulation_flag: carriedOver(law2022Titles.provincial_emulation_flag),
    government_emulation_flag: carriedOver(law2022Titles.government_emulation_flag),
  },
};
