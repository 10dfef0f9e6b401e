import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import en from '../../locales/en.json' with { type: 'json' };
import vi from '../../locales/vi.json' with { type: 'json' };
import { say, type TextKey } from '../../src/conversation/text-key.ts';
import { readPlanFile } from '../../src/intake/plan-file.ts';
import { PLAN_PROBLEM_CODES, PLAN_WARNING_CODES } from '../../src/intake/yaml-file/problem.ts';
import { createCatalogue } from '../../src/presentation/catalogue.ts';

const catalogue = createCatalogue('Asia/Ho_Chi_Minh');

const SMALL = `format: 1
year: 2022
title: Kế hoạch thi đua
agency:
  name: Sở A
  short_name: Sở A
  parent_name: UBND tỉnh B
  place: B
  signer: { post: Giám đốc, name: Nguyễn Văn A }
  recipients: [Các phòng]
rule_set: law-2003-decree-91
divisions:
  - { code: VP, name: Văn phòng }
targets:
  - code: cstdcs
    section: III
    subject: individual
    text: 15% CSTĐCS
    measure: { title: grassroots_emulation_fighter }
    figure: ">= 15%"
    base: advanced_workers
    ceiling: true
movements:
  - { code: dan-van, name: Dân vận khéo, launched_by: Tỉnh ủy }
milestones:
  - { code: mo, kind: registration_opens, name: Mở, at: 2022-02-07 08:00, source: plan }
  - { code: dong, kind: registration_closes, name: Đóng, at: 2022-02-28 17:00, source: plan }
commitments:
  - { code: dv, text: Dân vận, for: individual, movement: dan-van }
initiatives: { forms: [Đề tài], levels: [grassroots] }
council: { name: Hội đồng, size: 7 }
voting_rules:
  - title: grassroots_emulation_fighter
    method: secret_ballot
    base: all_members
    passes: ">= 2/3"
    quorum: 2/3
    recusal: votes_on_all
    grounds: Quy chế
reminders:
  - { milestone: dong, days_before: [7, 1], time: "08:00" }
digest: { weekday: 1, time: "08:00" }
`;

/** Every problem as `code path @ what stands at its place`, after replacing one piece of the small plan. */
function problems(from: string, to: string): readonly string[] {
  expect(SMALL).toContain(from);
  return problemsIn(SMALL.replace(from, to));
}

function problemsIn(text: string): readonly string[] {
  const read = readPlanFile(text);
  if (read.ok) return [];
  return read.error.map(({ line, column, code, path, params }) => {
    readable(`plan.problem.${code}`, params);
    const there = text.split('\n')[line - 1]?.slice(column - 1, column + 5);
    return `${code} ${path} @ ${there}`;
  });
}

/** Fails when a text asks for a value that the finding does not carry. */
function readable(key: TextKey, params: Readonly<Record<string, string | number>>): void {
  for (const locale of ['vi', 'en'] as const) expect(catalogue.plain(say(key, params), locale)).not.toMatch(/[{}]/);
}

function warnings(from: string, to: string): readonly string[] {
  const read = readPlanFile(SMALL.replace(from, to));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.warnings.map(({ line, code, params }) => {
    readable(`plan.warning.${code}`, params);
    return `${line} ${code}`;
  });
}

describe('a small plan', () => {
  it('is read, with what it leaves out empty', () => {
    const read = readPlanFile(SMALL);

    expect(read.ok && read.value.plan).toMatchObject({
      issued: null,
      introduction: '',
      objectives: [],
      documents: [],
      milestones: [{ date: '2022-02-07', time: '08:00' }, {}],
      targets: [{ horizon: 'year', from: 2022, to: 2022, yearly: true, comparator: '>=', figure: 15, unit: 'percent' }],
      votingRules: [{ comparator: '>=', numerator: 2, denominator: 3, quorum: { numerator: 2, denominator: 3 } }],
      reminders: [
        { milestone: 'dong', daysBefore: 7, time: '08:00' },
        { milestone: 'dong', daysBefore: 1, time: '08:00' },
      ],
    });
  });

  it('may be written with decomposed letters and Windows line ends', () => {
    const read = readPlanFile(SMALL.normalize('NFD').replaceAll('\n', '\r\n'));

    expect(read.ok && read.value.plan.title).toBe('Kế hoạch thi đua'.normalize('NFC'));
  });
});

