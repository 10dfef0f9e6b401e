import type { WeeklyDigest } from '../../domain/digest/digest.ts';
import type { DivisionStanding, Standings } from '../../domain/standings/view.ts';
import { clipped } from '../../lib/vietnamese.ts';
import { roundHeading } from '../review-wording.ts';
import { type Say, say } from '../text-key.ts';
import { quotaSay, shortTitleSay } from '../wording.ts';
import type { Detail } from './detail.ts';

const MOST_QUOTAS = 2;

/** How registration stands, and in which divisions it is missing. */
export function registrationLines(
  { registration: { phase, closesAt }, standings }: WeeklyDigest,
  detail: Detail,
): readonly Say[] {
  if (phase === 'before') return [say('digest.registration.before')];
  const { people, handedIn, endorsed, accepted } = standings.registration;
  const titles = standings.titles.filter(({ registered }) => registered > 0);
  // Once reports are being written, whose registration is missing is told no more every week.
  const late = phase === 'open' || standings.reviews.length === 0;
  return [
    say('digest.registration', { handedIn, people, endorsed, accepted }),
    ...(phase === 'open' ? [say('digest.registration.until', { at: { as: 'moment', date: closesAt } })] : []),
    ...(titles.length === 0
      ? []
      : [
          say('digest.titles', {
            titles: {
              list: titles.map(({ title, registered }) =>
                say('digest.title', { title: shortTitleSay(title), count: registered }),
              ),
              join: 'comma',
            },
          }),
        ]),
    ...quotaLines(standings),
    ...(late ? owingLines(phase, standings.divisions, registrationOwed, detail) : []),
  ];
}

// A ceiling matters where the plan itself names it, or where it is passed.
function quotaLines({ quotas }: Standings): readonly Say[] {
  return quotas
    .filter(({ registered, line, ceiling }) => registered > line.limit || ('target' in ceiling.from && registered > 0))
    .slice(0, MOST_QUOTAS)
    .map(quotaSay);
}

interface Owed {
  readonly owing: number;
  readonly people: number;
}

function registrationOwed({ registration: { owing, people } }: DivisionStanding): Owed {
  return { owing, people };
}

/** Divisions with the most who are late first; the rest together. */
function owingLines(
  phase: 'open' | 'closed',
  divisions: readonly DivisionStanding[],
  owed: (division: DivisionStanding) => Owed,
  detail: Detail,
): readonly Say[] {
  const late = divisions
    .map((division) => ({ name: division.name, ...owed(division) }))
    .filter(({ owing }) => owing > 0)
    .sort((left, right) => right.owing - left.owing);
  if (late.length === 0) return [];
  const hidden = late.slice(detail.divisions);
  const rest = hidden.reduce((sum, { owing }) => sum + owing, 0);
  return [
    say(`digest.owing.${phase}`),
    ...late.slice(0, detail.divisions).map(({ name, owing, people }) => {
      return say('digest.owing_line', { name: clipped(name, detail.characters), owing, people });
    }),
    ...(hidden.length === 0 ? [] : [say('digest.owing_more', { divisions: hidden.length, owing: rest })]),
  ];
}

/** How a review stands. A closed round keeps its total; whom to ask matters while reports still come in. */
export function reviewLines({ reviews, divisions }: Standings, place: number, detail: Detail): readonly Say[] {
  const review = reviews[place];
  if (review === undefined) return [];
  const { round, open, reported, people, confirmed, collectives } = review;
  const total = say(open ? 'digest.review' : 'digest.review_closed', {
    round: roundHeading(round),
    reported,
    people,
    confirmed,
  });
  if (!open) return [total];
  const owed = (division: DivisionStanding): Owed => {
    const own = division.reviews[place];
    return { owing: (own?.people ?? 0) - (own?.reported ?? 0), people: own?.people ?? 0 };
  };
  return [
    total,
    ...owingLines('open', divisions, owed, detail),
    ...(collectives.divisions === 0
      ? []
      : [say('digest.collective_owing', { reported: collectives.reported, divisions: collectives.divisions })]),
  ];
}
