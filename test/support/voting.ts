import type { StoredElection } from '../../src/app/ballot-ports.ts';
import { fingerprintOf } from '../../src/domain/ballot/canonical-text.ts';
import { draftCourse, openElection } from '../../src/domain/ballot/course.ts';
import type { CastingPlace, Election } from '../../src/domain/ballot/election.ts';
import { freeze } from '../../src/domain/ballot/freeze.ts';
import type { VotingRule } from '../../src/domain/plan.ts';
import { HOUR } from '../../src/lib/clock.ts';
import { loadSodium } from '../../src/sealing/sodium.ts';
import type { Office } from './office.ts';

export interface RoundOptions {
  /** Staff codes of those who are voted on for the grassroots title; of members too. */
  readonly nominees?: readonly string[];
  /** Staff codes of members who vote on paper. */
  readonly paper?: readonly string[];
  readonly casting?: CastingPlace;
  readonly rule?: Partial<VotingRule>;
  /** How long it is open, ms. */
  readonly lasts?: number;
}

/** The council of the example, by staff code. */
export function councilOf(office: Office): readonly string[] {
  return office.work(({ store }) => store.members.withRole('member').map(({ code }) => code));
}

/** Opens a round in which the council votes on people for the grassroots title, with the server's custody. */
export async function openRound(office: Office, options: RoundOptions = {}): Promise<StoredElection> {
  await loadSodium();
  const {
    nominees = ['CB019', 'CB020'],
    paper = [],
    casting = 'chat_and_page',
    rule = {},
    lasts = 48 * HOUR,
  } = options;
  return office.work(({ store, now }) => {
    const campaign = store.campaigns.current();
    const title = 'grassroots_emulation_fighter';
    const voting = office.plan.votingRules.find((candidate) => candidate.title === title);
    if (campaign === null || voting === undefined) throw new Error('the example has no voting rule');
    const wished: Election = {
      year: campaign.year,
      name: 'Xét danh hiệu CSTĐCS năm 2022',
      council: office.plan.council.name,
      roll: store.members.withRole('member').map(({ code, fullName, councilPost }) => ({
        code,
        name: fullName,
        post: councilPost ?? 'member',
        way: paper.includes(code) ? 'paper' : 'electronic',
      })),
      nominees: nominees.map((code, index) => {
        const { fullName, divisionName } = office.person(code);
        return { number: index + 1, title, code, name: fullName, division: divisionName };
      }),
      rules: [{ voting: { ...voting, ...rule }, places: null }],
      window: { from: now, until: now + lasts },
      casting,
      custody: { by: 'server' },
    };
    const frozen = freeze(wished);
    if (!frozen.ok) throw new Error(frozen.error);
    const election = frozen.value;
    const checks = { now, warningsAcknowledged: true, sharesConfirmed: [] };
    const course = openElection(draftCourse(election), election, checks);
    if (!course.ok) throw new Error(course.error);
    const prepared = {
      campaignId: campaign.id,
      method: 'secret_ballot' as const,
      election,
      course: course.value,
      preparation: { acknowledged: null, shares: [] },
      publicKey: null,
      fingerprint: fingerprintOf(election),
      slots: [],
      paper: null,
      result: null,
    };
    const id = store.elections.create(prepared, now);
    const stored = { ...prepared, id, publicKey: store.boxKeys.create(id) };
    store.elections.save(stored);
    store.ballots.open(
      id,
      election.roll.length,
      election.nominees.map(({ number }) => number),
    );
    return stored;
  });
}