describe('a problem is reported at its place', () => {
  it.each([
    ['year: 2022', 'yeer: 2022', ['missing year @ format', 'unknown_key yeer @ yeer: ']],
    ['year: 2022', 'year: "2022"', ['wrong_type year @ "2022"']],
    ['year: 2022', 'year: 1999', ['out_of_range year @ 1999']],
    ['title: Kế hoạch thi đua', 'title:', ['missing title @ title:']],
    ['title: Kế hoạch thi đua', 'title: ""', ['missing title @ title:']],
    [
      'short_name: Sở A',
      'shortname: Sở A',
      ['missing agency.short_name @ name: ', 'unknown_key agency.shortname @ shortn'],
    ],
    ['law-2003-decree-91', 'law-2003', ['unknown_value rule_set @ law-20']],
    ['code: VP', 'code: 01', ['wrong_type divisions[1].code @ 01, na']],
    ['code: VP', 'code: Văn-phòng', ['bad_code divisions[1].code @ Văn-ph']],
    ['  - { code: VP, name: Văn phòng }', '  []', ['too_few divisions @ []']],
    ['subject: individual', 'subject: collective', ['subject_mismatch targets[1].subject @ collec']],
    ['title: grassroots_emulation_fighter }', 'holder: agency }', ['bad_measure targets[1].measure @ { hold']],
    [
      'title: grassroots_emulation_fighter }',
      'award: commendation_letter }',
      ['holder_missing targets[1].measure @ { awar'],
    ],
    ['">= 15%"', '15%', ['bad_figure targets[1].figure @ 15%']],
    ['">= 15%"', '">= 20%"', ['ceiling_above_cap targets[1].figure @ ">= 20']],
    [
      '">= 15%"',
      '">= 15"',
      ['base_unexpected targets[1].base @ advanc', 'ceiling_without_share targets[1].ceiling @ true'],
    ],
    ['    base: advanced_workers\n', '', ['base_missing targets[1].figure @ ">= 15']],
    ['ceiling: true', 'yearly: true', ['yearly_without_period targets[1].yearly @ true']],
    ['ceiling: true', 'period: 2015-2020', ['period_without_year targets[1].period @ 2015-2']],
    ['ceiling: true', 'period: 2025-2021', ['bad_period targets[1].period @ 2025-2']],
    ['2022-02-28 17:00', '2022-02-30 17:00', ['bad_moment milestones[2].at @ 2022-0']],
    ['2022-02-28 17:00', '2022-02-28', ['bad_moment milestones[2].at @ 2022-0']],
    ['2022-02-28 17:00', '2022-02-01 17:00', ['milestone_order milestones[2].at @ 2022-0']],
    ['2022-02-28 17:00', '2052-02-28 17:00', ['far_outside_year milestones[2].at @ 2052-0']],
    ['registration_closes', 'final_review', ['milestone_missing milestones @ - { co']],
    [
      'registration_closes',
      'registration_opens',
      ['milestone_missing milestones @ - { co', 'milestone_twice milestones[2].kind @ regist'],
    ],
    [
      'code: dong,',
      'code: MO,',
      ['duplicate_code milestones[2].code @ MO, ki', 'unknown_reference reminders[1].milestone @ dong, '],
    ],
    ['movement: dan-van', 'movement: dan-vam', ['unknown_reference commitments[1].movement @ dan-va']],
    ['size: 7', 'size: 0', ['out_of_range council.size @ 0 }']],
    ['">= 2/3"', '">= 3/2"', ['bad_fraction voting_rules[1].passes @ ">= 3/']],
    ['">= 2/3"', '"< 2/3"', ['bad_fraction voting_rules[1].passes @ "< 2/3']],
    ['"08:00" }\ndigest', '"8h" }\ndigest', ['bad_time reminders[1].time @ "8h" }']],
  ])('%j written %j', (from, to, expected) => {
    expect(problems(from, to)).toEqual(expected);
  });
});

