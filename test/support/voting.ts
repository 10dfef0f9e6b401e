import type { StoredElection } from '../../src/app/ballot-ports.ts';
import { addDraft } from '../../src/app/election-draft.ts';
import { fingerprintOf } from '../../src/domain/ballot/canonical-text.ts';
import { draftCourse, openElection } from '../../src/domain/ballot/course.ts';
import type { CastingPlace, Election } from '../../src/domain/ballot/election.ts';
import { freeze } from '../../src/domain/ballot/freeze.ts';
import type { VotingRule } from '../../src/domain/plan.ts';
import { HOUR } from '../../src/lib/clock.ts';
import { loadSodium } from '../../src/sealing/sodium.ts';
import { CAST, type Office } from './office.ts';

/** What of an office a round needs. */
export type Electorate = Pick<Office, 'work' | 'person' | 'plan'>;

export interface RoundOptions {
  /** Staff codes of those who are voted on for the grassroots title; of members too. */
  readonly nominees?: readonly string[];
  /** Staff codes of members who vote on paper. */
  readonly paper?: readonly string[];
  readonly casting?: CastingPlace;
  readonly rule?: Partial<VotingRule>;
  readonly custody?: { readonly needed: number; readonly tellers: readonly string[] };
  /** How long it is open, ms. */
  readonly lasts?: number;
}

/** The council of the example, by staff code. */
export function councilOf(office: Electorate): readonly string[] {
  return office.work(({ store }) => store.members.withRole('member').map(({ code }) => code));
}

/** A draft of the round that `openRound` opens; in the tellers' custody where it is asked for. */
export async function draftRound(office: Electorate, options: RoundOptions = {}): Promise<number> {
  await loadSodium();
  const { custody, paper = [], casting = 'chat_and_page', lasts = 48 * HOUR } = options;
  return office.work((work) => {
    const campaign = work.store.campaigns.current();
    if (campaign === null) throw new Error('an office without a plan');
    const tellers = custody?.tellers.map((code) => ({ code, name: office.person(code).fullName })) ?? [];
    const election: Election = {
      year: campaign.year,
      name: 'Xét danh hiệu CSTĐCS năm 2022',
      council: office.plan.council.name,
      roll: work.store.members.withRole('member').map(({ code, fullName, councilPost }) => ({
        code,
        name: fullName,
        post: councilPost ?? 'member',
        way: paper.includes(code) ? 'paper' : 'electronic',
      })),
      nominees: nomineesOf(office, options),
      rules: [{ voting: votingOf(office, options), places: null }],
      window: { from: work.now, until: work.now + lasts },
      casting,
      custody: custody === undefined ? { by: 'server' } : { by: 'tellers', needed: custody.needed, tellers },
    };
    const draft = { campaignId: campaign.id, method: 'secret_ballot' as const, election };
    return addDraft(work, office.person(CAST.secretary), draft);
  });
}

const TITLE = 'grassroots_emulation_fighter';

function votingOf(office: Electorate, { rule = {} }: RoundOptions): VotingRule {
  const voting = office.plan.votingRules.find(({ title }) => title === TITLE);
  if (voting === undefined) throw new Error('the example has no voting rule');
  return { ...voting, ...rule };
}

function nomineesOf(office: Electorate, { nominees = ['CB019', 'CB020'] }: RoundOptions): Election['nominees'] {
  return nominees.map((code, index) => {
    const { fullName, divisionName } = office.person(code);
    return { number: index + 1, title: TITLE, code, name: fullName, division: divisionName };
  });
}

/**
 * Opens a draft as the program would, but for who is put forward: these nominees need no pledge. With the tellers' custody
 * their shares have to be confirmed before.
 */
export function openDraft(office: Electorate, id: number): StoredElection {
  return office.work(({ store, now }) => {
    const draft = store.elections.byId(id);
    const frozen = draft === null ? null : freeze(draft.election);
    if (draft === null || frozen?.ok !== true) throw new Error('no draft that can be frozen');
    const election = frozen.value;
    const sharesConfirmed = draft.preparation.shares.filter(({ confirmed }) => confirmed).map(({ teller }) => teller);
    const course = openElection(draftCourse(election), election, { now, warningsAcknowledged: true, sharesConfirmed });
    if (!course.ok) throw new Error(course.error);
    const publicKey = draft.publicKey ?? store.boxKeys.create(id);
    const stored = { ...draft, election, course: course.value, publicKey, fingerprint: fingerprintOf(election) };
    store.elections.save(stored);
    store.ballots.open(
      id,
      election.roll.length,
      election.nominees.map(({ number }) => number),
    );
    return stored;
  });
}

/** Opens a round in which the council votes on people for the grassroots title, with the server's custody. */
export async function openRound(
  office: Electorate,
  options: Omit<RoundOptions, 'custody'> = {},
): Promise<StoredElection> {
  return openDraft(office, await draftRound(office, options));
}
