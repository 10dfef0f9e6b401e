import * as z from 'zod';
import type { StoredElection } from '../../app/ballot-ports.ts';
import type { MemberContext } from '../context.ts';
import { type Move, rewind, type Step } from '../flow.ts';
import { type Say, say } from '../text-key.ts';

/** Totals of one line of the paper ballots. */
export const paperTotals = z.object({
  nominee: z.number().int(),
  agree: z.number().int(),
  disagree: z.number().int(),
  noOpinion: z.number().int(),
  invalid: z.number().int(),
});

/** Data of the dialogue about rounds of voting. */
export const electionsState = z.object({
  /** The round under the hand. */
  electionId: z.number().int(),
  page: z.number().int(),
  /** Title and code of the candidate on the card, and the title whose rule is changed. */
  title: z.string(),
  code: z.string(),
  /** The part of a rule that is asked for. */
  field: z.string(),
  /** Number of the nominee whose totals are asked for. */
  number: z.number().int(),
  /** Beginning of the window while its end is asked for, UTC ms. */
  from: z.number(),
  /** Codes that are ticked, until that is confirmed: tellers, or members whose paper ballots came. */
  codes: z.array(z.string()),
  /** Fingerprint of the election whose warnings were shown. */
  fingerprint: z.string(),
  /** The later deadline while its reason is asked for, UTC ms. */
  until: z.number(),
  /** Why the round is called off, until that is confirmed. */
  reason: z.string(),
  /** Totals of the paper ballots, line by line as they are typed. */
  totals: z.array(paperTotals),
  /** Number and day of the decision, while the rest is asked for. */
  decision: z.object({ number: z.string(), date: z.string() }),
});

export type ElectionsState = z.infer<typeof electionsState>;
/** A step of the dialogue about rounds of voting. */
export type ElectionsStep = Step<ElectionsState, MemberContext>;

export const ELECTIONS_START: ElectionsState = {
  electionId: 0,
  page: 0,
  title: '',
  code: '',
  field: '',
  number: 0,
  from: 0,
  codes: [],
  fingerprint: '',
  until: 0,
  reason: '',
  totals: [],
  decision: { number: '', date: '' },
};

/** The round under the hand; null once it is gone. */
export function roundOf({ store }: MemberContext, { electionId }: ElectionsState): StoredElection | null {
  return store.elections.byId(electionId);
}

/** Back to the round's card, which shows it as it is now. */
export function toRound(state: ElectionsState, texts: readonly Say[] = []): Move<ElectionsState> {
  return rewind('round', { ...ELECTIONS_START, electionId: state.electionId }, texts);
}

export const BACK = { id: 'back', label: say('choice.back') };

/** A question about a round that somebody else has removed meanwhile. */
export const GONE = { say: [say('error.election_gone')], choices: [BACK] };
