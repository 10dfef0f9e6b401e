import type { PaperEntry, StoredElection } from '../app/ballot-ports.ts';
import { isCountStopped, PAPER_TELLERS } from '../app/election-closing.ts';
import { rollOf } from '../app/election-record.ts';
import { awaitsPaper, sheetsOn } from '../app/paper-ballots.ts';
import type { Work } from '../app/ports.ts';
import { awaitsTellers } from '../app/tellers.ts';
import type { Percent } from '../domain/ballot/pass-rule.ts';
import { participation } from '../domain/ballot/reminders.ts';
import type { LineResult, TitleResult } from '../domain/ballot/result.ts';
import type { CountProblem } from '../domain/ballot/tally.ts';
import { type Say, say } from './text-key.ts';
import { commaList } from './wording.ts';

// What an election came to, as texts to say.

/** A share in percent as it is read: 85,71 %. */
function percentSay(percent: Percent | null): Say {
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

/** Later deadlines of a round, with their reasons. */
export function postponementSays({ course }: StoredElection): readonly Say[] {
  return course.postponements.map(({ from, until, reason }) =>
    say('election.postponed.line', {
      from: { as: 'moment', date: from },
      until: { as: 'moment', date: until },
      reason,
    }),
  );
}

/** What a closed round waits for. */
export function waitingSays(work: Work, stored: StoredElection): readonly Say[] {
  const { course, election, paper, id } = stored;
  if (course.state !== 'closed') return [];
  if (awaitsPaper(stored)) {
    if (paper === null) return [say('election.waits.paper')];
    return [say('election.waits.paper_tellers', { confirmed: paper.confirmedBy.length, of: PAPER_TELLERS })];
  }
  const { custody } = election;
  const texts = isCountStopped(work, stored) ? [say('election.waits.stopped')] : [];
  if (!awaitsTellers(stored) || custody.by !== 'tellers') {
    return texts.length > 0 ? texts : [say('election.waits.server')];
  }
  const given = work.store.keyShares.given(id).length;
  return [...texts, say('election.waits.tellers', { given, needed: custody.needed })];
}

/** Who of the tellers keeps a share already, while a round in their custody is prepared. */
export function shareSays({ election, preparation }: StoredElection): readonly Say[] {
  const { custody } = election;
  if (custody.by !== 'tellers') return [];
  const { shares } = preparation;
  if (shares.length === 0) return [say('election.shares.none')];
  const waiting = custody.tellers.filter(
    ({ code }) => !shares.some(({ teller, confirmed }) => teller === code && confirmed),
  );
  if (waiting.length === 0) return [say('election.shares.all')];
  return [say('election.shares.waiting', { names: namesSay(waiting), count: waiting.length })];
}

/** Who took part, once that may be known. */
export function participationSays(work: Pick<Work, 'store'>, stored: StoredElection): readonly Say[] {
  const { course, election } = stored;
  if (course.state !== 'counted' && course.state !== 'published') return [];
  const listed = participation(course.state, rollOf(work, stored));
  if (listed === null) return [say('election.participation.hidden')];
  const absent = election.roll.filter(({ code }) => listed.absent.includes(code));
  const voted = election.roll.filter(({ code }) => listed.voted.includes(code));
  return [
    say('election.participation.voted', { names: namesSay(voted) }),
    ...(absent.length === 0 ? [] : [say('election.participation.absent', { names: namesSay(absent) })]),
  ];
}

/** Paper ballots as they were entered: whose came, and the totals of every line. */
export function paperSays(
  stored: StoredElection,
  { voters, totals }: Pick<PaperEntry, 'voters' | 'totals'>,
): readonly Say[] {
  const { election } = stored;
  if (voters.length === 0) return [say('election.sheets.none')];
  const came = election.roll.filter(({ code }) => voters.includes(code));
  const lines = election.nominees.flatMap(({ number, name, title }) => {
    const line = totals.find(({ nominee }) => nominee === number);
    if (line === undefined) return [];
    const { agree, disagree, noOpinion, invalid } = line;
    const marks = { agree, disagree, noOpinion, invalid, sheets: sheetsOn(stored, voters, number) };
    return [
      say('election.sheets.line', { number: String(number), name, title: say(`title.${title}.short`), ...marks }),
    ];
  });
  const single = voters.length === 1 ? [say('election.sheets.single')] : [];
  return [say('election.sheets.voters', { count: came.length, names: namesSay(came) }), ...lines, ...single];
}

function namesSay(people: readonly { readonly name: string }[]) {
  return commaList(people.map(({ name }) => name));
}
