import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StoredElection } from '../../src/app/ballot-ports.ts';
import { castChoices, castSealed } from '../../src/app/casting.ts';
import {
  cancelElection,
  closeEarly,
  postponeElection,
  publishElection,
  tally,
} from '../../src/app/election-closing.ts';
import { confirmPaper, enterPaper } from '../../src/app/paper-ballots.ts';
import type { Choice } from '../../src/domain/ballot/election.ts';
import { HOUR, MINUTE } from '../../src/lib/clock.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { councilOf, openRound, type RoundOptions } from '../support/voting.ts';

async function round(options: RoundOptions = {}): Promise<{ readonly office: Office; readonly id: number }> {
  const office = await openOffice();
  const { id } = await openRound(office, options);
  return { office, id };
}

function vote(office: Office, id: number, code: string, ...choices: readonly Choice[]) {
  const marks = new Map(choices.map((choice, index) => [index + 1, choice] as const));
  return office.work((work) => castChoices(work, office.person(code), id, marks));
}

function stored(office: Office, id: number): StoredElection {
  const found = office.storage.store.elections.byId(id);
  if (found === null) throw new Error('no such election');
  return found;
}

async function atDeadline(office: Office, id: number): Promise<void> {
  office.clock.advance(stored(office, id).course.deadline - office.clock.now());
  await office.tick();
}

function keyFile(office: Office, id: number): boolean {
  return existsSync(join(office.folder, 'ballot-keys', `${id}.key`));
}

