import { draftCourse } from '../domain/ballot/course.ts';
import type { CastingPlace, Custody, Election, ElectionRule, Nominee } from '../domain/ballot/election.ts';
import type { VotingMethod } from '../domain/ballot/record.ts';
import type { Person } from '../domain/person.ts';
import type { VotingRule } from '../domain/plan.ts';
import { isReason } from '../domain/reason.ts';
import { may } from '../domain/rights.ts';
import type { Title } from '../domain/title.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { audit } from './audit.ts';
import type { NominationException, StoredElection } from './ballot-ports.ts';
import { recordElection } from './election-record.ts';
import { checkWindow, type WindowProblem, windowProposals } from './election-window.ts';
import { allCandidates, type Candidate, candidatesFor } from './nomination.ts';
import type { Work } from './ports.ts';
import { campaignOf, numbered, plannedRule, rollNow, rulesFor } from './prepared-election.ts';

export type DraftError =
  | 'not_allowed'
  | 'no_campaign'
  | 'election_gone'
  | 'election_not_draft'
  | 'nominee_unknown'
  | 'nominee_excluded'
  | 'nominee_needs_reason'
  | 'election_tellers_unusable'
  | WindowProblem;

/** Begins a round of the current campaign; everything in it can be changed until it is opened. */
export function newDraft(
  work: Work,
  actor: Person,
  { method, name }: { readonly method: VotingMethod; readonly name: string },
): Result<number, DraftError> {
  if (!may(actor, 'prepare_elections')) return err('not_allowed');
  const campaign = work.store.campaigns.current();
  if (campaign === null) return err('no_campaign');
  const [window = { from: work.now, until: work.now + 1 }] = windowProposals(work);
  const election: Election = {
    year: campaign.year,
    name,
    council: campaign.plan.council.name,
    roll: rollNow(work, []),
    nominees: [],
    rules: [],
    window,
    casting: 'chat_and_page',
    custody: { by: 'server' },
  };
  return ok(addDraft(work, actor, { campaignId: campaign.id, method, election }));
}

/** Stores a draft as nobody has touched it yet. */
export function addDraft(
  work: Work,
  actor: Person,
  draft: Pick<StoredElection, 'campaignId' | 'method' | 'election'>,
): number {
  const id = work.store.elections.create(
    {
      ...draft,
      course: draftCourse(draft.election),
      preparation: { acknowledged: null, shares: [], exceptions: [], ownPlaces: [] },
      publicKey: null,
      fingerprint: null,
      slots: [],
      paper: null,
      result: null,
    },
    work.now,
  );
  recordElection(work, id, 'created', actor);
  return id;
}

/** The draft, for the secretary alone to change. */
export function draftOf(work: Work, actor: Person, id: number): Result<StoredElection, DraftError> {
  if (!may(actor, 'prepare_elections')) return err('not_allowed');
  const stored = work.store.elections.byId(id);
  if (stored === null) return err('election_gone');
  return stored.course.state === 'draft' ? ok(stored) : err('election_not_draft');
}

function changed(
  work: Work,
  actor: Person,
  id: number,
  change: (draft: StoredElection) => StoredElection,
): Result<StoredElection, DraftError> {
  const draft = draftOf(work, actor, id);
  if (!draft.ok) return draft;
  const next = change(draft.value);
  // Whoever acknowledged it has read of another election.
  const preparation = { ...next.preparation, acknowledged: null };
  const saved = { ...next, preparation, course: draftCourse(next.election), fingerprint: null };
  work.store.elections.save(saved);
  return ok(saved);
}

/** What can be set by itself. */
export type DraftChange = Partial<Pick<Election, 'name' | 'window' | 'casting' | 'custody'>> & {
  readonly casting?: CastingPlace;
  /** Staff codes of those who vote on paper; everybody else does not. */
  readonly paper?: readonly string[];
};

/** Sets name, window, places of casting, custody or paper voters. */
export function changeDraft(
  work: Work,
  actor: Person,
  id: number,
  change: DraftChange,
): Result<StoredElection, DraftError> {
  const { paper, ...fields } = change;
  if (fields.window !== undefined) {
    const window = checkWindow(work, fields.window);
    if (!window.ok) return window;
  }
  if (fields.custody !== undefined && !usable(fields.custody)) return err('election_tellers_unusable');
  return changed(work, actor, id, (draft) => {
    const roll = paper === undefined ? draft.election.roll : onPaper(work, draft.election, paper);
    // Another custody needs another key: shares of the one before open nothing.
    const keyless =
      fields.custody === undefined ? {} : { publicKey: null, preparation: { ...draft.preparation, shares: [] } };
    return { ...draft, ...keyless, election: { ...draft.election, ...fields, roll } };
  });
}

function onPaper(work: Work, { roll }: Election, codes: readonly string[]): Election['roll'] {
  return rollNow(work, roll).map((member) => ({
    ...member,
    way: codes.includes(member.code) ? 'paper' : 'electronic',
  }));
}

function usable(custody: Custody): boolean {
  return custody.by === 'server' || (custody.needed >= 2 && custody.needed <= custody.tellers.length);
}

