import * as z from 'zod';
import { awaitsTellers, confirmShare, custodies, giveShare, isShared, unconfirmedShares } from '../../app/tellers.ts';
import type { MemberContext } from '../context.ts';
import { CONFIRM_WORD, sharedNotices } from '../election-notices.ts';
import { again, defineFlow, end, type Flow, go, type Move, type Step } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import type { Reply } from '../types.ts';
import { TO_MENU } from './ballot-state.ts';

/** Nothing is kept between the steps: a share is taken as it comes, or not at all. */
const openBoxesState = z.object({});
type OpenBoxesState = z.infer<typeof openBoxesState>;

/** A share is typed, or the word that one is kept. */
const shareStep: Step<OpenBoxesState, MemberContext> = {
  light: true,
  help: 'help.open_boxes',
  ask: (context) => ({
    say: [...standing(context), say('teller.ask')],
    choices: [{ id: 'close', label: say('choice.close') }],
    accepts: 'text',
  }),
  answer(context, _state, answer) {
    if (answer.kind !== 'text') return end([say('teller.closed')], TO_MENU);
    const taken = take(context, answer.text);
    return taken.ok ? end(taken.say, TO_MENU) : again(...taken.say);
  },
};

function standing(context: MemberContext): readonly Say[] {
  return custodies(context, context.person).map((stored) => {
    const { name, custody } = stored.election;
    const needed = custody.by === 'tellers' ? custody.needed : 0;
    const given = context.store.keyShares.given(stored.id).length;
    return awaitsTellers(stored)
      ? say('teller.standing.waiting', { name, given, needed })
      : say('teller.standing.later', { name });
  });
}

interface Taken {
  readonly ok: boolean;
  readonly say: readonly Say[];
}

function take(context: MemberContext, share: string): Taken {
  const given = giveShare(context, context.person, share);
  if (!given.ok) return { ok: false, say: [say(`error.${given.error}`)] };
  const { election, given: count, needed } = given.value;
  const { name } = election.election;
  const text = count < needed ? 'teller.given' : 'teller.given.all';
  return { ok: true, say: [say(text, { name, given: count, needed })] };
}

function confirmed(context: MemberContext): Move<OpenBoxesState> {
  const waiting = unconfirmedShares(context, context.person);
  const done = waiting.flatMap(({ id }) => {
    const result = confirmShare(context, context.person, id);
    return result.ok ? [result.value] : [];
  });
  if (done.length === 0) return end([say('error.share_not_awaited')], TO_MENU);
  for (const stored of done.filter(isShared)) {
    for (const notice of sharedNotices(context, stored)) context.notify(notice);
  }
  return end(
    done.map(({ election }) => say('teller.confirmed', { name: election.name })),
    TO_MENU,
  );
}

function forgotten(): Reply {
  return { say: [say('teller.forgotten')], mode: 'append', commands: TO_MENU };
}

/** `/mohom`: a teller keeps a share of the key, and gives it when the boxes are to be opened. */
export const openBoxesFlow: Flow = defineFlow<OpenBoxesState>({
  name: 'open-boxes',
  version: 1,
  state: openBoxesState,
  ephemeral: { forgotten },
  begin(context, args) {
    const typed = args.trim();
    if (typed === CONFIRM_WORD) return confirmed(context);
    if (typed !== '') return end(take(context, typed).say, TO_MENU);
    const mine = custodies(context, context.person);
    return mine.length === 0 ? end([say('error.share_not_awaited')], TO_MENU) : go('share', {});
  },
  steps: { share: shareStep },
});
