import { REVIEW_ROUNDS } from '../review.ts';
import type { Standings, TargetStanding } from '../standings/view.ts';
import type { DigestChanges, WeeklyDigest } from './digest.ts';

/** What moved since the digest before; figures of another year are not compared. */
export function changesSince(
  before: Pick<WeeklyDigest, 'takenAt' | 'standings'> | null,
  now: Standings,
): DigestChanges | null {
  if (before === null || before.standings.year !== now.year) return null;
  const { standings: then, takenAt: at } = before;
  return {
    at,
    handedIn: now.registration.handedIn - then.registration.handedIn,
    endorsed: now.registration.endorsed - then.registration.endorsed,
    accepted: now.registration.accepted - then.registration.accepted,
    reviews: REVIEW_ROUNDS.flatMap((round) => {
      const review = now.reviews.find((one) => one.round === round);
      if (review === undefined) return [];
      const earlier = then.reviews.find((one) => one.round === round);
      const reported = review.reported - (earlier?.reported ?? 0);
      const confirmed = review.confirmed - (earlier?.confirmed ?? 0);
      return [{ round, reported, confirmed }];
    }),
    completed: completed(then, now),
    reached: turned(then, now, true),
    lost: turned(then, now, false),
    exemplarsListed: now.exemplars.listed - then.exemplars.listed,
    exemplarsProposed: now.exemplars.proposed - then.exemplars.proposed,
  };
}

function completed(then: Standings, now: Standings): readonly string[] {
  const owed = new Map(then.divisions.map(({ code, registration }) => [code, registration.owing]));
  return now.divisions
    .filter(({ code, registration }) => registration.owing === 0 && (owed.get(code) ?? 0) > 0)
    .map(({ name }) => name);
}

// A target that nothing is known of yet was not lost.
function turned(then: Standings, now: Standings, reached: boolean): readonly string[] {
  const before = new Map(then.targets.map((standing) => [standing.target.code, isMet(standing)]));
  return now.targets
    .filter((standing) => {
      const met = isMet(standing);
      const was = before.get(standing.target.code) ?? null;
      return reached ? met === true && was !== true : met === false && was === true;
    })
    .map(({ target }) => target.text);
}

/** Whether a target is reached as far as is known: by what was achieved, else by what is registered. */
export function isMet({ achieved, registered }: Pick<TargetStanding, 'achieved' | 'registered'>): boolean | null {
  return achieved?.assessment.met ?? registered?.assessment.met ?? null;
}
