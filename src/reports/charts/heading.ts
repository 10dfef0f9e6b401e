import { type Say, say } from '../../conversation/text-key.ts';
import { oneLine, tidy } from '../../lib/vietnamese.ts';
import type { ChartData } from './data.ts';
import type { Heading } from './sheet.ts';

/** Writes a text in the language of a picture. */
export type Text = (said: Say) => string;

/** What a picture is of. */
export function titleSay(data: ChartData): Say {
  const subject = data.kind === 'divisions' ? data.of : data.kind;
  return say(`chart.title.${subject}`, { year: String(data.year) });
}

/** The day that a picture's figures are of. */
export function dateSay({ date }: ChartData): Say {
  return say('chart.date', { date: { as: 'day', date } });
}

/** The words at the top of a picture. */
export function headingOf(data: ChartData, text: Text): Heading {
  return { title: text(titleSay(data)), agency: oneLine(tidy(data.agency)), date: text(dateSay(data)) };
}
