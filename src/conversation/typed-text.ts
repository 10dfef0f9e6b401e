import { isReason } from '../domain/reason.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { lengthInCharacters, oneLine } from '../lib/vietnamese.ts';
import { type Answer, again, type Move } from './flow.ts';
import { type Say, say } from './text-key.ts';

/** A text of at most `most` characters; otherwise the question again, saying why. */
export function typedText(answer: Answer, most: number): Result<string, Move<never>> {
  if (answer.kind !== 'text') return err(again(say('dialogue.text_expected')));
  const length = lengthInCharacters(answer.text);
  return length > most ? err(again(say('dialogue.too_long', { length, most }))) : ok(answer.text);
}

/** A text of one line. */
export function typedLine(answer: Answer, most: number): Result<string, Move<never>> {
  return typedText(answer.kind === 'text' ? { ...answer, text: oneLine(answer.text) } : answer, most);
}

/** A reason that somebody else reads; what says nothing is asked for again with an example. */
export function typedReason(answer: Answer, most: number, example: Say): Result<string, Move<never>> {
  const typed = typedText(answer, most);
  if (!typed.ok || isReason(typed.value)) return typed;
  return err(again(say('error.reason_missing'), say('dialogue.example', { example })));
}
