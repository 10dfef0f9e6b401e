import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CollectiveFacts,
  type Eligibility,
  eligibility,
  type Facts,
  type PersonFacts,
  prerequisitesOf,
} from '../../src/domain/eligibility.ts';
import { DISCIPLINES, GRADES, RULE_SETS, ruleSetById } from '../../src/domain/rule-set.ts';
import { COLLECTIVE_TITLES, INDIVIDUAL_TITLES, INITIATIVE_LEVELS } from '../../src/domain/title.ts';

const R1 = ruleSetById('law-2003-decree-91');
const R2 = ruleSetById('law-2022-decree-98');
const R4 = ruleSetById('law-2026');

function person(facts: Partial<PersonFacts>): PersonFacts {
  return {
    subject: 'individual',
    moment: 'pledging',
    year: 2022,
    titles: [],
    grading: null,
    initiatives: [],
    discipline: 'none',
    history: [],
    registered: false,
    ...facts,
  };
}

function division(facts: Partial<CollectiveFacts>): CollectiveFacts {
  return {
    subject: 'collective',
    moment: 'pledging',
    year: 2022,
    titles: [],
    grading: null,
    discipline: 'none',
    history: [],
    registered: false,
    memberCount: 10,
    holders: {},
    allMembersCompleted: null,
    ...facts,
  };
}

function unmetKinds(answer: Eligibility): readonly string[] {
  return answer.eligible ? [] : answer.unmet.map(({ rule }) => rule.kind);
}

describe('at pledging, CSTĐCS', () => {
  it('needs LĐTT and an initiative under the law of 2003', () => {
    expect(unmetKinds(eligibility(R1, 'grassroots_emulation_fighter', person({})))).toEqual([
      'title_this_year',
      'initiative',
    ]);
    const facts = person({
      titles: ['advanced_worker', 'grassroots_emulation_fighter'],
      initiatives: [{ level: 'grassroots', state: 'planned' }],
    });
    expect(eligibility(R1, 'grassroots_emulation_fighter', facts)).toEqual({ eligible: true });
  });

  it('is not given for an excellent grading alone under the law of 2003', () => {
    const facts = person({ titles: ['advanced_worker'], grading: { grade: 'excellent', state: 'pledged' } });

    expect(unmetKinds(eligibility(R1, 'grassroots_emulation_fighter', facts))).toEqual(['initiative']);
    expect(eligibility(R2, 'grassroots_emulation_fighter', facts)).toEqual({ eligible: true });
  });

  it('reports both alternatives together with their ground under the law of 2022', () => {
    const answer = eligibility(R2, 'grassroots_emulation_fighter', person({ titles: ['advanced_worker'] }));

    expect(answer).toMatchObject({
      eligible: false,
      unmet: [
        {
          rule: { kind: 'any', of: [{ kind: 'grading_at_least', grade: 'excellent' }, { kind: 'initiative' }] },
          ground: { document: 'law-06-2022', article: 23 },
        },
      ],
    });
  });

  it('needs an excellent grading and an initiative, but not LĐTT, under the 2026 draft', () => {
    const facts = person({ year: 2027, initiatives: [{ level: 'grassroots', state: 'planned' }] });

    expect(unmetKinds(eligibility(R4, 'grassroots_emulation_fighter', facts))).toEqual(['grading_at_least']);
  });
});

