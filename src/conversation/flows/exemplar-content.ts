import { EXEMPLAR_LIMITS, evidenceLink } from '../../domain/exemplar.ts';
import { again } from '../flow.ts';
import { say } from '../text-key.ts';
import { typedText } from '../typed-text.ts';
import { type ExemplarStep, keepAnswer } from './exemplar-state.ts';

/** A free text of the proposal. */
function textStep(field: 'summary' | 'results'): ExemplarStep {
  return {
    help: `help.exemplar.${field}`,
    ask: () => ({
      say: [say(`exemplar.${field}.ask`)],
      accepts: 'text',
      example: say(`exemplar.${field}.example`),
    }),
    answer(context, state, answer) {
      const typed = typedText(answer, EXEMPLAR_LIMITS[field]);
      return typed.ok ? keepAnswer(context, state, field, { [field]: typed.value }) : typed.error;
    },
  };
}

/** What it is about, in a few sentences. */
export const summaryStep = textStep('summary');

/** What came of it, with figures where there are any. */
export const resultsStep = textStep('results');

/** The movement of the plan that it belongs to. */
export const movementStep: ExemplarStep = {
  help: 'help.exemplar.movement',
  ask(context) {
    const movements = context.store.campaigns.current()?.plan.movements ?? [];
    return {
      say: [say('exemplar.movement.ask')],
      choices: [
        ...movements.map(({ code, name }, index) => ({
          id: `movement:${code}`,
          label: say('exemplar.subject.named', { name }),
          short: say('exemplar.movement.short', { number: index + 1 }),
        })),
        { id: 'none', label: say('exemplar.movement.none') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'none') return keepAnswer(context, state, 'movement', { movement: null });
    const movements = context.store.campaigns.current()?.plan.movements ?? [];
    const chosen = movements.find(({ code }) => id === `movement:${code}`);
    if (chosen === undefined) return again(say('dialogue.not_understood'));
    return keepAnswer(context, state, 'movement', { movement: chosen.code });
  },
};

/** An address where evidence can be seen. */
export const linkStep: ExemplarStep = {
  help: 'help.exemplar.link',
  ask: () => ({
    say: [say('exemplar.link.ask')],
    accepts: 'text',
    choices: [{ id: 'none', label: say('exemplar.link.none') }],
    example: say('exemplar.link.example'),
  }),
  answer(context, state, answer) {
    if (answer.kind === 'choice') return keepAnswer(context, state, 'link', { link: null });
    if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
    const link = evidenceLink(answer.text);
    if (!link.ok) return again(say(`error.${link.error}`, { most: EXEMPLAR_LIMITS.link }));
    return keepAnswer(context, state, 'link', { link: link.value });
  },
};
