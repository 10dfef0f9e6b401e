import type { Decision } from '../../domain/history.ts';
import { readWrittenDate } from '../../domain/written-date.ts';
import type { MemberContext } from '../context.ts';
import { again, go, type Move, type Step } from '../flow.ts';
import { say, type TextKey } from '../text-key.ts';
import { typedLine } from '../typed-text.ts';

/** Longest texts in characters. */
const LONGEST = { number: 60, authority: 200 } as const;

/** Where a dialogue keeps a decision until it is whole, and what it does with it. */
interface DecisionDialogue<S> {
  readonly help: TextKey;
  /** Names of the steps after the first. */
  readonly dateStep: string;
  readonly authorityStep: string;
  keep(state: S, part: Partial<Pick<Decision, 'number' | 'date'>>): S;
  whole(context: MemberContext, state: S, authority: string): Move<S>;
}

/** The steps that ask for a decision: its number, its day, and who decided. */
export function decisionQuestions<S>({ help, dateStep, authorityStep, keep, whole }: DecisionDialogue<S>) {
  const number: Step<S, MemberContext> = {
    help,
    ask: () => ({ say: [say('history.number_ask')], accepts: 'text', example: say('history.number_example') }),
    answer(_context, state, answer) {
      const typed = typedLine(answer, LONGEST.number);
      return typed.ok ? go(dateStep, keep(state, { number: typed.value })) : typed.error;
    },
  };
  const date: Step<S, MemberContext> = {
    help,
    ask: () => ({ say: [say('history.date_ask')], accepts: 'text', example: say('indicator.date_example') }),
    answer(_context, state, answer) {
      if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
      const read = readWrittenDate(answer.text);
      return read === null ? again(say('error.date_unreadable')) : go(authorityStep, keep(state, { date: read }));
    },
  };
  const authority: Step<S, MemberContext> = {
    help,
    ask: () => ({ say: [say('history.authority_ask')], accepts: 'text', example: say('history.authority_example') }),
    answer(context, state, answer) {
      const typed = typedLine(answer, LONGEST.authority);
      return typed.ok ? whole(context, state, typed.value) : typed.error;
    },
  };
  return { number, date, authority };
}
