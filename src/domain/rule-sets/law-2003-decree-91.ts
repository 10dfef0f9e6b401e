import type { RuleSet } from '../rule-set.ts';
import { all, cite, decidedBy, GENERAL_KNOWLEDGE, read, rule, unread, usuallyDecidedBy } from './rule.ts';

const LAW = 'law-15-2003';
const DECREE = 'decree-91-2017';

const LANG_SON = 'langson.gov.vn, quotation of the article';
const ART_22 = 'tdkt.toaan.gov.vn and baonghean, quotation of the article';
const CIRCULAR_2019 = 'thukyluat, TT 08/2019/TT-BLĐTBXH repeating the article';

/** Law of 2003 as amended in 2013, with decree 91 of 2017: the law of the award years 2018 to 2023. */
export const law2003Decree91: RuleSet = {
  id: 'law-2003-decree-91',
  validFrom: '2017-10-01',
  validTo: '2023-12-31',
  verified: true,
  source: 'phapdien.moj.gov.vn, vbpl.vn 19415 (law); lawnet 160387 (decree)',
  basis: ['law-15-2003', 'law-39-2013', 'decree-91-2017'],
  registration: { required: true, ...read(cite(LAW, 10), 'tapchitoaan.vn, comparison of the two laws') },
  titles: {
    advanced_worker: {
      title: 'advanced_worker',
      requirement: all(
        rule({ kind: 'grading_at_least', grade: 'good' }, unread(cite(LAW, 24), 'qpvn.vn, in part')),
        rule({ kind: 'no_discipline', from: 'reprimand' }, unread(cite(LAW, 24), 'ttytlamhald.vn guide of 2021')),
        rule({ kind: 'judged', aspect: 'conduct' }, unread(cite(LAW, 24), 'vietjack.me summary of the law')),
      ),
      cap: null,
      decidedBy: usuallyDecidedBy('agency_head'),
      grounds: [cite(LAW, 24)],
    },
    grassroots_emulation_fighter: {
      title: 'grassroots_emulation_fighter',
      requirement: all(
        rule({ kind: 'title_this_year', title: 'advanced_worker' }, read(cite(LAW, 23), LANG_SON)),
        // The law also accepts an applied research topic (registered as an initiative) and, in the forces, a feat in combat.
        rule({ kind: 'initiative', level: 'grassroots' }, read(cite(LAW, 23), LANG_SON)),
      ),
      cap: {
        base: 'advanced_workers',
        percent: 15,
        comparator: '<=',
        rounding: 'floor',
        // The figure was read in a circular of 2014; that the decree of 2017 keeps it in this clause was not.
        ...unread(cite(DECREE, 9, 3), 'tayninh.gov.vn, TT 07/2014/TT-BNV, for the figure'),
      },
      decidedBy: usuallyDecidedBy('agency_head'),
      grounds: [cite(LAW, 23), cite(DECREE, 9, 3)],
    },
    provincial_emulation_fighter: {
      title: 'provincial_emulation_fighter',
      requirement: all(
        rule(
          { kind: 'consecutive_titles', title: 'grassroots_emulation_fighter', times: 3, everyYears: 1 },
          read(cite(LAW, 22), ART_22),
        ),
        rule({ kind: 'initiative', level: 'provincial' }, read(cite(LAW, 22), ART_22)),
      ),
      cap: null,
      decidedBy: decidedBy('provincial_chair', 'baonghean, article on the title'),
      grounds: [cite(LAW, 22)],
    },
    national_emulation_fighter: {
      title: 'national_emulation_fighter',
      requirement: all(
        // Three years between two provincial titles: each needs three years of its own. Reading of practice, not of a text.
        rule(
          { kind: 'consecutive_titles', title: 'provincial_emulation_fighter', times: 2, everyYears: 3 },
          unread(cite(LAW, 21), 'hcmup.edu.vn, older decree; the spacing is a reading of practice'),
        ),
        rule({ kind: 'initiative', level: 'national' }, unread(cite(LAW, 21), 'hcmup.edu.vn, older decree')),
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
          read(cite(LAW, 28), LANG_SON),
        ),
        rule({ kind: 'no_discipline', from: 'warning' }, read(cite(LAW, 28), LANG_SON)),
        rule({ kind: 'grading_at_least', grade: 'good' }, read(cite(LAW, 28), LANG_SON)),
        rule({ kind: 'judged', aspect: 'conduct' }, read(cite(LAW, 28), LANG_SON)),
      ),
      cap: null,
      decidedBy: usuallyDecidedBy('agency_head'),
      grounds: [cite(LAW, 28)],
    },
    excellent_labour_collective: {
      title: 'excellent_labour_collective',
      requirement: all(
        rule({ kind: 'title_this_year', title: 'advanced_labour_collective' }, read(cite(LAW, 27), CIRCULAR_2019)),
        rule({ kind: 'all_members_completed' }, read(cite(LAW, 27), CIRCULAR_2019)),
        rule(
          { kind: 'member_share', title: 'advanced_worker', comparator: '>=', percent: 70 },
          read(cite(LAW, 27), CIRCULAR_2019),
        ),
        rule({ kind: 'has_holder', title: 'grassroots_emulation_fighter' }, read(cite(LAW, 27), CIRCULAR_2019)),
        rule({ kind: 'no_discipline', from: 'warning' }, read(cite(LAW, 27), CIRCULAR_2019)),
      ),
      cap: null,
      decidedBy: decidedBy('provincial_chair', 'quangbinh.gov.vn, decision 1632/2020'),
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
  },
};
