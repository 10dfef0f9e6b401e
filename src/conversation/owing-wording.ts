import type { DutyProgress } from '../app/duties.ts';
import { type Say, say } from './text-key.ts';

/** Divisions that one message goes through; the rest is counted. */
const MOST_DIVISIONS = 40;

/** A line for each division, as long as one message bears; then how many more there are. */
export function divisionLines<Division>(
  divisions: readonly Division[],
  line: (division: Division) => Say,
): readonly Say[] {
  const more = divisions.length - MOST_DIVISIONS;
  return [
    ...divisions.slice(0, MOST_DIVISIONS).map(line),
    ...(more > 0 ? [say('reminder.list.more_divisions', { count: more })] : []),
  ];
}

/** Who still owes something, by division: so many names of each, then how many more. */
export function owingLines(
  divisions: readonly Pick<DutyProgress, 'name' | 'owing'>[],
  mostNames: number,
): readonly Say[] {
  const owing = divisions.filter((division) => division.owing.length > 0);
  return divisionLines(owing, (division) => {
    const hidden = division.owing.length - mostNames;
    const names = division.owing.slice(0, mostNames).map(({ fullName }) => fullName);
    const shown = hidden > 0 ? [...names, say('reminder.list.others', { count: hidden })] : names;
    return say('reminder.list.office_line', {
      division: division.name,
      count: division.owing.length,
      names: { list: shown, join: 'comma' },
    });
  });
}