describe('the reader of problems', () => {
  it('is told all of them at once, also between sections while another section is wrong, in the order of the file', () => {
    const text = SMALL.replace('year: 2022', 'year: MMXXII')
      .replace('movement: dan-van', 'movement: khac')
      .replace('size: 7', 'size: bảy');

    expect(problemsIn(text)).toEqual([
      'wrong_type year @ MMXXII',
      'unknown_reference commitments[1].movement @ khac }',
      'wrong_type council.size @ bảy }',
    ]);
  });

  it('is not told of references into a section that could not be read', () => {
    expect(problems('name: Dân vận khéo', 'nam: Dân vận khéo')).toEqual([
      'missing movements[1].name @ { code',
      'unknown_key movements[1].nam @ nam: D',
    ]);
  });

  it.each([
    ['short_name:', 'shortName:', 'short_name'],
    ['voting_rules:', 'votin_rules:', 'voting_rules'],
    ['parent_name:', 'xyz:', 'none'],
    ['commitments:', 'commit:', 'commitments'],
  ])('%s written %s is told %s', (from, to, suggestion) => {
    const read = readPlanFile(SMALL.replace(from, to));
    const unknown = read.ok ? [] : read.error.filter(({ code }) => code === 'unknown_key');

    expect(unknown.map(({ params }) => params.suggestion)).toEqual([suggestion]);
  });

  it('is told the law that a name begins, not one whose name is as long', () => {
    const read = readPlanFile(SMALL.replace('rule_set: law-2003-decree-91', 'rule_set: law-2003'));
    expect(read).toMatchObject({ error: [{ params: { suggestion: 'law-2003-decree-91' } }] });
  });

  it('gets a bounded list when one mistake is repeated', () => {
    const read = readPlanFile(SMALL.replace('divisions:', `divisions:${'\n  - { cod: x }'.repeat(200)}`));

    expect(read.ok || read.error.length).toBe(101);
    expect(read.ok || read.error.at(-1)).toMatchObject({ code: 'too_many_problems', params: { more: 500 } });
  });

  it.each([
    ...PLAN_PROBLEM_CODES.map((code) => `plan.problem.${code}`),
    ...PLAN_WARNING_CODES.map((code) => `plan.warning.${code}`),
  ])('finds a text for %s in both languages', (key) => {
    expect(Object.keys(vi)).toContain(key);
    expect(Object.keys(en)).toContain(key);
  });
});

describe('the bytes of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(SMALL)],
    ['UTF-8 with a mark at its beginning', Buffer.from(`\uFEFF${SMALL}`)],
    ['UTF-16, as Notepad calls Unicode', Buffer.from(`\uFEFF${SMALL}`, 'utf16le')],
  ])('in %s are read', (_, bytes) => {
    const read = readPlanFile(bytes);
    expect(read.ok && read.value.plan.title).toBe('Kế hoạch thi đua');
  });

  it.each([
    ['an old encoding', Buffer.from(SMALL.replace('Kế hoạch', 'Kê\u00b4 hoa\u00f2ch'), 'latin1')],
    ['a workbook', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(40), Buffer.from([0xff, 0x00, 0xd8])])],
  ])('in %s are refused, and not read as something else', (_, bytes) => {
    const read = readPlanFile(bytes);
    expect(read).toMatchObject({ ok: false, error: [{ line: 1, code: 'not_unicode' }] });
  });
});

