import { ownProposal, submitProposal, withdrawProposal } from '../../app/exemplar.ts';
import { isOpen, missingIn } from '../../domain/exemplar.ts';
import type { MemberContext } from '../context.ts';
import { exemplarSubmitted, exemplarWithdrawn } from '../exemplar-notices.ts';
import { exemplarLines, standingLines } from '../exemplar-wording.ts';
import { again, end, go, type Move, rewind } from '../flow.ts';
import { say } from '../text-key.ts';
import type { CommandChoice } from '../types.ts';
import { contentOf, EXEMPLAR_START, type ExemplarState, type ExemplarStep } from './exemplar-state.ts';
import { doubleLines } from './exemplar-subject.ts';

const ITEMS = ['kind', 'subject', 'summary', 'results', 'movement', 'link'] as const;
const AGAIN: readonly CommandChoice[] = [{ command: 'nhantomoi', label: say('command.nhantomoi.label') }];

/** The card before submission: any item can be changed. */
export const reviewStep: ExemplarStep = {
  help: 'help.exemplar.review',
  ask(context, state) {
    const content = contentOf(context, state);
    const missing = missingIn(content);
    return {
      say: [
        say('exemplar.review.heading'),
        ...exemplarLines(context, content),
        ...doubleLines(context, state.id),
        ...(missing.length === 0
          ? []
          : [
              say('exemplar.review.missing', {
                items: { list: missing.map((item) => say(`exemplar.item.${item}`)), join: 'comma' },
              }),
            ]),
      ],
      choices: [
        ...ITEMS.map((item, index) => ({
          id: item,
          label: say('register.review.change', { number: index + 1, item: say(`exemplar.item.${item}`) }),
        })),
        { id: 'submit', label: say('exemplar.review.submit') },
        { id: 'later', label: say('exemplar.review.later') },
        { id: 'withdraw', label: say('exemplar.review.discard') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'submit') return submitNow(context, state);
    if (id === 'later') return end([say('exemplar.review.saved')], AGAIN);
    if (id === 'withdraw') return go('withdraw', state);
    const item = ITEMS.find((candidate) => candidate === id);
    return item === undefined ? again(say('dialogue.not_understood')) : go(item, { ...state, changing: true });
  },
};

function submitNow(context: MemberContext, state: ExemplarState): Move<ExemplarState> {
  const submitted = submitProposal(context, context.person, state.id);
  if (!submitted.ok) {
    const refusal = say(`error.${submitted.error}`);
    return submitted.error === 'exemplar_incomplete' ? again(refusal) : end([refusal], AGAIN);
  }
  exemplarSubmitted(context, submitted.value);
  const { heads } = submitted.value;
  const next =
    heads.length === 0
      ? say('exemplar.submitted.secretary')
      : say('exemplar.submitted.head', { names: { list: heads.map((head) => head.fullName), join: 'comma' } });
  return end([say('exemplar.submitted'), next], AGAIN);
}

/** One's own proposal that was submitted: how it stands, and what can still be done. */
export const ownStep: ExemplarStep = {
  light: true,
  help: 'help.exemplar.own',
  ask(context, state) {
    const found = ownProposal(context, context.person, state.id);
    const back = { id: 'back', label: say('choice.back') };
    if (!found.ok) return { say: [say(`error.${found.error}`)], choices: [back] };
    const exemplar = found.value;
    const open = isOpen(exemplar);
    return {
      say: [...exemplarLines(context, exemplar.content), ...standingLines(context, exemplar)],
      choices: [
        ...(open ? [{ id: 'amend', label: say('exemplar.own.amend') }] : []),
        ...(open || exemplar.state === 'submitted' ? [{ id: 'withdraw', label: say('exemplar.own.withdraw') }] : []),
        back,
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('home', EXEMPLAR_START);
    if (id === 'withdraw') return go('withdraw', state);
    if (id !== 'amend') return again(say('dialogue.not_understood'));
    const found = ownProposal(context, context.person, state.id);
    if (!found.ok) return rewind('home', EXEMPLAR_START, [say(`error.${found.error}`)]);
    return isOpen(found.value) ? go('review', state) : again(say('error.exemplar_closed'));
  },
};

/** Asks once more before a proposal is taken back. */
export const withdrawStep: ExemplarStep = {
  light: true,
  help: 'help.exemplar.own',
  ask: () => ({
    say: [say('exemplar.withdraw.ask')],
    choices: [
      { id: 'no', label: say('choice.back') },
      { id: 'yes', label: say('exemplar.withdraw.yes') },
    ],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    const exemplar = context.store.exemplars.byId(state.id);
    if (id === 'no') return rewind(exemplar?.state === 'draft' ? 'review' : 'own', state);
    if (id !== 'yes') return again(say('dialogue.not_understood'));
    const withdrawn = withdrawProposal(context, context.person, state.id);
    if (!withdrawn.ok) return rewind('home', EXEMPLAR_START, [say(`error.${withdrawn.error}`)]);
    exemplarWithdrawn(context, withdrawn.value);
    return rewind('home', EXEMPLAR_START, [say('exemplar.withdrawn')]);
  },
};
