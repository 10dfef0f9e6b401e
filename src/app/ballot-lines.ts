import type { BallotLine } from '../domain/digest/digest.ts';
import type { Title } from '../domain/title.ts';
import { DAY, type EpochMs } from '../lib/clock.ts';
import type { StoredElection } from './ballot-ports.ts';
import type { Campaign, Work } from './ports.ts';

/** What ended is told of in two digests at most. */
const TOLD_MS = 14 * DAY;

/** The council's ballots as anybody may be told of them: nothing but the end while one is open, no nominee ever. */
export function ballotLines({ store, now }: Work, campaign: Campaign): readonly BallotLine[] {
  return store.elections
    .ofCampaign(campaign.id)
    .toReversed()
    .flatMap((stored) => {
      const line = lineOf(stored, now);
      return line === null ? [] : [line];
    });
}

function lineOf({ election, course, result }: StoredElection, now: EpochMs): BallotLine | null {
  const titles = [...new Set(election.nominees.map(({ title }) => title))];
  switch (course.state) {
    case 'draft':
      return null;
    case 'open':
      // The deadline holds by the clock, before the closing is carried out.
      return now < course.deadline ? { state: 'open', titles, until: course.deadline } : { state: 'counting', titles };
    case 'closed':
    case 'counted':
      return { state: 'counting', titles };
    case 'void':
      return now - (course.voided?.at ?? 0) < TOLD_MS ? { state: 'void', titles } : null;
    case 'published': {
      const at = course.publishedAt ?? 0;
      if (result === null || now - at >= TOLD_MS) return null;
      const { members, voted } = result;
      const nominees = (title: Title) => election.nominees.filter((nominee) => nominee.title === title).length;
      const results = result.titles.map(({ title, passed }) => ({ title, passed, nominees: nominees(title) }));
      return { state: 'published', titles, at, members, voted, results };
    }
  }
}
