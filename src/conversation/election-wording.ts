import type { StoredElection } from '../app/ballot-ports.ts';
import type { Percent } from '../domain/ballot/pass-rule.ts';
import type { LineResult, TitleResult } from '../domain/ballot/result.ts';
import type { CountProblem } from '../domain/ballot/tally.ts';
import { type Say, say } from './text-key.ts';

// What an election came to, as texts to say.

/** A share in percent as it is read: 85,71 %. */
export function percentSay(percent: Percent | null): Say {
  if (percent === null) return say('election.percent.none');
  const { whole, hundredths } = percent;
  return say('election.percent', { whole: String(whole), hundredths: String(hundredths).padStart(2, '0') });
}

function lineSay({ election }: StoredElection, line: LineResult): Say {
  const nominee = election.nominees.find(({ number }) => number === line.nominee);
  const { agree, disagree, noOpinion, invalid, base, needed } = line;
  return say('election.result.line', {
    number: String(line.nominee),
    name: nominee?.name ?? '',
    title: nominee === undefined ? '' : say(`title.${nominee.title}.short`),
    agree,
    disagree,
    noOpinion,
    invalid,
    base,
    needed,
    percent: percentSay(line.percent),
    passed: line.passed ? 'yes' : 'no',
  });
}

function capSay({ title, passed, places }: TitleResult): Say {
  return say('election.result.over_cap', { title: say(`title.${title}`), passed, places: places ?? 0 });
}

/** The totals of every line, and titles for which more passed than there are places. */
export function resultSays(stored: StoredElection): readonly Say[] {
  const { result } = stored;
  if (result === null) return [];
  const { members, voted, absent, paper } = result;
  return [
    say('election.result.turnout', { members, voted, absent, paper }),
    ...result.lines.map((line) => lineSay(stored, line)),
    ...result.titles.filter(({ overCap }) => overCap).map(capSay),
  ];
}

/** Why an election came to nothing. */
export function voidSay({ course, election }: StoredElection): Say {
  const { voided } = course;
  const cause = voided === null ? 'cancelled' : voided.cause;
  return say('election.void', {
    name: election.name,
    cause: say(`election.void.${cause}`, { reason: voided?.reason ?? '' }),
  });
}

/** What did not add up in a count, and where. */
export function countProblemSay({ code, nominee, expected, found }: CountProblem): Say {
  const where =
    nominee === null ? say('election.count.whole') : say('election.count.line', { number: String(nominee) });
  return say('election.count.stopped', { code: say(`error.${code}`), where, expected, found });
}
