import type { StoredElection } from '../../app/ballot-ports.ts';
import { rollOf } from '../../app/election-record.ts';
import type { Campaign, Work } from '../../app/ports.ts';
import { councilMembers } from '../../app/prepared-election.ts';
import { ruleSetById } from '../../domain/rule-set.ts';
import type { EpochMs } from '../../lib/clock.ts';
import { localTime } from '../../lib/office-time.ts';
import { compareNames } from '../../lib/vietnamese.ts';
import { type CouncilSession, councilMinutes } from '../documents/council-minutes.ts';
import { type CountMinutes, countMinutes } from '../documents/count-minutes.ts';
import { paperBallot } from '../documents/paper-ballot.ts';
import type { RoundDetails } from '../documents/round-data.ts';
import { submission } from '../documents/submission.ts';
import { voidMinutes } from '../documents/void-minutes.ts';
import type { Prepared } from '../office-documents.ts';
import { paperOf } from './paper.ts';

/** The ballot of an opened election, whose lines no longer change. */
export function paperBallotOf(work: Work, campaign: Campaign, variant: string): Prepared | null {
  const stored = electionOf(work, campaign, variant);
  if (stored?.course.state !== 'open') return null;
  const { agency } = campaign.plan;
  return { kind: 'paper_ballot', fill: (template, words) => paperBallot(stored.election, agency, template, words) };
}

/** The minutes of an election's count, or of its having come to nothing; none before either. */
export function countMinutesOf(work: Work, campaign: Campaign, variant: string): Prepared | null {
  const stored = electionOf(work, campaign, variant);
  if (stored === null) return null;
  const { course, result } = stored;
  const { voided, countedAt } = course;
  if (voided !== null) {
    const minutes = { ...roundOf(work, campaign, stored, voided.at), voided };
    return { kind: 'void_minutes', fill: (template, words) => voidMinutes(minutes, template, words) };
  }
  if (result === null || countedAt === null) return null;
  const round = roundOf(work, campaign, stored, countedAt);
  const minutes: CountMinutes = { ...round, roll: rollOf(work, stored), result, exceptions: exceptionsOf(stored) };
  return { kind: 'count_minutes', fill: (template, words) => countMinutes(minutes, template, words) };
}

/** The minutes of the council's session, with every vote that was published. */
export function sessionOf(work: Work, campaign: Campaign): Prepared {
  const session: CouncilSession = {
    ...paperOf(campaign),
    council: campaign.plan.council.name,
    members: councilMembers(work).map(({ fullName, position, councilPost }) => ({
      name: fullName,
      position,
      post: councilPost ?? 'member',
    })),
    votes: publishedVotes(work, campaign),
  };
  return { kind: 'council_minutes', fill: (template, words) => councilMinutes(session, template, words) };
}

/** The submission with those whom published votes put forward. */
export function submissionOf(work: Work, campaign: Campaign): Prepared {
  const details = {
    ...paperOf(campaign),
    council: campaign.plan.council.name,
    basis: ruleSetById(campaign.plan.ruleSet).basis,
    votes: publishedVotes(work, campaign),
  };
  return { kind: 'submission', fill: (template, words) => submission(details, template, words) };
}

function electionOf({ store }: Work, campaign: Campaign, variant: string): StoredElection | null {
  const stored = store.elections.byId(Number(variant));
  return stored?.campaignId === campaign.id && stored.method === 'secret_ballot' ? stored : null;
}

function publishedVotes({ store }: Work, campaign: Campaign): CouncilSession['votes'] {
  return store.elections
    .ofCampaign(campaign.id)
    .toReversed()
    .flatMap(({ method, election, course, result }) =>
      course.state === 'published' && result !== null ? [{ method, election, result }] : [],
    );
}

function exceptionsOf({ election, preparation }: StoredElection): CountMinutes['exceptions'] {
  return preparation.exceptions.map(({ title, code, reason }) => {
    const nominee = election.nominees.find((one) => one.code === code && one.title === title);
    return { name: nominee?.name ?? code, title, reason };
  });
}

/** Where tellers hold the key they count; else those who have the role. */
function roundOf(work: Work, { plan }: Campaign, { election, course }: StoredElection, at: EpochMs): RoundDetails {
  const { custody } = election;
  const tellers =
    custody.by === 'tellers'
      ? custody.tellers.map(({ name }) => name)
      : work.store.members
          .withRole('teller')
          .filter(({ active }) => active)
          .map(({ fullName }) => fullName)
          .toSorted(compareNames);
  const { date } = localTime(at, work.zone);
  return { agency: plan.agency, number: null, date, countingPlace: null, tellers, election, course };
}
