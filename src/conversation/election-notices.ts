import type { KeyShare, StoredElection } from '../app/ballot-ports.ts';
import { type ElectionTurn, runsElections } from '../app/election-closing.ts';
import type { Work } from '../app/ports.ts';
import type { ReminderReach } from '../domain/ballot/reminders.ts';
import { holds, type Person } from '../domain/person.ts';
import { countProblemSay, resultSays, voidSay } from './election-wording.ts';
import { type Say, say } from './text-key.ts';
import type { CommandChoice, Notice } from './types.ts';

// Who is told what about an election. Everything that leaves has the same kind: a list of what could not be delivered
// must not tell who had yet to vote.

const KIND = 'ballot';
/** Command of the tellers: with a share behind it, it opens boxes. */
const OPEN_BOXES = 'mohom';
/** Behind the same command, says that a share is kept. */
export const CONFIRM_WORD = 'giu';
const VOTE: CommandChoice = { command: 'bophieu', label: say('command.bophieu.label') };
const COUNT: CommandChoice = { command: 'kiemphieu', label: say('command.kiemphieu.label') };

/** Leads whoever runs a round to its card. */
export function roundCard({ id }: StoredElection): CommandChoice {
  return { command: `dotbophieu ${id}`, label: say('election.turn.card') };
}

function notice(to: Person, texts: readonly Say[], command: CommandChoice | null): Notice {
  const reply = command === null ? { say: texts } : { say: texts, commands: [command] };
  return { to: to.id, kind: KIND, lane: 'receipt', reply };
}

/** Who runs elections at the desk now. */
export function electionDesk({ store }: Pick<Work, 'store'>): readonly Person[] {
  const chairs = store.members.withRole('member').filter(runsElections);
  const secretaries = store.members.withRole('secretary');
  return [...secretaries, ...chairs.filter(({ id }) => secretaries.every((secretary) => secretary.id !== id))];
}

function peopleOf({ store }: Pick<Work, 'store'>, codes: readonly string[]): readonly Person[] {
  return codes.flatMap((code) => {
    const person = store.members.byCode(code);
    return person?.active === true ? [person] : [];
  });
}

function rollMembers(work: Pick<Work, 'store'>, { election }: StoredElection): readonly Person[] {
  return peopleOf(
    work,
    election.roll.map(({ code }) => code),
  );
}

function tellersOf({ store }: Pick<Work, 'store'>): readonly Person[] {
  return store.members.withRole('teller').filter((person) => holds(person, 'teller'));
}

function onceEach(...lists: readonly (readonly Person[])[]): readonly Person[] {
  const all = lists.flat();
  return all.filter(({ id }, index) => all.findIndex((other) => other.id === id) === index);
}

/** The messages about a turn that an election has just taken. */
export function turnNotices(work: Work, turn: ElectionTurn): readonly Notice[] {
  const { election } = turn;
  const { name, custody } = election.election;
  const toDesk = (...texts: readonly Say[]) =>
    electionDesk(work).map((person) => notice(person, texts, roundCard(election)));
  switch (turn.kind) {
    case 'closed':
      return toDesk(say('election.turn.closed', { name }));
    case 'waits_for_paper': {
      const tellers = tellersOf(work);
      return [
        ...toDesk(say('election.turn.waits_for_paper', { name })),
        ...tellers
          .filter((teller) => !runsElections(teller))
          .map((teller) => notice(teller, [say('election.turn.paper_tellers', { name })], null)),
      ];
    }
    case 'waits_for_tellers': {
      if (custody.by !== 'tellers') return [];
      const { needed, tellers } = custody;
      const codes = tellers.map(({ code }) => code);
      const texts = [say('election.turn.open_boxes', { name, needed, tellers: tellers.length })];
      return [
        ...toDesk(say('election.turn.waits_for_tellers', { name, needed, tellers: tellers.length })),
        ...peopleOf(work, codes).map((teller) => notice(teller, texts, null)),
      ];
    }
    case 'counted': {
      const tellers = tellersOf(work).filter((teller) => !runsElections(teller));
      return [
        ...toDesk(say('election.turn.counted', { name })),
        ...tellers.map((teller) => notice(teller, [say('election.turn.counted_tellers', { name })], COUNT)),
      ];
    }
    case 'count_stopped':
      return toDesk(say('election.turn.count_stopped', { name }), countProblemSay(turn.problem));
    case 'published': {
      const texts = [say('election.turn.published', { name }), ...resultSays(election)];
      return rollMembers(work, election).map((member) => notice(member, texts, null));
    }
    case 'void': {
      return onceEach(rollMembers(work, election), electionDesk(work)).map((person) =>
        notice(person, [voidSay(election)], null),
      );
    }
  }
}

