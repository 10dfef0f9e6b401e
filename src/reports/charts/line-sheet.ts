import { say } from '../../conversation/text-key.ts';
import type { IsoDate } from '../../lib/clock.ts';
import { daysBetween } from '../../lib/office-time.ts';
import { oneLine, tidy } from '../../lib/vietnamese.ts';
import type { YearLine } from './data.ts';
import { headingOf, type Text } from './heading.ts';
import { levelsUpTo } from './scale.ts';
import type { LineSheet } from './sheet.ts';

/** More milestones than this would make the list longer than the line. */
const MOST_MILESTONES = 24;
const MONTHS = 12;

/** The year from its first to its last day, with the milestones numbered in their order. */
export function lineSheet(data: YearLine, text: Text): LineSheet {
  const { date, people } = data;
  const place = placeInYear(data.year);
  const weeks = data.weeks.filter((week) => place(week.date) !== null && week.date <= date);
  const largest = weeks.reduce((most, { registered }) => Math.max(most, registered), people);
  const levels = levelsUpTo(largest);
  const top = levels.at(-1) ?? 1;
  const number = (value: number) => text(say('chart.number', { value }));
  const last = weeks.at(-1);
  const inYear = data.milestones
    .filter((milestone) => place(milestone.date) !== null)
    .toSorted((left, right) => left.date.localeCompare(right.date));
  const milestones = inYear.slice(0, MOST_MILESTONES).map((milestone, index) => ({
    at: place(milestone.date) ?? 0,
    mark: String(index + 1),
    past: milestone.date <= date,
    text: text(
      say('chart.milestone', { date: { as: 'day', date: milestone.date }, name: oneLine(tidy(milestone.name)) }),
    ),
  }));
  const here = place(date);
  return {
    kind: 'year',
    heading: headingOf(data, text),
    caption: text(say('chart.line')),
    line: weeks.map((week) => ({ at: place(week.date) ?? 0, height: week.registered / top })),
    latest: last === undefined ? '' : number(last.registered),
    months: Array.from({ length: MONTHS }, (_, index) => ({
      at: place(`${data.year}-${String(index + 1).padStart(2, '0')}-01`) ?? 0,
      label: text(say('chart.month', { month: index + 1 })),
    })),
    levels: levels.map((level) => ({ height: level / top, label: number(level) })),
    today: here === null ? null : { at: here, label: text(say('chart.here')) },
    all: { height: people / top, label: text(say('chart.dashed', { people })) },
    marks: milestones.map(({ at, mark, past }) => ({ at, label: mark, past })),
    list: milestones.map(({ mark, text: words, past }) => ({ mark, text: words, past })),
    note: [
      ...(last === undefined ? [text(say('chart.none_weeks'))] : []),
      ...(inYear.length > MOST_MILESTONES
        ? [text(say('chart.more_milestones', { count: inYear.length - MOST_MILESTONES }))]
        : []),
    ].join(' '),
  };
}

// Share of the year that has passed when a day begins; null for a day of another year.
function placeInYear(year: number): (date: IsoDate) => number | null {
  const first = `${year}-01-01`;
  const days = daysBetween(first, `${year + 1}-01-01`);
  return (date) => {
    const passed = daysBetween(first, date);
    return Number.isNaN(passed) || passed < 0 || passed >= days ? null : passed / days;
  };
}
