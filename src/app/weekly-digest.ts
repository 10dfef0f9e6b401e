import { changesSince } from '../domain/digest/changes.ts';
import { DIGEST_FORMAT, type WeeklyDigest } from '../domain/digest/digest.ts';
import { weekOf } from '../domain/digest/week.ts';
import { MISFIRE } from '../domain/due-plan/kinds.ts';
import type { Person } from '../domain/person.ts';
import { may } from '../domain/rights.ts';
import { DAY, type EpochMs, type IsoDate } from '../lib/clock.ts';
import { localTime } from '../lib/office-time.ts';
import { ballotLines } from './ballot-lines.ts';
import { instantOfMilestone, registrationWindow } from './campaign.ts';
import { deadlineOf } from './due-firing.ts';
import type { DueItem } from './due-ports.ts';
import { notLinked } from './linking.ts';
import type { Campaign, Work } from './ports.ts';
import { standings } from './standings.ts';

/** Deadlines that the digest looks ahead to. */
const DEADLINES_SHOWN = 3;
/** Messages that were given up are told of for a week. */
const UNDELIVERED_MS = 7 * DAY;

/** Whether the person may read digests, and see the next one before it is sent. */
export function mayReadDigests(person: Person): boolean {
  return may(person, 'read_digests');
}

/** The digest of a week as it would be sent at this moment. */
export function digestNow(work: Work, campaign: Campaign, week: IsoDate): WeeklyDigest {
  const now = standings(work, campaign, null);
  const { opensAt, closesAt } = registrationWindow(campaign.plan, work.zone);
  const phase = work.now < opensAt ? 'before' : work.now < closesAt ? 'open' : 'closed';
  return {
    format: DIGEST_FORMAT,
    week,
    takenAt: work.now,
    standings: now,
    registration: { phase, closesAt },
    deadlines: deadlinesAhead(work, campaign),
    delivery: {
      unlinked: notLinked(work).length,
      unreachable: work.store.identities.unreachable().length,
      undelivered: work.store.sentMessages.givenUp(work.now - UNDELIVERED_MS),
    },
    ballots: ballotLines(work, campaign),
    since: changesSince(lastDigest(work, campaign, week), now),
  };
}

function deadlinesAhead(work: Work, campaign: Campaign): WeeklyDigest['deadlines'] {
  return campaign.plan.milestones
    .filter((milestone) => instantOfMilestone(milestone, work.zone) > work.now)
    .map((milestone) => deadlineOf(work, milestone))
    .sort((left, right) => left.at - right.at)
    .slice(0, DEADLINES_SHOWN)
    .map(({ milestone, at, lastWorkingDay }) => ({ name: milestone.name, at, lastWorkingDay }));
}

/** Takes and stores the digest of the week that a due row is for; null when the week has one. */
export function takeDigest(work: Work, campaign: Campaign, item: DueItem): WeeklyDigest | null {
  const digest = digestNow(work, campaign, weekOfItem(work, item));
  const { week, takenAt, format } = digest;
  const stored = work.store.digests.add(campaign.id, { week, takenAt, format, body: JSON.stringify(digest) });
  return stored ? digest : null;
}

// A day off, or the secretary, moves the row but not the week that it is for.
function weekOfItem(work: Work, { expiresAt }: Pick<DueItem, 'expiresAt'>): IsoDate {
  return weekOf(localTime(expiresAt - MISFIRE.weekly_digest.lasts, work.zone).date);
}

/** The digest of a week of any year as it was sent; null where there was none. */
export function sentDigest(work: Work, week: IsoDate): WeeklyDigest | null {
  return readDigest(work, null, week);
}

function readDigest(work: Work, campaign: Campaign | null, week: IsoDate): WeeklyDigest | null {
  const stored = work.store.digests.find(campaign?.id ?? null, week);
  // Written by `takeDigest` alone; a later shape of it reads the earlier ones here.
  return stored === null ? null : (JSON.parse(stored.body) as WeeklyDigest);
}

/** The campaign's digest that was sent last, before a week where one is given; null without any. */
export function lastDigest(work: Work, campaign: Campaign, before: IsoDate | null = null): WeeklyDigest | null {
  const week = work.store.digests.weeks(campaign.id).find((candidate) => before === null || candidate < before);
  return week === undefined ? null : readDigest(work, campaign, week);
}

/** The digest that comes next, as it would be now, and when it is due; null when none is planned any more. */
export function nextDigest(
  work: Work,
  campaign: Campaign,
): { readonly digest: WeeklyDigest; readonly dueAt: EpochMs } | null {
  const item = work.store.dueItems.next(['weekly_digest'], work.now);
  if (item === null || item.campaignId !== campaign.id) return null;
  return { digest: digestNow(work, campaign, weekOfItem(work, item)), dueAt: item.dueAt };
}

/** Leaders who want the digest: they get it each where no group does. */
export function digestReaders({ store }: Work): readonly Person[] {
  return store.members.withRole('leader').filter(({ id }) => !store.preferences.of(id).muted.includes('digest'));
}
