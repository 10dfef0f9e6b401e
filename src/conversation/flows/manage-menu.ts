import type { MemberContext } from '../context.ts';
import { again, end, go, type Move, refresh, rewind, type Step } from '../flow.ts';
import { say } from '../text-key.ts';
import { entriesOf, type ManageEntry } from './manage-sections.ts';
import { MANAGE_SECTIONS, type ManageState } from './manage-state.ts';

type ManageStep = Step<ManageState, MemberContext>;

/** The groups in which the person has something to do. */
export const menuStep: ManageStep = {
  light: true,
  help: 'help.manage',
  ask: (context) => ({
    say: [say('manage.ask')],
    choices: [
      ...MANAGE_SECTIONS.filter((section) => entriesOf(context, section).length > 0).map((section) => ({
        id: section,
        label: say(`manage.section.${section}`),
      })),
      { id: 'close', label: say('choice.close') },
    ],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'close') return end([say('manage.closed')]);
    const section = MANAGE_SECTIONS.find((candidate) => candidate === id);
    if (section === undefined || entriesOf(context, section).length === 0) return again(say('dialogue.not_understood'));
    return go('section', { ...state, section });
  },
};

/** What there is to do in one group. */
export const sectionStep: ManageStep = {
  light: true,
  help: 'help.manage',
  ask: (context, state) => ({
    say: [say('manage.section.ask', { section: say(`manage.section.${state.section}`) })],
    choices: [
      ...entriesOf(context, state.section).map(({ id, label }) => ({ id, label: say(label) })),
      { id: 'back', label: say('choice.back') },
    ],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('menu', state);
    const entry = entriesOf(context, state.section).find((candidate) => candidate.id === id);
    return entry === undefined ? again(say('dialogue.not_understood')) : follow(context, state, entry);
  },
};

function follow(context: MemberContext, state: ManageState, { does }: ManageEntry): Move<ManageState> {
  if ('step' in does) return go(does.step, state);
  if ('command' in does) return { kind: 'open', command: does.command, args: does.args ?? '' };
  return refresh('section', state, does.shows(context));
}
