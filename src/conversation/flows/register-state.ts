import * as z from 'zod';
import type { Campaign } from '../../app/ports.ts';
import { saveDraft } from '../../app/registration.ts';
import { EMPTY_CONTENT, type PledgeDraft } from '../../domain/pledge.ts';
import type { MemberContext } from '../context.ts';
import { go, type Move, rewind, type Step } from '../flow.ts';
import type { Say } from '../text-key.ts';

/** Data of the registration dialogue: the draft itself lives in the pledge. */
export const registerState = z.object({
  kind: z.enum(['individual', 'collective']),
  /** 0 before a draft is opened. */
  pledgeId: z.number().int(),
  /** An item is being changed from the review card, to which it returns. */
  changing: z.boolean(),
});

export type RegisterState = z.infer<typeof registerState>;

/** A step of the registration dialogue. */
export type RegisterStep = Step<RegisterState, MemberContext>;

/** The steps in which a draft is filled in, in their order, for each kind of pledge. */
const ORDER: Readonly<Record<RegisterState['kind'], readonly string[]>> = {
  individual: ['titles', 'awards', 'grade', 'initiative', 'commitments', 'review'],
  collective: ['titles', 'awards', 'grade', 'commitments', 'review'],
};

/**
 * The draft as stored; what was answered last is always in it. Where another head has submitted it meanwhile, going on
 * amends what stands.
 */
export function draftOf(context: MemberContext, state: RegisterState): PledgeDraft {
  const pledge = context.store.pledges.byId(state.pledgeId);
  return pledge?.draft ?? pledge?.content ?? EMPTY_CONTENT;
}

/** Saves a changed draft. */
export function keep(context: MemberContext, state: RegisterState, draft: PledgeDraft): void {
  saveDraft(context, state.pledgeId, draft);
}

/** On to the step after `step`, or back to the review card when one item was being changed. */
export function onwards(state: RegisterState, step: string, texts?: readonly Say[]): Move<RegisterState> {
  if (state.changing) return rewind('review', { ...state, changing: false }, texts);
  const order = ORDER[state.kind];
  return go(order[order.indexOf(step) + 1] ?? 'review', state, texts);
}

/** The campaign that is being registered for; a dialogue without one cannot have begun. */
export function campaignOf(context: MemberContext): Campaign {
  const campaign = context.store.campaigns.current();
  if (campaign === null) throw new Error('registration without a campaign');
  return campaign;
}
