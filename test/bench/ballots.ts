import { castChoices } from '../../src/app/casting.ts';
import { closeDue } from '../../src/app/election-closing.ts';
import { addDraft } from '../../src/app/election-draft.ts';
import type { Work } from '../../src/app/ports.ts';
import { fingerprintOf } from '../../src/domain/ballot/canonical-text.ts';
import { draftCourse, openElection } from '../../src/domain/ballot/course.ts';
import { CHOICES, type Choice, type Election } from '../../src/domain/ballot/election.ts';
import { allRoles } from '../../src/domain/member.ts';
import { HOUR } from '../../src/lib/clock.ts';
import { systemRandomness } from '../../src/lib/ids.ts';
import type { OpenedStorage } from '../../src/open-storage.ts';
import { loadSodium } from '../../src/sealing/sodium.ts';
import { ZONE } from '../support/office-clock.ts';
import { prepareOffice } from './office.ts';
import { measured } from './rounds.ts';

/** What casting and counting took, in milliseconds by the clock. */
export interface Casting {
  readonly nominees: number;
  readonly members: number;
  /** Of every single cast, sorted. */
  readonly casts: readonly number[];
  /** The same marks as ordinary rows, a transaction a member: what the disk and the sealing cost by themselves. */
  readonly rows: readonly number[];
  readonly count: number;
}

/** Elections of one size: enough casts for a p99. */
const CASTS = 300;

/** Casts and counts elections of so many nominees and members, beside the same marks as ordinary rows. */
export async function castBallots(nominees: number, members: number): Promise<Casting> {
  const now = Date.UTC(2022, 11, 5, 2);
  await loadSodium();
  const office = await prepareOffice(members, now);
  const storage = office.copy('ballots');
  try {
    const council = makeCouncil(storage, members, now);
    const casts: number[] = [];
    const rows: number[] = [];
    const counts: number[] = [];
    while (casts.length < CASTS) {
      const id = openRound(storage, council, nominees, now);
      for (const code of council) {
        const choices = new Map(Array.from({ length: nominees }, (_, index) => [index + 1, choiceAt(index)] as const));
        casts.push(await millis(() => inWork(storage, now, (work) => cast(work, code, id, choices))));
        rows.push(await millis(() => asRows(storage, id, choices)));
      }
      counts.push(await millis(() => inWork(storage, now + HOUR, closeDue)));
      if (storage.store.elections.byId(id)?.result?.voted !== members) throw new Error('not everybody was counted');
    }
    const sorted = (values: readonly number[]) => values.toSorted((left, right) => left - right);
    return {
      nominees,
      members,
      casts: sorted(casts),
      rows: sorted(rows),
      count: sorted(counts)[counts.length >> 1] ?? 0,
    };
  } finally {
    storage.close();
    office.remove();
  }
}

function inWork<T>({ store, unitOfWork }: OpenedStorage, now: number, use: (work: Work) => T): T {
  return unitOfWork.run(() => use({ store, now, random: systemRandomness, zone: ZONE }));
}

async function millis(work: () => unknown): Promise<number> {
  return Number((await measured(work)).nanoseconds) / 1e6;
}

function choiceAt(index: number): Choice {
  return CHOICES[index % CHOICES.length] ?? 'agree';
}

function cast(work: Work, code: string, id: number, choices: ReadonlyMap<number, Choice>): void {
  const member = work.store.members.byCode(code);
  const done = member === null ? null : castChoices(work, member, id, choices);
  if (done?.ok !== true) throw new Error('a ballot was refused');
}

/** Sealed too, and durable, but each mark a row of its own, as one would write it without thinking of its order. */
function asRows(
  { database, store, unitOfWork }: OpenedStorage,
  id: number,
  choices: ReadonlyMap<number, Choice>,
): void {
  const key = store.elections.byId(id)?.publicKey ?? '';
  database.sqlite.exec(
    'CREATE TABLE IF NOT EXISTS plain_mark (id INTEGER PRIMARY KEY, nominee INTEGER, mark BLOB) STRICT',
  );
  const insert = database.sqlite.prepare('INSERT INTO plain_mark (nominee, mark) VALUES (?, ?)');
  unitOfWork.run(() => {
    for (const [nominee, choice] of choices) insert.run(nominee, store.boxKeys.seal(key, nominee, choice));
  });
}

function makeCouncil(storage: OpenedStorage, members: number, now: number): readonly string[] {
  return inWork(storage, now, ({ store }) =>
    store.members
      .active()
      .slice(0, members)
      .map((person) => {
        const { code, fullName, divisionCode, position, phone, employment, active } = person;
        const record = { code, fullName, divisionCode, position, phone, employment, active };
        store.members.save({ ...record, roles: allRoles(['member']), councilPost: 'member' }, now);
        return code;
      }),
  );
}

function openRound(storage: OpenedStorage, council: readonly string[], nominees: number, now: number): number {
  return inWork(storage, now, (work) => {
    const { store } = work;
    const campaign = store.campaigns.current();
    const [actor] = store.members.active();
    const title = 'grassroots_emulation_fighter';
    const voting = campaign?.plan.votingRules.find((rule) => rule.title === title);
    if (campaign === null || actor === undefined || voting === undefined) throw new Error('an office without a plan');
    const election: Election = {
      year: campaign.year,
      name: 'Bench',
      council: campaign.plan.council.name,
      roll: council.map((code) => ({ code, name: code, post: 'member', way: 'electronic' })),
      nominees: Array.from({ length: nominees }, (_, index) => {
        return { number: index + 1, title, code: `NV${index}`, name: `NV${index}`, division: 'Phòng' };
      }),
      rules: [{ voting: { ...voting, quorum: { numerator: 1, denominator: 2 } }, places: null }],
      window: { from: now, until: now + HOUR },
      casting: 'chat_and_page',
      custody: { by: 'server' },
    };
    const id = addDraft(work, actor, { campaignId: campaign.id, method: 'secret_ballot', election });
    const draft = store.elections.byId(id);
    const course = openElection(draftCourse(election), election, {
      now,
      warningsAcknowledged: true,
      sharesConfirmed: [],
    });
    if (draft === null || !course.ok) throw new Error('not opened');
    const publicKey = store.boxKeys.create(id);
    store.elections.save({ ...draft, course: course.value, publicKey, fingerprint: fingerprintOf(election) });
    const numbers = election.nominees.map(({ number }) => number);
    store.ballots.open(id, council.length, numbers);
    return id;
  });
}

/** The lines of the benchmark about ballots. */
export function castingLines(castings: readonly Casting[]): readonly string[] {
  const at = (values: readonly number[], part: number) => values[Math.ceil(values.length * part) - 1] ?? Number.NaN;
  const lines = castings.map(({ nominees, members, casts, rows, count }) => {
    const ratio = at(casts, 0.5) / at(rows, 0.5);
    const cells = [at(casts, 0.5), at(casts, 0.99), at(rows, 0.5), at(rows, 0.99), ratio, count];
    const label = `${nominees} nominees × ${members} members`;
    return `${label.padEnd(28)}${cells.map((cell) => cell.toFixed(1).padStart(11)).join('')}`;
  });
  return ['ballots, ms by the clock        cast p50   cast p99   rows p50   rows p99  cast/rows      count', ...lines];
}
