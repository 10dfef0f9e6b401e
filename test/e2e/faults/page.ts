import { CONNECTING } from './connecting-cases.ts';
import { EDITING } from './editing-cases.ts';
import { FETCHING } from './fetching-cases.ts';
import { RECEIVING } from './receiving-cases.ts';
import { SENDING } from './sending-cases.ts';
import { PLATFORMS } from './town.ts';

interface Row {
  readonly what: string;
  readonly on: readonly string[];
  readonly follows: string;
}

/** The tables of docs/faults.md, made of the cases that are tested. */
export function faultTables(): string {
  const sending = SENDING.map(({ what, on, follows }) => ({ what, on: Object.keys(on), follows }));
  const editing = EDITING.map(({ what, follows }) => ({ what, on: ['telegram'], follows }));
  const connecting = CONNECTING.map(({ what, follows }) => ({ what, on: PLATFORMS, follows }));
  const sections = [
    ['Connecting', connecting],
    ['Sending', sending],
    ['Editing', editing],
    ['Receiving', RECEIVING.map(onEither)],
    ['Fetching a file', FETCHING.map(onEither)],
  ] as const;
  return sections.map(([title, rows]) => `### ${title}\n\n${table(rows)}`).join('\n\n');
}

function onEither({
  what,
  telegram,
  zalo,
  follows,
}: Pick<Row, 'what' | 'follows'> & { readonly telegram?: unknown; readonly zalo?: unknown }): Row {
  const on = [...(telegram === undefined ? [] : ['telegram']), ...(zalo === undefined ? [] : ['zalo'])];
  return { what, on, follows };
}

// What follows alike stands in one row.
function table(rows: readonly Row[]): string {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const rest = `${row.on.join(', ')} | ${row.follows}`;
    groups.set(rest, [...(groups.get(rest) ?? []), row]);
  }
  const lines = [...groups].map(([rest, members]) => `| ${members.map(({ what }) => what).join('; ')} | ${rest} |`);
  return ['| What happens | On | What follows |', '|---|---|---|', ...lines].join('\n');
}
