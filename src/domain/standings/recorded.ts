import type { Target, TargetMeasure } from '../plan.ts';
import type { StandingResult } from './facts.ts';

/** Recorded results, arranged so that counting those of a target looks at each of them once. */
export interface Recorded {
  /** Whether any decision of this kind is recorded in these years: nobody has none before the decisions are there. */
  knows(measure: TargetMeasure, from: number, to: number): boolean;
  /** How many hold what the target measures in these years: one holder's title of two years is one, two initiatives are two. */
  count(target: Pick<Target, 'measure' | 'subject'>, from: number, to: number): number;
}

/** Arranges results for counting; exemplars are counted apart, by year. */
export function arrangeResults(results: readonly StandingResult[], recognised: ReadonlyMap<number, number>): Recorded {
  const kinds = new Set<string>();
  const holders = new Map<string, Set<number>>();
  for (const { id, year, holder, achievement } of results) {
    kinds.add(`${year}:${achievement.kind}`);
    const key = `${year}:${codeOf(achievement)}:${holder.of}`;
    const held = holders.get(key) ?? new Set<number>();
    holders.set(key, held);
    held.add(achievement.kind === 'initiative' ? id : idOf(holder));
  }
  return {
    knows(measure, from, to) {
      if (measure.of === 'exemplar') return true;
      return years(from, to).some((year) => kinds.has(`${year}:${kindOf(measure)}`));
    },
    count({ measure, subject }, from, to) {
      if (measure.of === 'exemplar') {
        return years(from, to).reduce((sum, year) => sum + (recognised.get(year) ?? 0), 0);
      }
      const found = new Set<number>();
      for (const year of years(from, to)) {
        for (const code of codesOf(measure)) {
          for (const id of holders.get(`${year}:${code}:${HOLDER[subject]}`) ?? []) found.add(id);
        }
      }
      return found.size;
    },
  };
}

const HOLDER = { individual: 'person', collective: 'division', agency: 'agency' } as const;

function years(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

function kindOf({ of }: TargetMeasure): string {
  return of === 'grading' ? 'grade' : of;
}

function codeOf(achievement: StandingResult['achievement']): string {
  switch (achievement.kind) {
    case 'title':
      return `title:${achievement.title}`;
    case 'award':
      return `award:${achievement.award}`;
    case 'grade':
      return `grade:${achievement.grade}`;
    case 'initiative':
      return `initiative:${achievement.level}`;
  }
}

// Whoever did excellently did well too.
function codesOf(measure: TargetMeasure): readonly string[] {
  switch (measure.of) {
    case 'title':
      return [`title:${measure.title}`];
    case 'award':
      return [`award:${measure.award}`];
    case 'grading':
      return measure.grade === 'good' ? ['grade:good', 'grade:excellent'] : ['grade:excellent'];
    case 'initiative':
      return [`initiative:${measure.level}`];
    default:
      return [];
  }
}

function idOf(holder: StandingResult['holder']): number {
  if (holder.of === 'person') return holder.memberId;
  return holder.of === 'division' ? holder.divisionId : 0;
}