describe('a round', () => {
  it('closes at its deadline, is counted, and adds up to the marks that were cast', async () => {
    const { office, id } = await round();
    const council = councilOf(office);
    for (const [index, code] of council.entries()) {
      expect(
        vote(office, id, code, index < 5 ? 'agree' : 'disagree', index % 2 === 0 ? 'no_opinion' : 'agree').ok,
      ).toBe(true);
    }
    await atDeadline(office, id);
    const { course, result } = stored(office, id);
    expect(course).toMatchObject({ state: 'counted', closedBy: 'deadline' });
    expect(result).toMatchObject({ members: 7, voted: 7, absent: 0, quorumMet: true });
    expect(result?.lines).toMatchObject([
      { nominee: 1, agree: 5, disagree: 2, noOpinion: 0, invalid: 0, base: 7, needed: 5, passed: true },
      { nominee: 2, agree: 3, disagree: 0, noOpinion: 4, invalid: 0, base: 7, needed: 5, passed: false },
    ]);
  });

  it('takes no ballot at its deadline, before anything has noticed that it has passed', async () => {
    const { office, id } = await round();
    office.clock.advance(stored(office, id).course.deadline - office.clock.now());
    const [code = ''] = councilOf(office);
    expect(vote(office, id, code, 'agree', 'agree')).toEqual({ ok: false, error: 'election_over' });
    expect(stored(office, id).course.state).toBe('open');
  });

  it('counts one ballot a member, from whichever device, and another sort of bytes as invalid', async () => {
    const { office, id } = await round();
    const [first = '', second = '', ...others] = councilOf(office);
    vote(office, id, first, 'agree', 'agree');
    expect(vote(office, id, first, 'disagree', 'disagree')).toEqual({ ok: false, error: 'already_voted' });
    const noise = new Map([1, 2].map((line) => [line, new Uint8Array(80).fill(line)] as const));
    expect(office.work((work) => castSealed(work, office.person(second), id, noise)).ok).toBe(true);
    for (const code of others) vote(office, id, code, 'agree', 'agree');
    await atDeadline(office, id);
    expect(stored(office, id).result?.lines).toMatchObject([
      { agree: 6, invalid: 1, marks: 7 },
      { agree: 6, invalid: 1, marks: 7 },
    ]);
  });

  it('refuses who is not on the roll, who left, half a ballot, and one with a line too many', async () => {
    const { office, id } = await round();
    const [code = '', leaver = ''] = councilOf(office);
    expect(vote(office, id, CAST.stranger, 'agree', 'agree')).toEqual({ ok: false, error: 'not_on_roll' });
    expect(vote(office, id, code, 'agree')).toEqual({ ok: false, error: 'ballot_incomplete' });
    expect(vote(office, id, code, 'agree', 'agree', 'agree')).toEqual({ ok: false, error: 'ballot_incomplete' });
    office.change(leaver, { active: false });
    expect(vote(office, id, leaver, 'agree', 'agree')).toEqual({ ok: false, error: 'not_on_roll' });
    expect(office.storage.store.ballots.ticks(id).some(Boolean)).toBe(false);
  });

  it('closes early only once everybody has voted, and only at the word of who runs it', async () => {
    const { office, id } = await round();
    const [last = '', ...first] = councilOf(office);
    for (const code of first) vote(office, id, code, 'agree', 'disagree');
    const close = (code: string) => office.work((work) => closeEarly(work, office.person(code), id));
    expect(close(CAST.secretary)).toEqual({ ok: false, error: 'election_votes_outstanding' });
    vote(office, id, last, 'agree', 'disagree');
    expect(close(CAST.staff)).toEqual({ ok: false, error: 'not_allowed' });
    expect(close(CAST.secretary).ok).toBe(true);
    expect(stored(office, id).course).toMatchObject({ state: 'counted', closedBy: 'all_voted' });
  });

  it('without its quorum is void: key, boxes and the roll are gone', async () => {
    const { office, id } = await round();
    const [only = ''] = councilOf(office);
    vote(office, id, only, 'agree', 'agree');
    await atDeadline(office, id);
    expect(stored(office, id).course).toMatchObject({ state: 'void', voided: { cause: 'quorum_missed' } });
    expect(office.storage.store.ballots.boxes(id)).toEqual([]);
    expect(office.storage.store.ballots.ticks(id)).toEqual([]);
    expect(keyFile(office, id)).toBe(false);
  });

  it('whose key is gone is void, never counted', async () => {
    const { office, id } = await round();
    for (const code of councilOf(office)) vote(office, id, code, 'agree', 'agree');
    // Another key under the same name does not fit the round's public key.
    office.storage.store.boxKeys.create(id);
    await atDeadline(office, id);
    expect(stored(office, id).course).toMatchObject({ state: 'void', voided: { cause: 'key_lost' } });
  });

  it('gives the same totals again until it is published; then key and boxes are gone and the result stays', async () => {
    const { office, id } = await round();
    for (const code of councilOf(office)) vote(office, id, code, 'agree', 'disagree');
    await atDeadline(office, id);
    const counted = stored(office, id);
    const again = office.work((work) => {
      const key = work.store.boxKeys.stored(id, counted.publicKey ?? '');
      return key === null ? null : tally(work, counted, key);
    });
    expect(again).toEqual({ ok: true, value: counted.result });
    const publish = (code: string) => office.work((work) => publishElection(work, office.person(code), id));
    expect(publish(CAST.staff)).toEqual({ ok: false, error: 'not_allowed' });
    expect(publish(CAST.secretary).ok).toBe(true);
    expect(publish(CAST.secretary)).toEqual({ ok: false, error: 'election_not_counted' });
    expect(keyFile(office, id)).toBe(false);
    expect(office.storage.store.ballots.boxes(id)).toEqual([]);
    expect(stored(office, id).result).toEqual(counted.result);
    expect(office.storage.store.ballots.ticks(id)).toHaveLength(7);
  });

  it('whose boxes do not agree with the roll stops the count once, and tells who runs it', async () => {
    const { office, id } = await round();
    office.link(CAST.secretary);
    for (const code of councilOf(office)) vote(office, id, code, 'agree', 'agree');
    office.storage.database.sqlite.prepare("UPDATE ballot_box SET marks = x'' WHERE nominee = 2").run();
    await atDeadline(office, id);
    office.clock.advance(5 * MINUTE);
    await office.tick();
    expect(stored(office, id).course.state).toBe('closed');
    const events = office.storage.store.elections.events(id).map(({ action }) => action);
    expect(events).toEqual(['created', 'closed', 'count_stopped']);
    expect(keyFile(office, id)).toBe(true);
  });

  it('is called off with a reason, but not once it is counted', async () => {
    const { office, id } = await round();
    const cancel = (reason: string) =>
      office.work((work) => cancelElection(work, office.person(CAST.secretary), id, reason));
    expect(cancel('  ')).toEqual({ ok: false, error: 'election_reason_missing' });
    expect(cancel('Danh sách đề nghị có thay đổi').ok).toBe(true);
    expect(keyFile(office, id)).toBe(false);
    const other = await openRound(office);
    for (const code of councilOf(office)) vote(office, other.id, code, 'agree', 'agree');
    await atDeadline(office, other.id);
    const late = office.work((work) => cancelElection(work, office.person(CAST.secretary), other.id, 'Quá muộn'));
    expect(late).toEqual({ ok: false, error: 'election_not_voidable' });
  });

  it('gets a later deadline only while a channel is down', async () => {
    const { office, id } = await round();
    const until = stored(office, id).course.deadline + HOUR;
    const move = (channelDown: boolean) =>
      office.work((work) =>
        postponeElection(work, office.person(CAST.secretary), id, { until, reason: 'Zalo gián đoạn', channelDown }),
      );
    expect(move(false)).toEqual({ ok: false, error: 'election_channels_work' });
    expect(move(true).ok).toBe(true);
    expect(stored(office, id).course.deadline).toBe(until);
  });
});

