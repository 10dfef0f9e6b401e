import { type Say, say } from '../../conversation/text-key.ts';
import { oneLine, tidy } from '../../lib/vietnamese.ts';
import type { DivisionBar, DivisionBars } from './data.ts';
import { headingOf, type Text } from './heading.ts';
import type { BarPart, BarSheet } from './sheet.ts';

/** More rows than this are no longer read on a phone. */
const MOST_ROWS = 40;

/** How far a division is, with its share to a tenth of a percent: rounded down, so that only all is 100. */
export function progressSay({ people, handedIn }: DivisionBar): Say {
  if (people === 0) return say('chart.row_empty');
  return say('chart.row', { done: handedIn, people, percent: Math.floor((1_000 * handedIn) / people) / 10 });
}

/** Divisions as bars; of more than forty those that are furthest behind. */
export function barSheet(data: DivisionBars, text: Text): BarSheet {
  const { divisions } = data;
  const shown = divisions.length <= MOST_ROWS ? divisions : furthestBehind(divisions);
  const parts = divisions.map(partsOf);
  const more = divisions.length - shown.length;
  return {
    kind: 'divisions',
    heading: headingOf(data, text),
    legend: partNames(data).map(({ part, key }) => {
      const count = parts.reduce((sum, counts) => sum + counts[part], 0);
      return { part, label: text(say(key, { count })) };
    }),
    rows: shown.map((division) => {
      const counts = partsOf(division);
      const share = (part: BarPart) => (division.people === 0 ? 0 : counts[part] / division.people);
      return {
        name: oneLine(tidy(division.name)),
        figures: text(progressSay(division)),
        shares: partNames(data).map(({ part }) => share(part)),
      };
    }),
    note:
      divisions.length === 0
        ? text(say('chart.none_divisions'))
        : more > 0
          ? text(say('chart.more_divisions', { count: more }))
          : '',
  };
}

function partNames({ of }: DivisionBars) {
  const registration = of === 'registration';
  return [
    ...(registration ? [{ part: 'accepted', key: 'chart.part.accepted' } as const] : []),
    { part: 'confirmed', key: registration ? 'chart.part.confirmed' : 'chart.part.confirmed_review' } as const,
    { part: 'handed_in', key: 'chart.part.handed_in' } as const,
    { part: 'missing', key: 'chart.part.missing' } as const,
  ];
}

function partsOf({ people, handedIn, confirmed, accepted }: DivisionBar): Readonly<Record<BarPart, number>> {
  return {
    accepted: accepted ?? 0,
    confirmed: confirmed - (accepted ?? 0),
    handed_in: handedIn - confirmed,
    missing: people - handedIn,
  };
}

function furthestBehind(divisions: readonly DivisionBar[]): readonly DivisionBar[] {
  const share = ({ people, handedIn }: DivisionBar) => (people === 0 ? 1 : handedIn / people);
  return divisions.toSorted((left, right) => share(left) - share(right)).slice(0, MOST_ROWS);
}
