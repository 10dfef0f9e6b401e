import { wantedSay } from '../../conversation/figure-wording.ts';
import { actualSay, markSay, sentence } from '../../conversation/target-wording.ts';
import { say } from '../../conversation/text-key.ts';
import type { WeeklyDigest } from '../../domain/digest/digest.ts';
import { weekOf } from '../../domain/digest/week.ts';
import { UNIT } from '../../domain/indicator.ts';
import type { Milestone } from '../../domain/plan.ts';
import type { Measured, Standings, TargetStanding } from '../../domain/standings/view.ts';
import type { EpochMs, IsoDate } from '../../lib/clock.ts';
import { addDays, instantOf, localTime } from '../../lib/office-time.ts';
import type { ChartData, DivisionBars, TargetGauge, TargetGauges, YearLine } from './data.ts';

type Occasion = Pick<Standings, 'agency' | 'division' | 'year' | 'at'>;

/** The picture that goes with a digest: the review that is open, else registration, else the review that was last. */
export function chartOfDigest({ standings, registration }: WeeklyDigest, zone: string): ChartData {
  const open = standings.reviews.find((review) => review.open);
  const last = registration.phase === 'closed' ? standings.reviews.at(-1) : undefined;
  return divisionBars(standings, (open ?? last)?.round ?? 'registration', zone);
}

/** How far the divisions are, with their registrations or with the reports of a round. */
export function divisionBars(standings: Standings, of: DivisionBars['of'], zone: string): DivisionBars {
  const divisions = standings.divisions.map(({ name, registration, reviews }) => {
    if (of === 'registration') {
      const { people, handedIn, endorsed: confirmed, accepted } = registration;
      return { name, people, handedIn, confirmed, accepted };
    }
    const review = reviews.find(({ round }) => round === of);
    const { people = 0, reported: handedIn = 0, confirmed = 0 } = review ?? {};
    return { name, people, handedIn, confirmed, accepted: null };
  });
  return { kind: 'divisions', of, ...occasion(standings, zone), divisions };
}

/** The year's targets: what was achieved, or what is registered as long as nothing is recorded. */
export function targetGauges(standings: Standings, zone: string): TargetGauges {
  const gauges = standings.targets.filter(({ target }) => target.horizon === 'year').map(gaugeOf);
  return { kind: 'targets', ...occasion(standings, zone), gauges };
}

function gaugeOf(standing: TargetStanding): TargetGauge {
  const { target, achieved, registered } = standing;
  const { comparator } = target;
  const measured = achieved ?? registered;
  const basis = achieved === null && registered !== null ? 'registered' : 'achieved';
  const common = { text: sentence(target.text), comparator, basis, wanted: wantedSay(target) } as const;
  const scale = scaleOf(standing, measured);
  if (measured === null) {
    return { ...common, ...scale, actual: null, met: null, reached: null, verdict: say('targets.mark.unknown') };
  }
  // The figure that somebody entered is the result's, never the registration's.
  const reached = actualSay(basis === 'achieved' ? standing : { ...standing, need: null }, measured);
  return { ...common, ...scale, met: measured.assessment.met, reached, verdict: markSay(measured) };
}

function scaleOf({ target, need }: TargetStanding, measured: Measured | null) {
  const { unit, figure } = target;
  if (unit === 'percent') {
    const hundredths = measured?.assessment.actualHundredths ?? null;
    return { unit: 'percent', goal: figure, actual: hundredths === null ? null : hundredths / 100 } as const;
  }
  if (unit === 'achieved') {
    const met = measured?.assessment.met ?? null;
    return { unit, goal: null, actual: met === null ? null : Number(met) } as const;
  }
  // Figures that are compared with the year before are stored in ten-thousandths.
  const one = need?.form === 'compared' ? UNIT : 1;
  const base = measured?.base ?? null;
  const goal = unit === 'previous_year' ? (base === null ? null : base / one) : figure;
  return { unit: 'count', goal, actual: measured === null ? null : measured.count / one } as const;
}

/** Registrations by the end of each week up to the moment of the standings, and the plan's milestones. */
export function yearLine(
  standings: Occasion & Pick<Standings, 'registration'>,
  firstSubmissions: readonly EpochMs[],
  milestones: readonly Milestone[],
  zone: string,
): YearLine {
  const about = occasion(standings, zone);
  const moments = firstSubmissions.toSorted((left, right) => left - right);
  const [first] = moments;
  const weeks: { date: IsoDate; registered: number }[] = [];
  let registered = 0;
  if (first !== undefined) {
    // The line begins at nothing, on the last day before the week in which somebody registered.
    const start = weekOf(localTime(first, zone).date);
    weeks.push({ date: addDays(start, -1), registered });
    for (let monday = start; monday <= about.date; monday = addDays(monday, 7)) {
      const end = instantOf(addDays(monday, 7), '00:00', zone);
      while ((moments[registered] ?? end) < end) registered += 1;
      weeks.push({ date: earlier(addDays(monday, 6), about.date), registered });
    }
  }
  return {
    kind: 'year',
    ...about,
    people: standings.registration.people,
    weeks,
    milestones: milestones.map(({ date, name }) => ({ date, name })),
  };
}

function earlier(left: IsoDate, right: IsoDate): IsoDate {
  return left.localeCompare(right) < 0 ? left : right;
}

function occasion({ agency, division, year, at }: Occasion, zone: string) {
  const whole = agency.name;
  const named = division === null ? whole : `${division.name}, ${whole}`;
  return { agency: named, year, date: localTime(at, zone).date };
}
