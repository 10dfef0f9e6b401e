import type { TextKey } from '../../conversation/text-key.ts';
import { fingerprintOf } from '../../domain/ballot/canonical-text.ts';
import type { Course } from '../../domain/ballot/course.ts';
import type { Custody, Election } from '../../domain/ballot/election.ts';
import type { Agency } from '../../domain/plan.ts';
import type { EpochMs, IsoDate } from '../../lib/clock.ts';
import type { DocumentWords } from './document-words.ts';
import type { DataOf, Shape } from './shape.ts';

/** A voting round with what its minutes need from the office; what is null is written in by hand. */
export interface RoundDetails {
  readonly agency: Agency;
  readonly number: string | null;
  readonly date: IsoDate | null;
  /** Where the votes were counted. */
  readonly countingPlace: string | null;
  /** Names of the counting group, its head first; those who hold the key where tellers do. */
  readonly tellers: readonly string[];
  readonly election: Election;
  readonly course: Course;
}

export const ROUND = {
  election: 'text',
  counting_place: 'text',
  tellers: { order: 'text', name: 'text' },
  nominee_count: 'text',
  opened_at: 'text',
  closed_at: 'text',
  closed_by: 'text',
  with_paper: 'flag',
  casting: 'text',
  custody: 'text',
  fingerprint: 'text',
  fingerprint_short: 'text',
  postponed: 'flag',
  postponements: { from: 'text', until: 'text', reason: 'text' },
  chair: 'text',
} as const satisfies Shape;

/** How the round was held: times, custody, fingerprint, later deadlines with their reasons, and who signs. */
export function roundData(details: RoundDetails, words: DocumentWords): DataOf<typeof ROUND> {
  const { election, course, countingPlace, tellers } = details;
  const { full, short } = fingerprintOf(election);
  const momentOr = (at: EpochMs | null, never: TextKey): string => (at === null ? words.text(never) : words.moment(at));
  return {
    election: election.name,
    counting_place: words.orByHand(countingPlace),
    tellers: tellers.map((name, index) => ({ order: String(index + 1), name })),
    nominee_count: String(election.nominees.length),
    opened_at: momentOr(course.openedAt, 'document.never_opened'),
    closed_at: momentOr(course.closedAt, 'document.never_closed'),
    closed_by: course.closedBy === null ? '' : words.text(`document.closed_by.${course.closedBy}`),
    with_paper: election.roll.some(({ way }) => way === 'paper'),
    casting: words.text(`document.casting.${election.casting}`),
    custody: custodyText(election.custody, words),
    fingerprint: full,
    fingerprint_short: short,
    postponed: course.postponements.length > 0,
    postponements: course.postponements.map(({ from, until, reason }) => ({
      from: words.moment(from),
      until: words.moment(until),
      reason,
    })),
    chair: words.orByHand(election.roll.find(({ post }) => post === 'chair')?.name ?? null),
  };
}

function custodyText(custody: Custody, words: DocumentWords): string {
  if (custody.by === 'server') return words.text('document.custody.server');
  const { needed, tellers } = custody;
  const names = { list: tellers.map(({ name }) => name), join: 'comma' } as const;
  return words.text('document.custody.tellers', { needed, holders: tellers.length, names });
}
