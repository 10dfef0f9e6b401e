import { fold } from '../lib/vietnamese.ts';
import type { MemberContext, MemberWork } from './context.ts';
import type { Say, TextKey } from './text-key.ts';
import type { InboundBody } from './types.ts';

/** A command that a linked person can type, on every channel the same. */
export interface Command {
  /** ASCII, lower case: what is typed and what menus show. */
  readonly name: string;
  /** Flow that it begins. */
  readonly flow: string;
  /** Only shows something, and so never disturbs the dialogue one is in. */
  readonly shows: boolean;
  /** Offered where it fits and typed by who knows it; the menu does not show it. */
  readonly unlisted?: boolean;
  /** Other words for it, separated by `|` in the locale files. */
  readonly words: TextKey;
  readonly label: TextKey;
  /** What to say to whom it is not for, where more can be said than that. */
  readonly notFor?: TextKey;
  /** Whether it is this person's now; rights are checked again inside. */
  available(work: MemberWork): boolean;
  /** Whether there is anything to do or to look at now; out of season the menu leaves it out, and typed it says why. */
  inSeason?(context: MemberContext): boolean;
  /** Higher comes first in the menu; 0 keeps the order of the table. */
  urgency(context: MemberContext): number;
  /** A fact behind the label in the menu, such as how many wait. */
  badge?(context: MemberContext): Say | null;
}

/** Commands that work in every step of every dialogue. */
export const CONTROLS = ['huy', 'quaylai', 'menu', 'trogiup', 'start'] as const;
export type Control = (typeof CONTROLS)[number];

const CONTROL_WORDS: Readonly<Record<Control, TextKey>> = {
  huy: 'command.huy.words',
  quaylai: 'command.quaylai.words',
  menu: 'command.menu.words',
  trogiup: 'command.trogiup.words',
  start: 'command.start.words',
};

export type Typed =
  | { readonly kind: 'control'; readonly name: Control; readonly args: string }
  | { readonly kind: 'command'; readonly command: Command; readonly args: string }
  | { readonly kind: 'unknown'; readonly name: string };

/** Shortest beginning of a command's word that is taken for it. */
const SHORTEST_BEGINNING = 3;

/**
 * Reads `/name args`; null when the text has no slash. `/dangky@thidua_bot` and any case are accepted.
 */
export function parseSlash(text: string, commands: readonly Command[]): Typed | null {
  const match = /^\/([\p{L}\p{N}_]+)(?:@\w+)?\s*([\s\S]*)$/u.exec(text.trim());
  if (match === null) return null;
  const name = fold(match[1] ?? '').replace(/[ _]/g, '');
  const args = match[2] ?? '';
  const control = CONTROLS.find((candidate) => candidate === name);
  if (control !== undefined) return { kind: 'control', name: control, args };
  const command = commands.find((candidate) => candidate.name === name);
  return command === undefined ? { kind: 'unknown', name } : { kind: 'command', command, args };
}

/** Reads what stands behind a slash and is no command's name as words: `/help`, `/đăng ký`. */
export function parseSlashWords(
  text: string,
  commands: readonly Command[],
  words: (key: TextKey) => readonly string[],
): Typed | null {
  const bare = text.trim().replace(/^\/(\S*?)(?:@\w+)?(?=\s|$)/, '$1');
  return parseControlWord(bare, words) ?? parseWords(bare, commands, words);
}

/** Reads a control written as a plain word: the whole text, nothing else. */
export function parseControlWord(text: string, words: (key: TextKey) => readonly string[]): Typed | null {
  const typed = fold(text);
  const name = CONTROLS.find((control) => control === typed || words(CONTROL_WORDS[control]).includes(typed));
  return name === undefined ? null : { kind: 'control', name, args: '' };
}

/** Reads a command written as words, or as their only possible beginning; the whole text must be it. */
export function parseWords(
  text: string,
  commands: readonly Command[],
  words: (key: TextKey) => readonly string[],
): Typed | null {
  const typed = fold(text);
  const named = commands.map((command) => ({ command, forms: [command.name, ...words(command.words)] }));
  const exact = named.find(({ forms }) => forms.includes(typed));
  if (exact !== undefined) return { kind: 'command', command: exact.command, args: '' };
  if (typed.length < SHORTEST_BEGINNING) return null;
  const beginning = named.filter(({ forms }) => forms.some((form) => form.startsWith(typed)));
  const only = beginning.length === 1 ? beginning[0] : undefined;
  return only === undefined ? null : { kind: 'command', command: only.command, args: '' };
}

/** Whether an event is a command, which works whatever is under way. */
export function isCommand(body: InboundBody): boolean {
  if (body.kind === 'choice') return body.token.startsWith('/');
  return body.kind === 'text' && body.text.trimStart().startsWith('/');
}
