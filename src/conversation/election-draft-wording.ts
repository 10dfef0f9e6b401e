import type { StoredElection } from '../app/ballot-ports.ts';
import type { Candidate, Gap, Places } from '../app/nomination.ts';
import { presentIn } from '../app/open-vote.ts';
import type { Work } from '../app/ports.ts';
import { campaignOf, conflictsIn, plannedRule, preparedElection, unfitNominees } from '../app/prepared-election.ts';
import type { Custody, Election, ElectionRule, Nominee } from '../domain/ballot/election.ts';
import { groupedBy } from '../lib/grouping.ts';
import { nomineeSay } from './ballot-wording.ts';
import { fractionSay, lineNumbers, passMarkSay } from './opening-warning-wording.ts';
import { type Say, say } from './text-key.ts';
import { commaList, shortTitleSay, unmetSay } from './wording.ts';

// A round that is being prepared, as texts to say.

/** More nominees than this are listed behind their own item only. */
const MOST_ON_CARD = 8;

/** The draft, one numbered item after the other, in the order of the choices under it. */
export function draftLines(work: Work, stored: StoredElection): readonly Say[] {
  const election = preparedElection(work, stored);
  const { name, window, casting, custody, roll, nominees } = election;
  const moment = (date: number) => ({ as: 'moment' as const, date });
  const paper = roll.filter(({ way }) => way === 'paper').map((member) => member.name);
  const own: readonly Say[] =
    stored.method === 'open_vote'
      ? openVoteLines(stored, election)
      : [
          say('election.card.window', { from: moment(window.from), until: moment(window.until) }),
          say('election.card.casting', { place: say(`election.casting.${casting}`) }),
          say('election.card.custody', { custody: custodySay(custody) }),
          say('election.card.paper', { names: commaList(paper) }),
        ];
  return [
    say('election.card.name', { name }),
    ...nomineeLines(nominees),
    say('election.card.rules', { count: election.rules.length }),
    ...election.rules.map((rule) => say('election.card.rule', { rule: ruleSay(work, stored, rule) })),
    ...own,
    ...remarks(work, stored, election),
  ];
}

function openVoteLines(stored: StoredElection, { window, roll, nominees }: Election): readonly Say[] {
  const present = presentIn(stored);
  const absent = roll.filter(({ code }) => !present.includes(code)).map(({ name }) => name);
  return [
    say('election.card.meeting', { at: { as: 'moment', date: window.from } }),
    say('election.card.present', { present: present.length, members: roll.length, absent: commaList(absent) }),
    say('election.card.totals', { count: stored.paper?.totals.length ?? 0, of: nominees.length }),
  ];
}

function nomineeLines(nominees: readonly Nominee[]): readonly Say[] {
  const byTitle = [...groupedBy(nominees, ({ title }) => title)];
  const counts = byTitle.map(([title, same]) =>
    say('election.card.title_count', { title: shortTitleSay(title), count: same.length }),
  );
  return [
    say('election.card.nominees', { count: nominees.length, titles: commaList(counts) }),
    ...(nominees.length > MOST_ON_CARD
      ? []
      : nominees.map((nominee) => say('election.card.line', { line: nomineeSay(nominee) }))),
  ];
}

/** A title's rule in one line, with its places, its grounds, and whether it is the plan's. */
export function ruleSay(work: Work, stored: StoredElection, { voting, places }: ElectionRule): Say {
  const { title, method, quorum, recusal, grounds } = voting;
  const { plan } = campaignOf(work, stored.campaignId, stored.election.year);
  const planned = plan.votingRules.some((rule) => rule.title === title && rule.method === method);
  const same = JSON.stringify(plannedRule(plan, title, method)) === JSON.stringify(voting);
  return say('election.rule', {
    title: shortTitleSay(title),
    method: say(`election.method.${method}`),
    pass: passMarkSay(voting),
    quorum: fractionSay(quorum),
    recusal: say(`election.recusal.${recusal}`),
    places: places === null ? say('election.places.none') : say('election.places', { places }),
    grounds: grounds === '' ? say('election.grounds.missing') : grounds,
    origin: say(planned && same ? 'election.origin.plan' : 'election.origin.own'),
  });
}

/** Who keeps the key of the boxes. */
function custodySay(custody: Custody): Say {
  if (custody.by === 'server') return say('election.custody.server');
  const { needed, tellers } = custody;
  return say('election.custody.tellers', {
    needed,
    of: tellers.length,
    names: commaList(tellers.map(({ name }) => name)),
  });
}

/** What must not be overlooked: who is several things at once, reasons, who is not fit any more, the council's size. */
function remarks(work: Work, stored: StoredElection, election: Election): readonly Say[] {
  const { size } = campaignOf(work, stored.campaignId, stored.election.year).plan.council;
  const unfit = unfitNominees(work, stored);
  return [
    say('election.card.council', { count: election.roll.length }),
    ...(size === election.roll.length ? [] : [say('election.card.council_size', { planned: size })]),
    ...conflictsIn(work, election).map(({ nominee, conflicts }) =>
      say('election.card.conflict', {
        name: nominee.name,
        conflicts: commaList(conflicts.map((conflict) => say(`election.conflict.${conflict}`))),
      }),
    ),
    ...stored.preparation.exceptions.map(({ title, code, reason }) =>
      say('election.card.exception', {
        name: election.nominees.find((nominee) => nominee.code === code && nominee.title === title)?.name ?? code,
        title: shortTitleSay(title),
        reason,
      }),
    ),
    ...(unfit.length === 0
      ? []
      : [say('election.card.unfit', { lines: lineNumbers(unfit.map(({ number }) => number)) })]),
  ];
}

/** A candidate in one line of a list: whether they can be put on the ballot, or are on it. */
export function candidateSay({ name, division, standing }: Candidate, onBallot: boolean): Say {
  const params = {
    name,
    division,
    standing: say(onBallot ? 'election.candidate.on' : `election.candidate.${standing}`),
  };
  return say(name === division ? 'election.candidate.collective' : 'election.candidate', params);
}

/** Every rule that a candidate does not meet, with its ground and what is known of it: for the secretary. */
export function gapLines({ title, gaps }: Candidate): readonly Say[] {
  if (gaps.length === 0) return [say('election.gaps.none')];
  return [say('election.gaps'), ...gaps.flatMap((gap) => [unmetSay(title, gap.unmet), gapKindSay(gap)])];
}

function gapKindSay({ kind }: Gap): Say {
  return say(`election.gap.${kind}`);
}

/** What a title's ceiling leaves, with the arithmetic. */
export function placesSay({ left, line, taken, base, provisional }: Places): Say {
  return say(provisional ? 'election.places.line_provisional' : 'election.places.line', {
    left,
    taken,
    limit: line.limit,
    percent: line.percent,
    count: line.base,
    base: say(`quota.base.${base}`),
    exact: `${line.exact.whole},${String(line.exact.hundredths).padStart(2, '0')}`,
  });
}
