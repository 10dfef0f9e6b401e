import { dismissLeadershipGroup, issueGroupCode, leadershipGroup } from '../../app/leadership-group.ts';
import type { MemberContext } from '../context.ts';
import { again, end, refresh, rewind, type Step } from '../flow.ts';
import { channelSay, type Say, say } from '../text-key.ts';
import type { ManageState } from './manage-state.ts';

/** The leadership group: which one it is, how to set it, and back to single messages. */
export const groupStep: Step<ManageState, MemberContext> = {
  light: true,
  help: 'help.manage.group',
  ask: (context) => ({
    say: [standing(context)],
    choices: [
      { id: 'code', label: say('manage.group.code') },
      ...(leadershipGroup(context) === null ? [] : [{ id: 'clear', label: say('manage.group.clear') }]),
      { id: 'back', label: say('choice.back') },
    ],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('section', state);
    if (id === 'code') {
      const issued = issueGroupCode(context, context.person);
      if (!issued.ok) return end([say(`error.${issued.error}`)]);
      const { code, expiresAt } = issued.value;
      return refresh('group', state, [say('manage.group.code_is', { code, until: { as: 'moment', date: expiresAt } })]);
    }
    if (id !== 'clear') return again(say('dialogue.not_understood'));
    const dismissed = dismissLeadershipGroup(context, context.person);
    if (!dismissed.ok) return end([say(`error.${dismissed.error}`)]);
    return refresh('group', state, [say('manage.group.cleared')]);
  },
};

function standing(context: MemberContext): Say {
  const group = leadershipGroup(context);
  if (group === null) return say('manage.group.none');
  const channel = channelSay(group.channel);
  return say('manage.group.is', { channel, at: { as: 'moment', date: group.setAt } });
}
