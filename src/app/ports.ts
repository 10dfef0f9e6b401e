import type { AuditVia } from '../domain/audit.ts';
import type { StaffRecord } from '../domain/member.ts';
import type { Locale, Person } from '../domain/person.ts';
import type { Plan } from '../domain/plan.ts';
import type { Pledge, PledgeAction, PledgeContent, PledgeState } from '../domain/pledge.ts';
import type { PledgeKind } from '../domain/title.ts';
import type { EpochMs } from '../lib/clock.ts';
import type { Randomness } from '../lib/ids.ts';
import type { AuditLog } from './audit-ports.ts';
import type { BallotLinks, Ballots, BoxKeys, Elections, KeyShares } from './ballot-ports.ts';
import type { CalendarDays, Leaves, PreferenceStore } from './calendar-ports.ts';
import type { Digests } from './digest-ports.ts';
import type { DueItems, ReminderOrders } from './due-ports.ts';
import type { Exemplars } from './exemplar-ports.ts';
import type { FileLinks, UploadLinks } from './file-ports.ts';
import type { DisciplineRecords, YearResults } from './history-ports.ts';
import type { Indicators } from './indicator-ports.ts';
import type { ChatTraces, Leavers, OwnData } from './privacy-ports.ts';
import type { SentMessages } from './quota-ports.ts';
import type { EvidenceFiles, ReviewReports, Reviews, WaitingLists, WaitingScope } from './review-ports.ts';
import type { StandingReads } from './standing-ports.ts';

/** One year's emulation campaign with the plan in force. */
export interface Campaign {
  readonly id: number;
  readonly year: number;
  readonly plan: Plan;
}

export interface Campaigns {
  /** The active campaign with its newest plan, null before the first import. */
  current(): Campaign | null;
  byYear(year: number): Campaign | null;
  /** Stores a plan version; the campaign of its year becomes the active one unless `active` is false. */
  savePlan(plan: Plan, now: EpochMs, active?: boolean): Campaign;
}

export interface StoredDivision {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly active: boolean;
}

export interface Divisions {
  all(): readonly StoredDivision[];
  /** Makes the active divisions those of the plan, in its order; none is ever deleted. */
  replace(divisions: readonly { readonly code: string; readonly name: string }[]): void;
}

export interface Members {
  byId(id: number): Person | null;
  byCode(code: string): Person | null;
  byPhone(phone: string): readonly Person[];
  active(): readonly Person[];
  /** Everybody, also those who left. */
  all(): readonly Person[];
  countActive(): number;
  activeInDivision(divisionId: number): readonly Person[];
  withRole(role: Person['roles'][number]): readonly Person[];
  save(record: StaffRecord, now: EpochMs): void;
  setLocale(memberId: number, locale: Locale, now: EpochMs): void;
}

/** A chat account linked to a person. */
export interface ChatIdentity {
  readonly id: number;
  readonly channel: string;
  readonly accountId: string;
  readonly chatId: string;
  readonly memberId: number;
  readonly linkedAt: EpochMs;
  readonly reachable: boolean;
  readonly unreachableReason: string | null;
  /** Where messages that nobody asked for go when a person has several. */
  readonly preferred: boolean;
  /** Version of the notice that was agreed to through it. */
  readonly noticeVersion: number;
}

export interface Account {
  readonly channel: string;
  readonly accountId: string;
}

export interface Identities {
  /** The linked person behind a chat account, with the identity; one read, on every event. */
  find(account: Account): { readonly person: Person; readonly identity: ChatIdentity } | null;
  ofMember(memberId: number): readonly ChatIdentity[];
  linkedMembers(): ReadonlySet<number>;
  /** People with an account on one channel. */
  linkedOn(channel: string): ReadonlySet<number>;
  link(identity: Omit<ChatIdentity, 'id' | 'reachable' | 'unreachableReason' | 'preferred'>): void;
  unlink(identityId: number): void;
  /** The notice of this version was agreed to through an account. */
  agree(identityId: number, noticeVersion: number): void;
  setReachable(identityId: number, reason: string | null): void;
  prefer(memberId: number, identityId: number): void;
  /** A group or chat got another id on its platform. */
  moveChat(channel: string, from: string, to: string): void;
  unreachable(): readonly { readonly person: Person; readonly identity: ChatIdentity }[];
}

export interface Invite {
  readonly id: number;
  readonly memberId: number;
  readonly expiresAt: EpochMs;
  readonly usedAt: EpochMs | null;
  readonly revokedAt: EpochMs | null;
}

export interface Invites {
  byId(id: number): Invite | null;
  byHash(codeHash: string): Invite | null;
  /** Adds a code and revokes the person's unused ones. */
  issue(memberId: number, codeHash: string, now: EpochMs, expiresAt: EpochMs): void;
  markUsed(inviteId: number, now: EpochMs): void;
  attempts(account: Account): { readonly failures: number; readonly windowStartedAt: EpochMs } | null;
  recordAttempts(account: Account, failures: number, windowStartedAt: EpochMs): void;
  clearAttempts(account: Account): void;
  /** Deletes codes that expired before an instant, and counts of wrong ones that began before another. */
  prune(before: { readonly expired: EpochMs; readonly attempts: EpochMs }): void;
}

