import type { WeeklyDigest } from '../../domain/digest/digest.ts';
import type { EpochMs } from '../../lib/clock.ts';
import { clipped } from '../../lib/vietnamese.ts';
import { fitting, type Measure } from '../fitting.ts';
import { type Say, say } from '../text-key.ts';
import type { Notice } from '../types.ts';
import { changeLines } from './changes.ts';
import { DETAILS, type Detail } from './detail.ts';
import { registrationLines, reviewLines } from './divisions.ts';
import { ballotLines, deadlineLines, deliveryLines, exemplarLines, targetLines } from './outlook.ts';

/**
 * One message of Telegram (4,096 units after entities) or two of Zalo (1,900 each), with room for part numbers, the line
 * that does not fit the end of a first part, and the commands that stand below the text where there are no buttons.
 */
const LONGEST = 3_400;

/** The digest in words, as much of it as one message holds. The same for every reader: nobody is named. */
export function digestLines(digest: WeeklyDigest, measure: Measure): readonly Say[] {
  const wordings = DETAILS.map((detail) => () => sections(digest, detail));
  return fitting(wordings, measure, LONGEST);
}

/** The digest as a message; `to` is left out where it goes to a group. */
export function digestNotice(digest: WeeklyDigest, measure: Measure, expiresAt: EpochMs): Omit<Notice, 'to'> {
  return { kind: 'weekly_digest', lane: 'digest', reply: { say: digestLines(digest, measure) }, expiresAt };
}

function sections(digest: WeeklyDigest, detail: Detail): readonly Say[] {
  const { standings } = digest;
  const all = [
    [headingSay(digest, detail)],
    changeLines(digest.since, detail),
    registrationLines(digest, detail),
    ...standings.reviews.map((_, place) => reviewLines(standings, place, detail)),
    targetLines(standings, detail),
    exemplarLines(standings),
    ballotLines(digest.ballots),
    deadlineLines(digest, detail),
    deliveryLines(digest),
  ];
  return all.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : [GAP, ...lines]));
}

const GAP = say('dialogue.gap');

function headingSay({ takenAt, standings: { agency, year } }: WeeklyDigest, { characters }: Detail): Say {
  return say('digest.heading', {
    agency: clipped(agency.name, characters),
    year: String(year),
    at: { as: 'moment', date: takenAt },
  });
}
