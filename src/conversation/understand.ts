import { questionOf, type Script } from './audience.ts';
import { resolveTyped } from './choices.ts';
import { parseControlWord, parseSlash, parseSlashWords, parseWords, type Typed } from './commands.ts';
import type { Context } from './context.ts';
import { type Dialogue, isCurrent } from './dialogue.ts';
import { type Answer, type Question, takes } from './flow.ts';
import { type Say, say } from './text-key.ts';

/** What a typed text means where somebody stands. */
export type Meaning =
  | { readonly kind: 'command'; readonly typed: Typed }
  | { readonly kind: 'answer'; readonly dialogue: Dialogue; readonly answer: Answer }
  | { readonly kind: 'not_understood'; readonly dialogue: Dialogue; readonly question: Question }
  /** The question is in another chat, or long past: never taken for its answer. */
  | { readonly kind: 'unseen'; readonly dialogue: Dialogue }
  | { readonly kind: 'outside' };

/** Reads a tidy text: commands first, then the choices of the question under way, then its free answer. */
export function understand<C extends Context>(
  script: Script<C>,
  context: C,
  current: Dialogue | null,
  here: string,
  text: string,
): Meaning {
  const slash = parseSlash(text, script.commands);
  const available = () => script.commands.filter((command) => command.available(context));
  if (slash !== null) {
    const inWords = slash.kind === 'unknown' ? parseSlashWords(text, available(), context.words) : null;
    return { kind: 'command', typed: inWords ?? slash };
  }
  const seen = current !== null && isCurrent(current, here, context.now);
  // Where a figure is asked for, 0 is not the menu and 1 is not the first choice.
  const figure = seen && /^\d/.test(text) && questionOf(script, context, current).numeric === true;
  const control = parseControlWord(text, context.words);
  if (control !== null && !figure) return { kind: 'command', typed: control };
  if (figure) return { kind: 'answer', dialogue: current, answer: { kind: 'text', text } };
  const answered = seen ? answerTo(script, context, current, text) : null;
  if (answered !== null) return answered;
  const command = parseWords(text, available(), context.words);
  if (command !== null) return { kind: 'command', typed: command };
  if (current === null) return { kind: 'outside' };
  if (!seen) return { kind: 'unseen', dialogue: current };
  return { kind: 'not_understood', dialogue: current, question: questionOf(script, context, current) };
}

/** What is said above a question that a text did not answer. */
export function notUnderstood(question: Question): readonly Say[] {
  const texts: Say[] = [say(takes(question, 'text') ? 'dialogue.text_expected' : 'dialogue.not_understood')];
  if (question.example !== undefined) texts.push(say('dialogue.example', { example: question.example }));
  return texts;
}

/** What the text says to the question; null when it may be a command. */
function answerTo<C extends Context>(script: Script<C>, context: C, dialogue: Dialogue, text: string): Meaning | null {
  const question = questionOf(script, context, dialogue);
  const ids = resolveTyped(text, dialogue.shown, question.choices ?? [], question.several ?? false, (choice) =>
    context.plain(choice.label),
  );
  if (ids !== null) return { kind: 'answer', dialogue, answer: { kind: 'choice', ids } };
  if (dialogue.pending !== null || !takes(question, 'text')) return null;
  return text === ''
    ? { kind: 'not_understood', dialogue, question }
    : { kind: 'answer', dialogue, answer: { kind: 'text', text } };
}
