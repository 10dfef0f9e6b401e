import type { StoredElection } from '../app/ballot-ports.ts';
import type { OpeningTurn } from '../app/election-opening.ts';
import type { Work } from '../app/ports.ts';
import type { Person } from '../domain/person.ts';
import { electionDesk, roundCard } from './election-notices.ts';
import { type Say, say } from './text-key.ts';
import type { CommandChoice, Notice } from './types.ts';

// Who is told that a round opened, or did not.

/** The messages about a round that opened, or could not open by itself. */
export function openingNotices(work: Work, turn: OpeningTurn): readonly Notice[] {
  const { election, kind } = turn;
  const { name } = election.election;
  const desk = roundCard(election);
  if (kind === 'not_opened') {
    const texts = [say('election.opening.failed', { name, reason: say(`error.${turn.problem}`) })];
    return electionDesk(work).map((person) => notice(election, person, texts, desk));
  }
  const members = memberNotices(work, election);
  const told = new Set(members.map(({ to }) => to));
  const texts = [say('election.opening.opened', { name, members: election.election.roll.length })];
  const others = electionDesk(work).filter(({ id }) => !told.has(id));
  return [...members, ...others.map((person) => notice(election, person, [...texts, ...facts(election)], desk))];
}

function memberNotices(work: Work, stored: StoredElection): readonly Notice[] {
  const vote: CommandChoice = { command: 'bophieu', label: say('command.bophieu.label') };
  const { name, roll, casting, nominees } = stored.election;
  return roll.flatMap(({ code, way }) => {
    const person = work.store.members.byCode(code);
    if (person?.active !== true) return [];
    const texts = [
      say('election.opening.member', { name, count: nominees.length }),
      ...facts(stored),
      say(way === 'paper' ? 'election.opening.paper' : `election.opening.how.${casting}`),
    ];
    return [notice(stored, person, texts, way === 'paper' ? null : vote)];
  });
}

/** What everybody may compare: window and fingerprint. */
function facts({ course, fingerprint }: StoredElection): readonly Say[] {
  return [
    say('election.opening.until', { until: { as: 'moment', date: course.deadline } }),
    say('election.opening.fingerprint', { fingerprint: fingerprint?.short ?? '' }),
  ];
}

function notice({ course }: StoredElection, to: Person, texts: readonly Say[], command: CommandChoice | null): Notice {
  const reply = command === null ? { say: texts } : { say: texts, commands: [command] };
  return { to: to.id, kind: 'ballot', lane: 'receipt', reply, expiresAt: course.deadline };
}
