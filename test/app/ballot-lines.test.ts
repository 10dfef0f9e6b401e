import { describe, expect, it } from 'vitest';
import { ballotLines } from '../../src/app/ballot-lines.ts';
import type { StoredElection } from '../../src/app/ballot-ports.ts';
import { DAY } from '../../src/lib/clock.ts';
import { type Office, openOffice } from '../support/office.ts';
import { campaignIn } from '../support/reporting.ts';
import { openRound } from '../support/voting.ts';

function linesIn(office: Office) {
  return office.work((work) => ballotLines(work, campaignIn(office)));
}

function change(office: Office, election: StoredElection, course: Partial<StoredElection['course']>): void {
  office.work(({ store }) => store.elections.save({ ...election, course: { ...election.course, ...course } }));
}

describe('a ballot as anybody is told of it', () => {
  it('is its titles and its end while it is open, and no nominee, turnout or voter', async () => {
    const office = await openOffice();
    const election = await openRound(office);
    const titles = ['grassroots_emulation_fighter'];
    expect(linesIn(office)).toEqual([{ state: 'open', titles, until: election.course.deadline }]);
    const said = JSON.stringify(linesIn(office));
    for (const { name } of election.election.nominees) expect(said).not.toContain(name);
  });

  it('is over at its deadline by the clock, and says nothing until it is published', async () => {
    const office = await openOffice();
    const election = await openRound(office);
    office.clock.advance(election.course.deadline - office.clock.now());
    expect(linesIn(office).map(({ state }) => state)).toEqual(['counting']);
    change(office, election, { state: 'counted', countedAt: office.clock.now() });
    expect(linesIn(office).map(({ state }) => state)).toEqual(['counting']);
  });

  it('that came to nothing is told of for two weeks', async () => {
    const office = await openOffice();
    const election = await openRound(office);
    change(office, election, { state: 'void', voided: { cause: 'cancelled', reason: 'thử', at: office.clock.now() } });
    expect(linesIn(office).map(({ state }) => state)).toEqual(['void']);
    office.clock.advance(14 * DAY);
    expect(linesIn(office)).toEqual([]);
  });

  it('is totals by title once it is published', async () => {
    const office = await openOffice();
    const election = await openRound(office);
    const result: StoredElection['result'] = {
      members: 7,
      voted: 6,
      absent: 1,
      paper: 0,
      quorum: 5,
      quorumMet: true,
      lines: [],
      titles: [{ title: 'grassroots_emulation_fighter', passed: 1, places: 4, overCap: false }],
    };
    const course = { ...election.course, state: 'published' as const, publishedAt: office.clock.now() };
    office.work(({ store }) => store.elections.save({ ...election, course, result }));
    const nominees = election.election.nominees.length;
    expect(linesIn(office)).toMatchObject([
      { state: 'published', members: 7, voted: 6, results: [{ passed: 1, nominees }] },
    ]);
  });
});
