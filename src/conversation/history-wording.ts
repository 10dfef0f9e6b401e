import type { Achievement, Decision, DisciplineRecord, YearResult } from '../domain/history.ts';
import { type Say, say } from './text-key.ts';

// Results of the years as texts to say.

/** What was achieved, by its full name. */
export function achievementSay(achievement: Achievement): Say {
  switch (achievement.kind) {
    case 'title':
      return say(`title.${achievement.title}`);
    case 'award':
      return say(`award.${achievement.award}`);
    case 'grade':
      return say('history.grade', { grade: say(`grade.${achievement.grade}`) });
    case 'initiative':
      return say('history.initiative', { name: achievement.name, level: say(`level.${achievement.level}`) });
  }
}

function decisionSay({ number, date, authority }: Decision): Say {
  return say('history.decision', { number, date: { as: 'day', date }, authority });
}

/** A result in one line with its decision. */
export function resultSay({ year, achievement, decision }: YearResult): Say {
  return say('history.line', {
    year: String(year),
    what: achievementSay(achievement),
    decision: decisionSay(decision),
  });
}

/** A disciplinary measure in one line. */
export function disciplineSay({ year, level, decision }: DisciplineRecord): Say {
  const what = say('history.discipline', { level: say(`discipline.${level}`) });
  return say('history.line', { year: String(year), what, decision: decisionSay(decision) });
}
