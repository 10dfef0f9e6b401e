import type { StoredElection } from '../../app/ballot-ports.ts';
import { runsElections } from '../../app/election-closing.ts';
import type { ElectionState } from '../../domain/ballot/course.ts';
import type { VotingMethod } from '../../domain/ballot/record.ts';
import { may } from '../../domain/rights.ts';
import type { MemberContext } from '../context.ts';
import { go, type Move } from '../flow.ts';
import type { TextKey } from '../text-key.ts';
import type { ElectionsState } from './elections-state.ts';

/** Something that can be done with a round, by the state it is in. */
export interface RoundAction {
  readonly id: string;
  readonly label: TextKey;
  /** Null: with a secret ballot and with an open vote. */
  readonly method: VotingMethod | null;
  readonly states: readonly ElectionState[];
  /** Whether this person may now; the use case behind it asks again. */
  readonly allowed: (context: MemberContext, stored: StoredElection) => boolean;
  readonly does: (context: MemberContext, state: ElectionsState, stored: StoredElection) => Move<ElectionsState>;
}

/** Allowed to the council's secretary. */
export const secretary = ({ person }: MemberContext): boolean => may(person, 'prepare_elections');
/** Allowed to whoever runs rounds. */
export const desk = ({ person }: MemberContext): boolean => runsElections(person);
/** An action that is asked about in a step. */
export const leadsTo = (step: string) => (_context: MemberContext, state: ElectionsState) => go(step, state);