describe('at pledging, the provincial fighter', () => {
  const pledged = person({
    titles: ['advanced_worker', 'grassroots_emulation_fighter', 'provincial_emulation_fighter'],
    initiatives: [{ level: 'provincial', state: 'planned' }],
    history: [
      { year: 2021, title: 'grassroots_emulation_fighter' },
      { year: 2020, title: 'grassroots_emulation_fighter' },
    ],
  });

  it('needs CSTĐCS in the two years before and pledged for this one, and a provincial initiative', () => {
    expect(eligibility(R1, 'provincial_emulation_fighter', pledged)).toEqual({ eligible: true });
  });

  it('tells how many years in a row there are when one is missing in between', () => {
    const history = [
      { year: 2021, title: 'grassroots_emulation_fighter' },
      { year: 2019, title: 'grassroots_emulation_fighter' },
    ] as const;

    expect(eligibility(R1, 'provincial_emulation_fighter', { ...pledged, history })).toMatchObject({
      eligible: false,
      unmet: [{ rule: { kind: 'consecutive_titles', times: 3 }, found: { count: 2, of: 3 } }],
    });
  });

  it('is not reached by earlier years alone when CSTĐCS is not pledged this year', () => {
    const history = [2021, 2020, 2019].map((year) => ({ year, title: 'grassroots_emulation_fighter' as const }));
    const answer = eligibility(R1, 'provincial_emulation_fighter', { ...pledged, titles: [], history });

    expect(unmetKinds(answer)).toEqual(['consecutive_titles']);
  });

  it('leaves the year under review to what is pledged, even if a decision of that year is already recorded', () => {
    const history = [2022, 2021, 2020].map((year) => ({ year, title: 'grassroots_emulation_fighter' as const }));

    expect(eligibility(R1, 'provincial_emulation_fighter', { ...pledged, titles: [], history })).toMatchObject({
      unmet: [{ found: { count: 2, of: 3 } }],
    });
  });

  it('does not count a year twice when two decisions name it', () => {
    const history = [2021, 2021].map((year) => ({ year, title: 'grassroots_emulation_fighter' as const }));

    expect(unmetKinds(eligibility(R1, 'provincial_emulation_fighter', { ...pledged, history }))).toEqual([
      'consecutive_titles',
    ]);
  });

  it('is not reached with an initiative of the grassroots level', () => {
    const initiatives = [{ level: 'grassroots', state: 'planned' }] as const;

    expect(unmetKinds(eligibility(R1, 'provincial_emulation_fighter', { ...pledged, initiatives }))).toEqual([
      'initiative',
    ]);
  });
});

describe('the national fighter', () => {
  it('accepts provincial titles three years apart as twice in a row, and not four', () => {
    const facts = person({
      titles: ['provincial_emulation_fighter'],
      initiatives: [{ level: 'national', state: 'planned' }],
      history: [{ year: 2019, title: 'provincial_emulation_fighter' }],
    });

    expect(eligibility(R1, 'national_emulation_fighter', facts)).toEqual({ eligible: true });
    expect(unmetKinds(eligibility(R1, 'national_emulation_fighter', { ...facts, year: 2023 }))).toEqual([
      'consecutive_titles',
    ]);
  });
});

describe('at nomination', () => {
  it('nothing pledged or planned counts any more, and registration does where the law asks for it', () => {
    const facts = person({
      moment: 'nomination',
      titles: ['advanced_worker'],
      grading: { grade: 'excellent', state: 'pledged' },
      initiatives: [{ level: 'provincial', state: 'planned' }],
    });

    expect(unmetKinds(eligibility(R1, 'grassroots_emulation_fighter', facts))).toEqual(['initiative', 'registered']);
    expect(unmetKinds(eligibility(R1, 'advanced_worker', facts))).toEqual(['grading_at_least', 'registered']);
    expect(unmetKinds(eligibility(R2, 'grassroots_emulation_fighter', facts))).toEqual(['any']);
  });

  it('a reprimand stands in the way of LĐTT, but only a warning in that of the division', () => {
    const graded = { moment: 'nomination', registered: true, grading: { grade: 'good', state: 'known' } } as const;
    const own = eligibility(R1, 'advanced_worker', person({ ...graded, discipline: 'reprimand' }));
    expect(unmetKinds(own)).toEqual(['no_discipline']);

    const shared = { ...graded, holders: { advanced_worker: 9 } } as const;
    expect(eligibility(R1, 'advanced_labour_collective', division({ ...shared, discipline: 'reprimand' }))).toEqual({
      eligible: true,
    });
    expect(
      unmetKinds(eligibility(R1, 'advanced_labour_collective', division({ ...shared, discipline: 'warning' }))),
    ).toEqual(['no_discipline']);
  });

  it('lists every unmet rule of an excellent collective at once', () => {
    const facts = division({ moment: 'nomination', discipline: 'warning', holders: { advanced_worker: 6 } });

    expect(unmetKinds(eligibility(R1, 'excellent_labour_collective', facts))).toEqual([
      'title_this_year',
      'all_members_completed',
      'member_share',
      'has_holder',
      'no_discipline',
      'registered',
    ]);
  });
});