/** A reminder to vote; the neutral one says nothing about who has. */
export function reminderNotices(work: Work, stored: StoredElection, reach: ReminderReach): readonly Notice[] {
  const { name } = stored.election;
  const until = { as: 'moment', date: stored.course.deadline } as const;
  const text = say(reach.text === 'neutral' ? 'election.reminder.neutral' : 'election.reminder.not_voted', {
    name,
    until,
  });
  return peopleOf(work, reach.to).map((member) => ({
    ...notice(member, [text], VOTE),
    lane: 'reminder',
    expiresAt: stored.course.deadline,
  }));
}

/**
 * The message with which each teller gets their share of the key: sent at once, never stored. The share is in the button
 * that opens the boxes later, and in words where there are no buttons.
 */
export function shareNotices(work: Work, { election }: StoredElection, shares: readonly KeyShare[]): readonly Notice[] {
  const { name, custody } = election;
  if (custody.by !== 'tellers') return [];
  const params = { name, needed: custody.needed, tellers: custody.tellers.length };
  return shares.flatMap(({ teller, share }) =>
    peopleOf(work, [teller]).map(({ id }) => ({
      to: id,
      kind: KIND,
      lane: 'receipt' as const,
      reply: {
        say: [say('teller.share', params), say('teller.share.keep')],
        commands: [
          { command: `${OPEN_BOXES} ${CONFIRM_WORD}`, label: say('teller.share.confirm') },
          { command: `${OPEN_BOXES} ${share}`, label: say('teller.share.open') },
        ],
        ephemeral: true as const,
      },
    })),
  );
}

/** Tells the desk that all tellers keep their shares: the round can be opened. */
export function sharedNotices(work: Work, stored: StoredElection): readonly Notice[] {
  const texts = [say('teller.share.all', { name: stored.election.name })];
  return electionDesk(work).map((person) => notice(person, texts, roundCard(stored)));
}

/** Tells the desk that the tellers' shares were lost before all had confirmed them. */
export function lostSharesNotices(work: Work, stored: StoredElection): readonly Notice[] {
  const texts = [say('teller.share.lost', { name: stored.election.name })];
  return electionDesk(work).map((person) => notice(person, texts, roundCard(stored)));
}

/** Asks the tellers of a closed round again: what they gave before the program ended is forgotten. */
export function againNotices(work: Work, { election }: StoredElection): readonly Notice[] {
  const { name, custody } = election;
  if (custody.by !== 'tellers') return [];
  const texts = [say('teller.share.again', { name, needed: custody.needed })];
  return peopleOf(
    work,
    custody.tellers.map(({ code }) => code),
  ).map((teller) => notice(teller, texts, null));
}

/** Tells every member of the roll that the round goes on, and why. */
export function postponedNotices(work: Work, stored: StoredElection): readonly Notice[] {
  const { course, election } = stored;
  const reason = course.postponements.at(-1)?.reason ?? '';
  const texts = [
    say('election.postponed', { name: election.name, until: { as: 'moment', date: course.deadline }, reason }),
  ];
  return onceEach(rollMembers(work, stored), electionDesk(work)).map((person) => notice(person, texts, null));
}

/** Asks the tellers to compare what was entered with the paper ballots. */
export function paperEnteredNotices(work: Work, { election }: StoredElection): readonly Notice[] {
  const texts = [say('election.turn.paper_entered', { name: election.name })];
  return tellersOf(work).map((teller) => notice(teller, texts, COUNT));
}

/** Tells the desk that a teller found something else on the paper ballots. */
export function paperRefusedNotices(
  work: Work,
  stored: StoredElection,
  teller: Person,
  reason: string,
): readonly Notice[] {
  const texts = [say('election.turn.paper_refused', { name: stored.election.name, teller: teller.fullName, reason })];
  return electionDesk(work).map((person) => notice(person, texts, roundCard(stored)));
}