export interface Consents {
  give(memberId: number, channel: string, noticeVersion: number, now: EpochMs): void;
  withdraw(memberId: number, channel: string, now: EpochMs): void;
  ofMember(memberId: number): readonly {
    readonly channel: string;
    readonly noticeVersion: number;
    readonly givenAt: EpochMs;
    readonly withdrawnAt: EpochMs | null;
  }[];
}

export interface PledgeEventRow {
  readonly at: EpochMs;
  readonly actorId: number;
  readonly actorName: string;
  readonly action: PledgeAction;
  readonly version: number;
  readonly note: string | null;
}

export interface Pledges {
  byId(id: number): Pledge | null;
  ofMember(campaignId: number, memberId: number): Pledge | null;
  ofDivision(campaignId: number, divisionId: number): Pledge | null;
  all(campaignId: number): readonly Pledge[];
  /** Oldest submission first; of one division where it is given. */
  inStates(campaignId: number, states: readonly PledgeState[], divisionId?: number): readonly Pledge[];
  create(pledge: {
    readonly campaignId: number;
    readonly kind: PledgeKind;
    readonly memberId: number | null;
    readonly divisionId: number;
    readonly draft: PledgeContent | null;
    readonly now: EpochMs;
  }): number;
  saveDraft(id: number, draft: PledgeContent | null, now: EpochMs): void;
  /** Stores a submitted version and makes it what standings count. */
  saveVersion(pledge: Pledge, content: PledgeContent, by: number, now: EpochMs): number;
  setState(id: number, state: PledgeState, now: EpochMs): void;
  permitLate(id: number, until: EpochMs, now: EpochMs): void;
  /** Moves individual pledges to the divisions in which their owners are now. */
  followOwners(campaignId: number): void;
  record(id: number, event: Omit<PledgeEventRow, 'actorName'>): void;
  events(id: number): readonly PledgeEventRow[];
  /** Pledges of a campaign whose newest submitted version holds the title; withdrawn ones excluded. */
  countTitle(campaignId: number, title: string): number;
  /** Individual pledges with a submitted version; withdrawn ones excluded. */
  countIndividuals(campaignId: number): number;
  /** When each active person whose pledge is in, and not returned, handed it in first. */
  firstSubmissions(campaignId: number): readonly { readonly divisionId: number; readonly at: EpochMs }[];
  /** Pledges that wait for somebody, counted from an index. */
  countWaiting(campaignId: number, scope: WaitingScope): number;
}

export interface Settings {
  get(name: string): string | null;
  set(name: string, value: string): void;
}

export interface Jobs {
  enqueue(job: {
    readonly kind: string;
    readonly memberId: number;
    readonly channel: string;
    readonly chatId: string;
    readonly accountId: string;
    readonly payload: unknown;
    readonly now: EpochMs;
  }): number;
  /** Result of a finished job as it was stored, null while it is not done. */
  result(jobId: number): { readonly state: 'done' | 'failed'; readonly result: unknown } | null;
}

/** Everything that use cases read and write; only valid inside a unit of work. */
export interface Store {
  readonly campaigns: Campaigns;
  readonly divisions: Divisions;
  readonly members: Members;
  readonly identities: Identities;
  readonly invites: Invites;
  readonly consents: Consents;
  readonly pledges: Pledges;
  readonly digests: Digests;
  readonly dueItems: DueItems;
  readonly reminderOrders: ReminderOrders;
  readonly settings: Settings;
  readonly calendar: CalendarDays;
  readonly leaves: Leaves;
  readonly preferences: PreferenceStore;
  readonly sentMessages: SentMessages;
  readonly jobs: Jobs;
  readonly exemplars: Exemplars;
  readonly indicators: Indicators;
  readonly yearResults: YearResults;
  readonly disciplineRecords: DisciplineRecords;
  readonly reviews: Reviews;
  readonly standing: StandingReads;
  readonly reviewReports: ReviewReports;
  readonly waitingLists: WaitingLists;
  readonly evidenceFiles: EvidenceFiles;
  readonly fileLinks: FileLinks;
  readonly uploadLinks: UploadLinks;
  readonly elections: Elections;
  readonly ballots: Ballots;
  readonly ballotLinks: BallotLinks;
  readonly boxKeys: BoxKeys;
  readonly keyShares: KeyShares;
  readonly audit: AuditLog;
  readonly chatTraces: ChatTraces;
  readonly leavers: Leavers;
  readonly ownData: OwnData;
}

/** What a use case needs besides its arguments. */
export interface Work {
  readonly store: Store;
  readonly now: EpochMs;
  readonly random: Randomness;
  /** IANA name of the office's time zone. */
  readonly zone: string;
  /** Where the work came from, for the audit log: a chat, or the program itself, where it is not said. */
  readonly via?: AuditVia;
}
