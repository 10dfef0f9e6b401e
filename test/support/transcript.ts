import { expect } from 'vitest';
import { type Phone, textOf } from './phone.ts';
import type { Seen } from './seen.ts';

/** One line of a story: what somebody does, and what must then be on a screen. */
export interface Line {
  readonly who: string;
  readonly type?: string;
  readonly choose?: string;
  /** Texts that must be new on the screen of `who`. */
  readonly sees?: string | readonly string[];
  readonly seesNot?: string;
  /** What somebody else is told by it; nobody else may be told anything. */
  readonly tells?: Readonly<Record<string, string>>;
}

/** Plays a story for everybody in `cast` and returns it as readable text. */
export async function play(phone: Phone, cast: readonly string[], story: readonly Line[]): Promise<string> {
  const written: string[] = [];
  const names = new Map(cast.map((code) => [code, phone.office.person(code).fullName]));

  for (const [index, line] of story.entries()) {
    const at = `line ${index + 1}: ${line.who} ${line.type ?? `[${line.choose}]`}`;
    const seen = await act(phone, line);
    written.push(
      '',
      `${names.get(line.who) ?? line.who} ${line.type === undefined ? `[${line.choose}]` : `> ${line.type}`}`,
    );
    written.push(...seen.flatMap(drawn));
    const text = textOf(seen);
    for (const wanted of [line.sees ?? []].flat()) expect(text, at).toContain(wanted);
    if (line.seesNot !== undefined) expect(text, at).not.toContain(line.seesNot);
    for (const other of cast.filter((code) => code !== line.who)) {
      const told = phone.look(other);
      const expected = line.tells?.[other];
      if (expected === undefined) expect(textOf(told), `${at}: nothing for ${other}`).toBe('');
      else expect(textOf(told), `${at}: for ${other}`).toContain(expected);
      if (told.length > 0) written.push(`  → ${names.get(other)}`, ...told.flatMap(drawn));
    }
  }
  return `${written
    .join('\n')
    .replace(/\b[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}\b/g, '····-····')
    .trim()}\n`;
}

function act(phone: Phone, line: Line): Promise<readonly Seen[]> {
  if (line.type !== undefined) return phone.type(line.who, line.type);
  if (line.choose !== undefined) return phone.choose(line.who, line.choose);
  return Promise.resolve(phone.look(line.who));
}

function drawn({ text, buttons, file }: Seen): readonly string[] {
  return [
    ...text.split('\n').map((line) => `    ${line}`.trimEnd()),
    ...(file === null ? [] : [`    (${file})`]),
    ...buttons.map((row) => `    ${row.map((label) => `[${label}]`).join(' ')}`),
    '    ·',
  ];
}
