import { anonymise, type NamedLeaver, namedLeaver, namedLeavers } from '../../app/leaving.ts';
import type { MemberContext } from '../context.ts';
import { again, end, go, rewind, type Step } from '../flow.ts';
import { leaverLines } from '../leaver-wording.ts';
import { say } from '../text-key.ts';
import type { ManageState } from './manage-state.ts';

type ManageStep = Step<ManageState, MemberContext>;

/** Who left and still has a name, and from when it is taken away; a code leads to doing it now. */
const listStep: ManageStep = {
  light: true,
  help: 'help.manage.leavers',
  ask(context) {
    const leavers = namedLeavers(context);
    return {
      say:
        leavers.length === 0
          ? [say('manage.leavers.none')]
          : [say('manage.leavers.heading'), ...leaverLines(leavers), say('manage.leavers.ask')],
      choices: [{ id: 'back', label: say('choice.back') }],
      ...(leavers.length === 0 ? {} : { accepts: 'text', example: say('manage.leavers.example') }),
    };
  },
  answer(context, state, answer) {
    if (answer.kind === 'choice' && answer.ids[0] === 'back') return rewind('section', state);
    if (answer.kind !== 'text') return again(say('dialogue.not_understood'));
    const leaver = namedLeaver(context, answer.text);
    if (leaver === null) return again(say('manage.leavers.nobody'));
    return go('leaver_confirm', { ...state, memberId: leaver.id });
  },
};

/** What is erased and what stays, before it is done. */
const confirmStep: ManageStep = {
  help: 'help.manage.leavers',
  ask(context, state) {
    const leaver = picked(context, state);
    return {
      say: [
        say('manage.leavers.confirm', { name: leaver?.fullName ?? '', code: leaver?.code ?? '' }),
        say('manage.leavers.what'),
      ],
      choices: [
        { id: 'back', label: say('choice.back') },
        { id: 'yes', label: say('manage.leavers.yes') },
      ],
    };
  },
  answer(context, state, answer) {
    if (answer.kind !== 'choice') return again(say('dialogue.not_understood'));
    if (answer.ids[0] !== 'yes') return rewind('leavers', state);
    const leaver = picked(context, state);
    if (leaver === null) return rewind('leavers', state, [say('manage.leavers.nobody')]);
    const name = context.officeWords(say('person.anonymised', { code: leaver.code }));
    const done = anonymise(context, context.person, leaver.id, name);
    if (!done.ok) return rewind('leavers', state, [say(`error.${done.error}`)]);
    return end(
      [say('manage.leavers.done', { code: leaver.code })],
      [{ command: 'quanly', label: say('command.quanly.label') }],
    );
  },
};

function picked(context: MemberContext, { memberId }: ManageState): NamedLeaver | null {
  return namedLeavers(context).find(({ id }) => id === memberId) ?? null;
}

/** The secretary's steps about those who left. */
export const manageLeaverSteps = { leavers: listStep, leaver_confirm: confirmStep };
