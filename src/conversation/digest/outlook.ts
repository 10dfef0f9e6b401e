import { isMet } from '../../domain/digest/changes.ts';
import type { BallotLine, WeeklyDigest } from '../../domain/digest/digest.ts';
import type { Standings, TargetStanding } from '../../domain/standings/view.ts';
import { clipped } from '../../lib/vietnamese.ts';
import { untilSay } from '../due-notices.ts';
import { achievedLine, registeredLine, sentence } from '../target-wording.ts';
import { type ListValue, type Say, say } from '../text-key.ts';
import { shortTitleSay } from '../wording.ts';
import type { Detail } from './detail.ts';

const MOST_BALLOTS = 4;

/** How targets stand; those not reached are named, since something can still be done about them. */
export function targetLines({ targets }: Standings, detail: Detail): readonly Say[] {
  const met = targets.filter((target) => isMet(target) === true).length;
  const missed = targets.filter((target) => isMet(target) === false);
  const ofYear = missed.filter(({ target }) => target.horizon === 'year');
  const shown = ofYear.slice(0, detail.targets);
  return [
    say('digest.targets', { met, missed: missed.length, unknown: targets.length - met - missed.length }),
    ...shown.map((target) => targetLine(target, detail)),
    ...(missed.length > shown.length ? [say('digest.targets_more', { count: missed.length - shown.length })] : []),
  ];
}

function targetLine(standing: TargetStanding, { characters }: Detail): Say {
  const text = clipped(sentence(standing.target.text), characters);
  return standing.achieved === null ? registeredLine(standing, text) : achievedLine(standing, text);
}

/** Proposals and the list: counts, since a group reads them. */
export function exemplarLines({ exemplars: { listed, proposed, recognised } }: Standings): readonly Say[] {
  return listed + proposed > 0 ? [say('digest.exemplars', { listed, proposed, recognised })] : [];
}

/** Ballots as their rules let them be told. */
export function ballotLines(ballots: readonly BallotLine[]): readonly Say[] {
  if (ballots.length === 0) return [];
  const hidden = ballots.length - MOST_BALLOTS;
  return [
    say('digest.ballots'),
    ...ballots.slice(0, MOST_BALLOTS).map(ballotLine),
    ...(hidden > 0 ? [say('digest.more', { count: hidden })] : []),
  ];
}

function ballotLine(ballot: BallotLine): Say {
  const titles: ListValue = { list: ballot.titles.map(shortTitleSay), join: 'comma' };
  switch (ballot.state) {
    case 'open':
      return say('digest.ballot.open', { titles, until: { as: 'moment', date: ballot.until } });
    case 'counting':
      return say('digest.ballot.counting', { titles });
    case 'void':
      return say('digest.ballot.void', { titles });
    case 'published': {
      const { at, voted, members } = ballot;
      const list = ballot.results.map(({ title, nominees, passed }) =>
        say('digest.ballot.result', { title: shortTitleSay(title), nominees, passed }),
      );
      return say('digest.ballot.published', {
        date: { as: 'day', date: at },
        voted,
        members,
        results: { list, join: 'comma' },
      });
    }
  }
}

/** What has to be done next. */
export function deadlineLines({ deadlines }: WeeklyDigest, { characters }: Detail): readonly Say[] {
  if (deadlines.length === 0) return [];
  return [
    say('digest.deadlines'),
    ...deadlines.map(({ name, at, lastWorkingDay }) =>
      say('digest.deadline', { name: clipped(name, characters), at: untilSay({ at, lastWorkingDay }) }),
    ),
  ];
}

/** Whom the bot does not reach; nothing where it reaches everybody. */
export function deliveryLines({ delivery }: WeeklyDigest): readonly Say[] {
  const problems = (['unlinked', 'unreachable', 'undelivered'] as const)
    .filter((problem) => delivery[problem] > 0)
    .map((problem) => say(`digest.delivery.${problem}`, { count: delivery[problem] }));
  return problems.length === 0 ? [] : [say('digest.delivery', { problems: { list: problems, join: 'comma' } })];
}
