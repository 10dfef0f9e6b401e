import * as z from 'zod';
import { giveConsent } from '../../app/consent.ts';
import { unlink } from '../../app/linking.ts';
import type { MemberContext } from '../context.ts';
import { again, defineFlow, end, go, rewind, type Step } from '../flow.ts';
import { say } from '../text-key.ts';

/** The first message to which the question about the notice was the answer, to go on with it after the agreement. */
const noticeState = z.object({ held: z.unknown() });

type NoticeState = z.infer<typeof noticeState>;
type NoticeStep = Step<NoticeState, MemberContext>;

const askStep: NoticeStep = {
  help: 'help.notice',
  ask: () => ({
    say: [say('notice_again.why'), say('link.consent.notice'), say('notice_again.ask')],
    choices: [
      { id: 'agree', label: say('notice_again.agree') },
      { id: 'refuse', label: say('link.consent.decline') },
    ],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'refuse') return go('refuse', state);
    if (id !== 'agree') return again(say('dialogue.not_understood'));
    giveConsent(context, context.identity);
    return end([say('notice_again.agreed')]);
  },
};

const refuseStep: NoticeStep = {
  help: 'help.notice',
  ask: () => ({
    say: [say('notice_again.refuse')],
    choices: [
      { id: 'back', label: say('notice_again.read_again') },
      { id: 'unlink', label: say('settings.unlink.yes') },
    ],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('ask', state);
    if (id !== 'unlink') return again(say('dialogue.not_understood'));
    unlink(context, context.identity);
    return end([say('settings.unlink.done')]);
  },
};

/** Asks who agreed to an earlier notice about the one in force; who refuses may unlink. */
export const noticeFlow = defineFlow<NoticeState>({
  name: 'notice',
  version: 1,
  state: noticeState,
  begin: () => go('ask', { held: null }),
  steps: { ask: askStep, refuse: refuseStep },
});