describe('shares of members', () => {
  it.each([
    [10, 5, false],
    [10, 6, true],
    [9, 5, true],
    [0, 0, false],
  ])('more than half: of %i members %i are enough: %s', (memberCount, advanced, enough) => {
    const facts = division({ memberCount, holders: { advanced_worker: advanced } });

    expect(eligibility(R1, 'advanced_labour_collective', facts).eligible).toBe(enough);
  });

  it.each([
    [10, 7, true],
    [10, 6, false],
    [7, 5, true],
    [7, 4, false],
    [0, 0, false],
  ])('at least 70 %%: of %i members %i are enough: %s', (memberCount, advanced, enough) => {
    const facts = division({
      memberCount,
      titles: ['advanced_labour_collective'],
      holders: { advanced_worker: advanced, grassroots_emulation_fighter: 1 },
    });

    expect(eligibility(R1, 'excellent_labour_collective', facts).eligible).toBe(enough);
  });
});

describe('prerequisitesOf', () => {
  it('names alternatives as one and registration last', () => {
    expect(prerequisitesOf(R2, 'grassroots_emulation_fighter').map(({ kind }) => kind)).toEqual([
      'title_this_year',
      'any',
    ]);
    expect(prerequisitesOf(R1, 'provincial_emulation_fighter').map(({ kind }) => kind)).toEqual([
      'consecutive_titles',
      'initiative',
      'registered',
    ]);
  });
});

describe('eligibility', () => {
  const common = {
    moment: fc.constantFrom('pledging' as const, 'nomination' as const),
    year: fc.integer({ min: 2018, max: 2030 }),
    grading: fc.option(
      fc.record({ grade: fc.constantFrom(...GRADES), state: fc.constantFrom('known' as const, 'pledged' as const) }),
    ),
    discipline: fc.constantFrom(...DISCIPLINES),
    registered: fc.boolean(),
  };
  const anyone = fc.record({
    subject: fc.constant('individual' as const),
    ...common,
    titles: fc.subarray([...INDIVIDUAL_TITLES]),
    initiatives: fc.array(
      fc.record({
        level: fc.constantFrom(...INITIATIVE_LEVELS),
        state: fc.constantFrom('planned' as const, 'recognised' as const),
      }),
    ),
    history: fc.array(
      fc.record({ year: fc.integer({ min: 2010, max: 2030 }), title: fc.constantFrom(...INDIVIDUAL_TITLES) }),
    ),
  });

  it('reports only rules of the title, each with its ground, and never an empty list', () => {
    fc.assert(
      fc.property(anyone, fc.constantFrom(...RULE_SETS), fc.constantFrom(...INDIVIDUAL_TITLES), (facts, set, title) => {
        const answer = eligibility(set, title, facts);
        if (answer.eligible) return;
        const rules = prerequisitesOf(set, title);
        expect(answer.unmet.length).toBeGreaterThan(0);
        for (const { rule, ground } of answer.unmet) {
          expect(rules).toContainEqual(rule);
          expect(ground).toEqual(rule.ground);
        }
      }),
    );
  });

  it('at nomination never accepts what it would have refused at pledging', () => {
    fc.assert(
      fc.property(anyone, fc.constantFrom(...RULE_SETS), fc.constantFrom(...INDIVIDUAL_TITLES), (facts, set, title) => {
        const nominated = eligibility(set, title, { ...facts, moment: 'nomination' });
        if (nominated.eligible) expect(eligibility(set, title, { ...facts, moment: 'pledging' }).eligible).toBe(true);
      }),
    );
  });

  it('does not answer for a title of the other kind', () => {
    const askDivision: Facts = division({});

    expect(() => eligibility(R1, 'advanced_worker', askDivision)).toThrow();
    expect(() => eligibility(R1, COLLECTIVE_TITLES[0], person({}))).toThrow();
  });
});
