import { RECEIVING } from './receiving-cases.ts';
import { SENDING } from './sending-cases.ts';

interface Row {
  readonly what: string;
  readonly on: readonly string[];
  readonly follows: string;
}

/** The tables of docs/faults.md, made of the cases that are tested. */
export function faultTables(): string {
  const sending = SENDING.map(({ what, on, follows }) => ({ what, on: Object.keys(on), follows }));
  const receiving = RECEIVING.map(({ what, telegram, zalo, follows }) => ({
    what,
    on: [...(telegram === undefined ? [] : ['telegram']), ...(zalo === undefined ? [] : ['zalo'])],
    follows,
  }));
  return ['### Sending', '', table(sending), '', '### Receiving', '', table(receiving)].join('\n');
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