describe('paper ballots', () => {
  const totals = [
    { nominee: 1, agree: 1, disagree: 1, noOpinion: 0, invalid: 0 },
    { nominee: 2, agree: 0, disagree: 0, noOpinion: 1, invalid: 1 },
  ];

  async function paperRound() {
    const office = await openOffice();
    const council = councilOf(office);
    const paper = council.slice(0, 2);
    const { id } = await openRound(office, { paper });
    for (const code of council.slice(2)) vote(office, id, code, 'agree', 'disagree');
    return { office, id, paper };
  }

  it('are entered after the closing and confirmed by two tellers before a box is opened', async () => {
    const { office, id, paper } = await paperRound();
    const [paperVoter = ''] = paper;
    expect(vote(office, id, paperVoter, 'agree', 'agree')).toEqual({ ok: false, error: 'votes_on_paper' });
    const enter = (voters: readonly string[]) =>
      office.work((work) => enterPaper(work, office.person(CAST.secretary), id, { voters, totals }));
    expect(enter(paper)).toEqual({ ok: false, error: 'paper_not_awaited' });
    await atDeadline(office, id);
    expect(stored(office, id)).toMatchObject({ course: { state: 'closed' }, result: null });
    expect(enter(paper.slice(1))).toEqual({ ok: false, error: 'paper_totals_differ' });
    expect(enter([...paper, CAST.stranger])).toEqual({ ok: false, error: 'paper_voter_unknown' });
    expect(enter(paper).ok).toBe(true);

    const tellers = office.work(({ store }) => store.members.withRole('teller'));
    const confirm = (code: string, shown = stored(office, id).paper) =>
      office.work((work) => confirmPaper(work, office.person(code), id, shown));
    const [first, second] = tellers;
    if (first === undefined || second === undefined) throw new Error('the example has two tellers');
    expect(confirm(CAST.staff)).toEqual({ ok: false, error: 'not_allowed' });
    expect(confirm(first.code).ok).toBe(true);
    expect(confirm(first.code)).toEqual({ ok: false, error: 'paper_confirmed_already' });
    expect(stored(office, id).result).toBeNull();
    expect(confirm(second.code, null)).toEqual({ ok: false, error: 'paper_changed' });
    expect(confirm(second.code).ok).toBe(true);
    expect(stored(office, id).result).toMatchObject({
      voted: 7,
      paper: 2,
      lines: [
        { agree: 6, disagree: 1, noOpinion: 0, invalid: 0 },
        { agree: 0, disagree: 5, noOpinion: 1, invalid: 1 },
      ],
    });
  });

  it('that did not come leave the electronic ones, if these are enough', async () => {
    const { office, id } = await paperRound();
    await atDeadline(office, id);
    const entered = office.work((work) =>
      enterPaper(work, office.person(CAST.secretary), id, { voters: [], totals: [] }),
    );
    expect(entered.ok).toBe(true);
    for (const { code } of office.work(({ store }) => store.members.withRole('teller')).slice(0, 2)) {
      office.work((work) => confirmPaper(work, office.person(code), id, stored(office, id).paper));
    }
    expect(stored(office, id).result).toMatchObject({ voted: 5, absent: 2, paper: 0 });
  });
});