/** Puts a candidate on the ballot; one of whom a rule is not on record, with the reason for the minutes. */
export function nominate(
  work: Work,
  actor: Person,
  id: number,
  { title, code, reason }: { readonly title: Title; readonly code: string; readonly reason: string | null },
): Result<StoredElection, DraftError> {
  const draft = draftOf(work, actor, id);
  if (!draft.ok) return draft;
  const campaign = campaignOf(work, draft.value.campaignId, draft.value.election.year);
  const candidate = candidatesFor(work, campaign, title).find((one) => one.code === code);
  if (candidate === undefined) return err('nominee_unknown');
  if (candidate.standing === 'excluded') return err('nominee_excluded');
  const excepted = candidate.standing === 'needs_reason';
  if (excepted && (reason === null || !isReason(reason))) return err('nominee_needs_reason');
  const exception = excepted && reason !== null ? [{ title, code, reason, by: actor.id, at: work.now }] : [];
  return withNominees(work, actor, id, ({ nominees }) => [...nominees, candidate], exception);
}

/** Puts every candidate on the ballot who meets all rules, of titles that the plan's rules have voted on in this way. */
export function nominateAll(work: Work, actor: Person, id: number): Result<StoredElection, DraftError> {
  const draft = draftOf(work, actor, id);
  if (!draft.ok) return draft;
  const all = eligibleFor(work, draft.value);
  return withNominees(work, actor, id, ({ nominees }) => [...nominees, ...all], []);
}

/** Candidates who meet all rules and are not on the ballot yet. */
export function eligibleFor(work: Work, { campaignId, election, method }: StoredElection): readonly Candidate[] {
  const campaign = campaignOf(work, campaignId, election.year);
  const titles = campaign.plan.votingRules.filter((rule) => rule.method === method).map(({ title }) => title);
  return allCandidates(work, campaign)
    .filter(({ title }) => titles.includes(title))
    .flatMap(({ candidates }) => candidates)
    .filter((candidate) => candidate.standing === 'eligible' && !isOn(election.nominees, candidate));
}

/** Takes somebody off the ballot. */
export function withdrawNominee(
  work: Work,
  actor: Person,
  id: number,
  number: number,
): Result<StoredElection, DraftError> {
  return withNominees(work, actor, id, ({ nominees }) => nominees.filter((nominee) => nominee.number !== number), []);
}

type Named = Omit<Nominee, 'number'>;

function isOn(nominees: readonly Nominee[], { title, code }: Pick<Named, 'title' | 'code'>): boolean {
  return nominees.some((nominee) => nominee.title === title && nominee.code === code);
}

function withNominees(
  work: Work,
  actor: Person,
  id: number,
  next: (election: Election) => readonly Named[],
  exceptions: readonly NominationException[],
): Result<StoredElection, DraftError> {
  return changed(work, actor, id, (draft) => {
    const { plan } = campaignOf(work, draft.campaignId, draft.election.year);
    const wanted = new Map(next(draft.election).map((named) => [`${named.title}:${named.code}`, named]));
    const nominees = numbered(
      [...wanted.values()].map(({ title, code, name, division }) => ({ title, code, name, division })),
    );
    const rules = rulesFor(plan, draft.method, nominees, draft.election.rules);
    const given = [
      ...draft.preparation.exceptions.filter((known) => !exceptions.some((one) => isSame(one, known))),
      ...exceptions,
    ];
    const preparation = {
      ...draft.preparation,
      exceptions: given.filter((exception) => isOn(nominees, exception)),
      ownPlaces: draft.preparation.ownPlaces.filter((title) => rules.some(({ voting }) => voting.title === title)),
    };
    // Totals of an open vote are of the nominees that there were.
    return { ...draft, preparation, paper: null, election: { ...draft.election, nominees, rules } };
  });
}

function isSame(left: NominationException, right: NominationException): boolean {
  return left.title === right.title && left.code === right.code;
}

/** Sets the office's own rule for a title in this round; `places` undefined leaves them to the plan's ceiling. */
export function changeRule(
  work: Work,
  actor: Person,
  id: number,
  title: Title,
  change: Partial<Omit<VotingRule, 'title' | 'method'>> & { readonly places?: number | null },
): Result<StoredElection, DraftError> {
  const { places, ...voting } = change;
  return withRule(work, actor, id, title, (rule, { preparation }) => ({
    rule: { voting: { ...rule.voting, ...voting }, places: places === undefined ? rule.places : places },
    ownPlaces: places === undefined ? preparation.ownPlaces : [...new Set([...preparation.ownPlaces, title])],
  }));
}

/** Goes back to the plan's rule and the plan's ceiling. */
export function resetRule(work: Work, actor: Person, id: number, title: Title): Result<StoredElection, DraftError> {
  return withRule(work, actor, id, title, (_rule, { campaignId, election, method, preparation }) => ({
    rule: { voting: plannedRule(campaignOf(work, campaignId, election.year).plan, title, method), places: null },
    ownPlaces: preparation.ownPlaces.filter((own) => own !== title),
  }));
}

function withRule(
  work: Work,
  actor: Person,
  id: number,
  title: Title,
  next: (
    rule: ElectionRule,
    draft: StoredElection,
  ) => { readonly rule: ElectionRule; readonly ownPlaces: readonly Title[] },
): Result<StoredElection, DraftError> {
  return changed(work, actor, id, (draft) => {
    const rule = draft.election.rules.find(({ voting }) => voting.title === title);
    if (rule === undefined) return draft;
    const { rule: changedRule, ownPlaces } = next(rule, draft);
    const rules = draft.election.rules.map((one) => (one === rule ? changedRule : one));
    return { ...draft, preparation: { ...draft.preparation, ownPlaces }, election: { ...draft.election, rules } };
  });
}

/** Throws a draft away. */
export function discardDraft(work: Work, actor: Person, id: number): Result<void, DraftError> {
  const draft = draftOf(work, actor, id);
  if (!draft.ok) return draft;
  work.store.elections.discard(id);
  audit(work, { action: 'election_discarded', actor, subject: { kind: 'election', id } });
  return ok(undefined);
}
