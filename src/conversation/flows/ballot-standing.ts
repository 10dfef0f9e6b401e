import type { StoredElection } from '../../app/ballot-ports.ts';
import { type BallotError, ballotOf } from '../../app/casting.ts';
import type { MemberContext } from '../context.ts';
import { type Say, say } from '../text-key.ts';

/** Errors that concern nobody but those on the roll. */
const TOLD: readonly BallotError[] = ['already_voted', 'votes_on_paper', 'election_over'];

/** What stands between somebody and the ballots that are under way, a line for each; empty for who is on no roll. */
export function standingLines(context: MemberContext): readonly Say[] {
  return running(context).flatMap(({ id, election }) => {
    const ballot = ballotOf(context, context.person, id);
    if (ballot.ok || !TOLD.includes(ballot.error)) return [];
    return [say('ballot.standing', { name: election.name, standing: say(`error.${ballot.error}`) })];
  });
}

/** Rounds under way on whose roll this person stands. */
function running({ store, person }: MemberContext): readonly StoredElection[] {
  return store.elections
    .running()
    .filter(
      ({ method, course, election }) =>
        method === 'secret_ballot' &&
        course.state !== 'draft' &&
        election.roll.some(({ code }) => code === person.code),
    );
}
