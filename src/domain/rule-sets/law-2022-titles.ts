import type { RuleSet } from '../rule-set.ts';
import { all, any, cite, decidedBy, GENERAL_KNOWLEDGE, read, rule, unread, usuallyDecidedBy } from './rule.ts';

const LAW = 'law-06-2022';

const ART_21_22 = 'baoyenbai.com.vn 342479 and baochinhphu, quotation of the article';
const ART_23 = 'laodong.vn 1629499, quotation of the article';
const ART_24 = 'laocai.edu.vn, quotation of the article';
const ART_27 = 'sbft.hust.edu.vn, quotation of the article';

/** What the law of 2022 demands for each title; its decrees change the procedure, not these conditions. */
export const law2022Titles: RuleSet['titles'] = {
  advanced_worker: {
    title: 'advanced_worker',
    requirement: all(
      rule({ kind: 'grading_at_least', grade: 'good' }, read(cite(LAW, 24), ART_24)),
      rule({ kind: 'no_discipline', from: 'reprimand' }, unread(cite(LAW, 24), GENERAL_KNOWLEDGE)),
      rule({ kind: 'judged', aspect: 'conduct' }, read(cite(LAW, 24), ART_24)),
    ),
    cap: null,
    decidedBy: usuallyDecidedBy('agency_head'),
    grounds: [cite(LAW, 24)],
  },
  grassroots_emulation_fighter: {
    title: 'grassroots_emulation_fighter',
    requirement: all(
      rule({ kind: 'title_this_year', title: 'advanced_worker' }, read(cite(LAW, 23), ART_23)),
      any(
        read(cite(LAW, 23), ART_23),
        rule({ kind: 'grading_at_least', grade: 'excellent' }, read(cite(LAW, 23), ART_23)),
        rule({ kind: 'initiative', level: 'grassroots' }, read(cite(LAW, 23), ART_23)),
      ),
    ),
    // No national ratio found; provinces and offices may set one in their plan.
    cap: null,
    decidedBy: usuallyDecidedBy('agency_head'),
    grounds: [cite(LAW, 23)],
  },
  provincial_emulation_fighter: {
    title: 'provincial_emulation_fighter',
    requirement: all(
      rule(
        { kind: 'consecutive_titles', title: 'grassroots_emulation_fighter', times: 3, everyYears: 1 },
        read(cite(LAW, 22), ART_21_22),
      ),
      rule({ kind: 'initiative', level: 'provincial' }, read(cite(LAW, 22), ART_21_22)),
    ),
    cap: null,
    decidedBy: decidedBy('provincial_chair', 'baoyenbai.com.vn 342479'),
    grounds: [cite(LAW, 22)],
  },
  national_emulation_fighter: {
    title: 'national_emulation_fighter',
    requirement: all(
      // Three years between two provincial titles: each needs three years of its own. Reading of practice, not of a text.
      rule(
        { kind: 'consecutive_titles', title: 'provincial_emulation_fighter', times: 2, everyYears: 3 },
        unread(cite(LAW, 21), 'baoyenbai.com.vn 342479 for twice in a row; the spacing is a reading of practice'),
      ),
      rule({ kind: 'initiative', level: 'national' }, unread(cite(LAW, 21), 'baoyenbai.com.vn 342479')),
    ),
    cap: null,
    decidedBy: usuallyDecidedBy('prime_minister'),
    grounds: [cite(LAW, 21)],
  },
  advanced_labour_collective: {
    title: 'advanced_labour_collective',
    requirement: all(
      rule(
        { kind: 'member_share', title: 'advanced_worker', comparator: '>', percent: 50 },
        unread(cite(LAW, 28), 'carried over from the law of 2003; ministries set details, lawnet 171178 names 70 %'),
      ),
      rule({ kind: 'no_discipline', from: 'warning' }, unread(cite(LAW, 28), 'carried over from the law of 2003')),
      rule({ kind: 'grading_at_least', grade: 'good' }, unread(cite(LAW, 28), GENERAL_KNOWLEDGE)),
      rule({ kind: 'judged', aspect: 'conduct' }, unread(cite(LAW, 28), GENERAL_KNOWLEDGE)),
    ),
    cap: null,
    decidedBy: usuallyDecidedBy('agency_head'),
    grounds: [cite(LAW, 28)],
  },
  excellent_labour_collective: {
    title: 'excellent_labour_collective',
    requirement: all(
      rule({ kind: 'grading_at_least', grade: 'excellent' }, read(cite(LAW, 27), ART_27)),
      rule({ kind: 'all_members_completed' }, read(cite(LAW, 27), ART_27)),
      rule(
        { kind: 'member_share', title: 'advanced_worker', comparator: '>=', percent: 70 },
        read(cite(LAW, 27), ART_27),
      ),
      rule({ kind: 'has_holder', title: 'grassroots_emulation_fighter' }, read(cite(LAW, 27), ART_27)),
      rule({ kind: 'no_discipline', from: 'warning' }, unread(cite(LAW, 27), 'carried over from the law of 2003')),
    ),
    cap: null,
    decidedBy: decidedBy('provincial_chair', 'sbft.hust.edu.vn; quangbinh.gov.vn for the post'),
    grounds: [cite(LAW, 27)],
  },
  provincial_emulation_flag: {
    title: 'provincial_emulation_flag',
    requirement: rule({ kind: 'judged', aspect: 'bloc_leader' }, unread(cite(LAW, 26), GENERAL_KNOWLEDGE)),
    cap: null,
    decidedBy: usuallyDecidedBy('provincial_committee'),
    grounds: [cite(LAW, 26)],
  },
  government_emulation_flag: {
    title: 'government_emulation_flag',
    requirement: rule({ kind: 'judged', aspect: 'bloc_leader' }, unread(cite(LAW, 25), GENERAL_KNOWLEDGE)),
    cap: null,
    decidedBy: usuallyDecidedBy('government'),
    grounds: [cite(LAW, 25)],
  },
};