describe('YAML that is not a plan', () => {
  it.each([
    ['a: 1\na: 2', ['yaml_syntax  @ a: 2']],
    ['a: [1\nb: 2', ['yaml_syntax  @ b: 2']],
    ['a: 1\n---\nb: 2', ['yaml_syntax  @ ---']],
    ['', ['not_a_mapping  @ ']],
    ['- a', ['not_a_mapping  @ - a']],
    ['just text', ['not_a_mapping  @ just t']],
    ['a: *nowhere', ['yaml_syntax  @ *nowhe']],
    [`a: &a 1\nb: [${'*a, '.repeat(200)}]`, ['too_many_aliases  @ *a, *a']],
  ])('%j is refused', (text, expected) => {
    expect(problemsIn(text)).toEqual(expected);
  });

  it('that multiplies by aliases is refused without being expanded', () => {
    let bomb = 'a: &a [x, x, x, x, x, x, x, x, x]\n';
    for (const [index, name] of [...'bcdefghi'].entries()) {
      bomb += `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]\n`;
    }

    expect(problemsIn(bomb)).toEqual(['too_many_aliases  @ a: &a ']);
  });

  it.each([
    ['brackets', `\na: ${'['.repeat(30_000)}`],
    ['braces', `\na: ${'{a: '.repeat(30_000)}`],
    ['dashes', `\n${'- '.repeat(30_000)}a`],
    ['question marks', `\n${'? '.repeat(30_000)}a`],
  ])('that nests %s without end is refused before it is parsed', (_, text) => {
    expect(problemsIn(text)).toEqual([`too_deep  @ ${text.slice(1, 7)}`]);
  });

  it('that is larger than any plan is refused before it is parsed', () => {
    expect(problemsIn(`${SMALL}# ${'x'.repeat(256_000)}`)).toEqual(['too_large  @ format']);
  });

  it('cannot make the reader throw, whatever piece of the example is damaged', () => {
    const example = readFileSync('examples/ban-dan-toc-2022.yaml', 'utf8');
    fc.assert(
      fc.property(
        fc.nat(example.length),
        fc.nat(40),
        fc.oneof(
          fc.string({ maxLength: 12 }),
          fc.constantFrom('[', '{', '&a ', '*a', '- ', '? ', '!!', '|', '"', "'", '\t'),
        ),
        (at, cut, inserted) => {
          const read = readPlanFile(example.slice(0, at) + inserted + example.slice(at + cut));
          if (!read.ok) expect(read.error.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('warnings do not stop the plan', () => {
  it.each([
    ['rule_set: law-2003-decree-91', 'rule_set: law-2026', ['11 rule_set_out_of_year', '11 rule_set_unverified']],
    ['ceiling: true', 'ceiling: false', ['11 rules_unverified']],
    [
      '">= 15%"\n    base: advanced_workers\n    ceiling: true',
      '">= 20%"\n    base: advanced_workers',
      ['11 rules_unverified', '20 goal_above_cap'],
    ],
    ['base: advanced_workers', 'base: staff', ['11 rules_unverified', '21 ceiling_base_differs']],
    [
      '  - title: grassroots_emulation_fighter',
      '  - title: advanced_worker',
      ['11 rules_unverified', '19 voting_rule_missing'],
    ],
    ['2022-02-28 17:00', '2023-01-28 17:00', ['11 rules_unverified', '27 outside_year']],
    ['17:00, source: plan', '17:00, source: example', ['11 rules_unverified', '26 example_dates']],
  ])('%j written %j', (from, to, expected) => {
    expect(warnings(from, to)).toEqual(expected);
  });

  it('name a rule set whose time is over', () => {
    const read = readPlanFile(SMALL.replaceAll('2022', '2024'));

    expect(read.ok && read.value.warnings[0]).toMatchObject({
      code: 'rule_set_out_of_year',
      params: { year: 2024, to: '2023-12-31' },
    });
  });
});
