import * as z from 'zod';
import { writeProposal } from '../../app/exemplar.ts';
import { EMPTY_EXEMPLAR, type ExemplarContent } from '../../domain/exemplar.ts';
import type { MemberContext } from '../context.ts';
import { end, go, type Move, type Step } from '../flow.ts';
import { type Say, say } from '../text-key.ts';

/** Word after the command that opens the office's list at once. */
export const EXEMPLAR_LIST = 'danhsach';

/** States in which the office's list is read. */
export const DESK_STATES = ['submitted', 'listed', 'returned', 'declined'] as const;

/** Where somebody is in a proposal; what it says is in its row. */
export const exemplarState = z.object({
  /** The proposal under way or on the card, 0 before there is one. */
  id: z.number().int(),
  /** One answer of the review card is being changed: afterwards the card is shown again. */
  changing: z.boolean(),
  page: z.number().int(),
  /** Reading the office's list, which not everybody may. */
  desk: z.boolean(),
  /** The part of the office's list that is read. */
  part: z.enum(DESK_STATES),
  /** The version on the card. */
  version: z.number().int(),
  /** What a reason is asked for. */
  reasonFor: z.enum(['returned', 'declined', 'not_supported', 'recognised']),
});

export type ExemplarState = z.infer<typeof exemplarState>;
export type ExemplarStep = Step<ExemplarState, MemberContext>;

export const EXEMPLAR_START: ExemplarState = {
  id: 0,
  changing: false,
  page: 0,
  desk: false,
  part: 'submitted',
  version: 0,
  reasonFor: 'returned',
};

/** The order in which a proposal is asked for. */
const ORDER = ['kind', 'subject', 'summary', 'results', 'movement', 'link', 'review'] as const;

/** What the proposal under way says so far. */
export function contentOf(context: MemberContext, state: ExemplarState): ExemplarContent {
  return context.store.exemplars.byId(state.id)?.content ?? EMPTY_EXEMPLAR;
}

/** Keeps an answer and goes to the next question, or back to the card when only one answer was to change. */
export function keepAnswer(
  context: MemberContext,
  state: ExemplarState,
  after: (typeof ORDER)[number],
  change: Partial<ExemplarContent>,
  texts: readonly Say[] = [],
): Move<ExemplarState> {
  const written = writeProposal(context, context.person, state.id, change);
  if (!written.ok) return end([say(`error.${written.error}`)]);
  const next = state.changing ? 'review' : (ORDER[ORDER.indexOf(after) + 1] ?? 'review');
  return go(next, { ...state, changing: false }, texts);
}
