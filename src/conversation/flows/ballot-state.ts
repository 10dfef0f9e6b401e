import * as z from 'zod';
import { type Ballot, type BallotError, ballotOf } from '../../app/casting.ts';
import { CHOICES, type Choice, type Nominee } from '../../domain/ballot/election.ts';
import type { Result } from '../../lib/result.ts';
import type { MemberContext } from '../context.ts';
import { type Answer, end, type Move, type Question, type Step } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import type { CommandChoice } from '../types.ts';
import { shortTitleSay } from '../wording.ts';

/** A ballot as it is being filled in: in memory only. */
export const ballotState = z.object({
  electionId: z.number().int(),
  /** Choices by the number of their nominee. */
  marks: z.record(z.string(), z.enum(CHOICES)),
  /** Page of the ballot, or of the nominees to read about. */
  page: z.number().int(),
  /** Place, among the member's lines, of the one that is asked where there are no buttons. */
  at: z.number().int(),
  /** Address of the ballot page, once asked for. */
  address: z.string().nullable(),
});

export type BallotState = z.infer<typeof ballotState>;

/** A ballot nobody has written on. */
export const BLANK: BallotState = { electionId: 0, marks: {}, page: 0, at: 0, address: null };

export const TO_MENU: readonly CommandChoice[] = [{ command: 'menu', label: say('command.menu.label') }];

/** A step over a ballot that may be cast at this moment. */
interface BallotStep {
  readonly help: 'help.ballot' | 'help.ballot.marks';
  ask(context: MemberContext, state: BallotState, ballot: Ballot): Question;
  answer(context: MemberContext, state: BallotState, answer: Answer, ballot: Ballot): Move<BallotState>;
  back?(context: MemberContext, state: BallotState): BallotState | null;
}

/**
 * A step that says why, and ends, once the ballot cannot be cast any more: the deadline passes while one reads, or it was
 * cast on another device.
 */
export function onBallot(step: BallotStep): Step<BallotState, MemberContext> {
  return {
    ...step,
    ask(context, state) {
      const ballot = found(context, state);
      if (ballot.ok) return step.ask(context, state, ballot.value);
      return { say: [say(`error.${ballot.error}`)], choices: [{ id: 'close', label: say('choice.close') }] };
    },
    answer(context, state, answer) {
      const ballot = found(context, state);
      if (ballot.ok) return step.answer(context, state, answer, ballot.value);
      return end([say(`error.${ballot.error}`)], TO_MENU);
    },
  };
}

function found(context: MemberContext, { electionId }: BallotState): Result<Ballot, BallotError> {
  return ballotOf(context, context.person, electionId);
}

/** The id of the choice that was made; '' for any other answer. */
export function chosenId(answer: Answer): string {
  return answer.kind === 'choice' ? (answer.ids[0] ?? '') : '';
}

/** What was chosen of a nominee; null while nothing was. */
export function markOf({ marks }: BallotState, { number }: Nominee): Choice | null {
  return marks[number] ?? null;
}

/** A nominee as a choice: lists number their choices themselves. */
export function briefSay({ name, title }: Nominee): Say {
  return say('ballot.nominee.brief', { name, title: shortTitleSay(title) });
}

/** Lines on which nothing is chosen yet. */
export function openLines({ lines }: Ballot, state: BallotState): readonly Nominee[] {
  return lines.filter((nominee) => markOf(state, nominee) === null);
}
