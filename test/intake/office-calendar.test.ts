import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { calendarFileSchema } from '../../src/intake/office-calendar/schema.ts';
import { readCalendarFile } from '../../src/intake/office-calendar.ts';

const example = readFileSync('examples/lich-lam-viec-2022.yaml', 'utf8');
const guide = readFileSync('docs/calendar.md', 'utf8');

const SMALL = `format: 1
year: 2026
days_off:
  - { date: 2026-06-12, name: Đi thực tế }
  - { date: 2026-12-30, to: 2026-12-31, name: Kiểm kê }
compensatory:
  - { date: 2026-06-20, name: Làm bù }
quiet_hours: { from: "17:00", until: "07:00" }
`;

function problems(from: string, to: string): readonly string[] {
  const read = readCalendarFile(SMALL.replace(from, to));
  return read.ok ? [] : read.error.map(({ line, path, code }) => `${line} ${path} ${code}`);
}

function warnings(from: string, to: string): readonly string[] {
  const read = readCalendarFile(SMALL.replace(from, to));
  return read.ok ? read.value.warnings.map(({ line, path, code }) => `${line} ${path} ${code}`) : ['refused'];
}

describe('a calendar file', () => {
  it('gives the days in their order, a run one by one, and the hours', () => {
    const read = readCalendarFile(SMALL);
    expect(read.ok && read.value.calendar).toEqual({
      year: 2026,
      days: [
        { date: '2026-06-12', kind: 'day_off', name: 'Đi thực tế' },
        { date: '2026-06-20', kind: 'compensatory', name: 'Làm bù' },
        { date: '2026-12-30', kind: 'day_off', name: 'Kiểm kê' },
        { date: '2026-12-31', kind: 'day_off', name: 'Kiểm kê' },
      ],
      quiet: { from: '17:00', until: '07:00', lunch: null },
    });
  });

  it('may say nothing but its year: no days of its own, hours as they are', () => {
    const read = readCalendarFile('format: 1\nyear: 2026\n');
    expect(read.ok && read.value.calendar).toEqual({ year: 2026, days: [], quiet: null });
  });

  it('is the example without a warning', () => {
    const read = readCalendarFile(example);
    expect(read.ok && read.value.warnings).toEqual([]);
    expect(read.ok && read.value.calendar.days).toHaveLength(2);
  });

  it.each([
    ['a key nobody knows', 'compensatory:', 'compensatry:', ['6 compensatry unknown_key']],
    ['a day that does not exist', '2026-06-12', '2026-06-31', ['4 days_off[1].date bad_date']],
    ['a time that does not exist', '"07:00"', '"24:00"', ['8 quiet_hours.until bad_time']],
    ['a day without a name', ', name: Làm bù', '', ['7 compensatory[1].name missing']],
    ['a date of another year', '2026-06-20', '2027-06-20', ['7 compensatory[1].date date_outside_year']],
    ['a day given twice', '2026-06-20', '2026-12-31', ['7 compensatory[1].date duplicate_date']],
    ['a run that ends before it begins', 'to: 2026-12-31', 'to: 2026-12-29', ['5 days_off[2].to ends_before_start']],
    ['a run of months', '2026-12-30, to', '2026-09-01, to', ['5 days_off[2].to out_of_range']],
    ['hours that leave nothing', '"07:00"', '"16:30"', ['8 quiet_hours no_free_hour']],
    ['no year', 'year: 2026', '', ['1 year missing']],
  ])('says where %s is', (_what, from, to, expected) => {
    expect(problems(from, to)).toEqual(expected);
  });

  it('warns of a day that changes nothing', () => {
    expect(warnings('2026-06-20', '2026-06-19')).toEqual(['7 compensatory[1].date weekday_anyway']);
    expect(warnings('2026-06-12', '2026-06-13')).toEqual(['4 days_off[1].date weekend_anyway']);
  });

  it('is read or refused, and never breaks the reader, whatever is put into it', () => {
    fc.assert(
      fc.property(fc.nat(SMALL.length), fc.nat(30), fc.string(), (at, cut, inserted) => {
        const read = readCalendarFile(SMALL.slice(0, at) + inserted + SMALL.slice(at + cut));
        expect(typeof read.ok).toBe('boolean');
      }),
    );
  });
});

/** Every key of the schema, lists as `days_off[].date`. */
function keysOf(schema: unknown, path = ''): readonly { readonly path: string; readonly required: boolean }[] {
  if (schema instanceof z.ZodArray) return keysOf(schema.element, `${path}[]`);
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([name, value]) => {
    const own = path === '' ? name : `${path}.${name}`;
    const inner = value instanceof z.ZodOptional ? value.unwrap() : value;
    return [{ path: own, required: inner === value }, ...keysOf(inner, own)];
  });
}

describe('docs/calendar.md', () => {
  it('has a row for every key of the format, in its order, and says whether it is needed', () => {
    const rows = [...guide.matchAll(/^\| `([^`]+)` \| (yes|no) \| /gm)].map(([, path, needed]) => `${path} ${needed}`);
    expect(rows).toEqual(keysOf(calendarFileSchema).map(({ path, required }) => `${path} ${required ? 'yes' : 'no'}`));
  });

  it('shows a file that can be imported as it stands', () => {
    const [, shown = ''] = /```yaml\n([\s\S]*?)```/.exec(guide) ?? [];
    const read = readCalendarFile(shown);
    expect(read.ok ? read.value.warnings : read.error).toEqual([]);
  });
});
