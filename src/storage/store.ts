import type { BoxKeys, KeyShares } from '../app/ballot-ports.ts';
import type { DeliveryStore, UnitOfWork } from '../app/delivery-ports.ts';
import type { Store } from '../app/ports.ts';
import { createAuditLog } from './audit-repo.ts';
import { createBallotLinks, createBallots } from './ballot-repo.ts';
import { createCalendarDays, createLeaves, createPreferences } from './calendar-repo.ts';
import { createCampaigns } from './campaign-repo.ts';
import { createChatTraces } from './chat-traces-repo.ts';
import type { Database } from './database.ts';
import { createDialogues, createInboundEvents } from './dialogue-repo.ts';
import { createDigests } from './digest-repo.ts';
import { createDueItems } from './due-item-repo.ts';
import { createElections } from './election-repo.ts';
import { createEvidenceFiles } from './evidence-repo.ts';
import { createExemplars } from './exemplar-repo.ts';
import { createFileLinks, createUploadLinks } from './file-repo.ts';
import { createDisciplineRecords, createYearResults } from './history-repo.ts';
import { createConsents, createIdentities, createInvites } from './identity-repo.ts';
import { createIndicators } from './indicator-repo.ts';
import { createJobs } from './job-repo.ts';
import { createKeptPeople } from './kept-people.ts';
import { createLeavers } from './leaver-repo.ts';
import { createLogEmptying } from './log-emptying.ts';
import { createOutbox } from './outbox-repo.ts';
import { createOwnData } from './own-data-repo.ts';
import { createPledges } from './pledge-repo.ts';
import { createReminderOrders } from './reminder-order-repo.ts';
import { createReviewReports, createReviews } from './review-repo.ts';
import { createSentMessages } from './sent-message-repo.ts';
import { createSettings } from './setting-repo.ts';
import { createDivisions, createMembers } from './staff-repo.ts';
import { createStandingReads } from './standing-repo.ts';
import { createUnitOfWork, isErr } from './unit-of-work.ts';
import { createWaitingLists } from './waiting-repo.ts';

/** What elections need besides the database. */
export interface BallotCare {
  readonly boxKeys: BoxKeys;
  readonly keyShares: KeyShares;
  /** Called after a commit that ended an election: its key has to go. */
  readonly ended: () => void;
}

/** Everything the program stores, over one database. */
export interface Storage {
  readonly store: Store;
  readonly delivery: DeliveryStore;
  readonly unitOfWork: UnitOfWork;
}

/**
 * Builds all repositories of one database. What they keep in memory is forgotten at the start of the first transaction
 * after another process (the command line) has written: SQLite's data_version tells.
 */
export function createStorage(database: Database, ballotCare: BallotCare): Storage {
  const forgets: (() => void)[] = [];
  const version = database.sqlite.prepare('PRAGMA data_version').pluck();
  let seen = version.get();
  const base = createUnitOfWork(database);
  const jobs = createJobs(database);
  const kept = createKeptPeople();
  const settings = createSettings(database);
  const onForeignChange = (drop: () => void) => void forgets.push(drop);
  forgets.push(kept.forget);
  let ended = false;
  const afterCommit = createLogEmptying(database);

  function forget(): void {
    for (const drop of forgets) drop();
  }

  const delivery: DeliveryStore = {
    outbox: createOutbox(database, onForeignChange),
    inboundEvents: createInboundEvents(database, onForeignChange),
    dialogues: createDialogues(database, onForeignChange, base.onUndo),
    jobQueue: jobs,
  };

  // What was read inside undone work may never have existed.
  function forgettingOnFailure<T>(work: () => T): T {
    let done = false;
    try {
      const value = work();
      done = !isErr(value);
      return value;
    } finally {
      if (!done) forget();
    }
  }

  return {
    store: {
      campaigns: createCampaigns(database, (drop) => forgets.push(drop)),
      divisions: createDivisions(database, kept),
      members: createMembers(database, kept, (drop) => forgets.push(drop)),
      identities: createIdentities(database, kept),
      invites: createInvites(database),
      consents: createConsents(database),
      pledges: createPledges(database, (drop) => forgets.push(drop)),
      digests: createDigests(database),
      dueItems: createDueItems(database),
      reminderOrders: createReminderOrders(database),
      settings,
      exemplars: createExemplars(database),
      indicators: createIndicators(database),
      yearResults: createYearResults(database, (drop) => forgets.push(drop)),
      disciplineRecords: createDisciplineRecords(database),
      calendar: createCalendarDays(database, settings, onForeignChange),
      leaves: createLeaves(database, onForeignChange),
      preferences: createPreferences(database, onForeignChange),
      sentMessages: createSentMessages(database, onForeignChange),
      jobs,
      fileLinks: createFileLinks(database),
      uploadLinks: createUploadLinks(database),
      elections: createElections(database, onForeignChange, () => {
        ended = true;
      }),
      ballots: createBallots(database, afterCommit.wrote),
      ballotLinks: createBallotLinks(database),
      boxKeys: ballotCare.boxKeys,
      keyShares: ballotCare.keyShares,
      standing: createStandingReads(database),
      reviews: createReviews(database, onForeignChange),
      reviewReports: createReviewReports(database),
      waitingLists: createWaitingLists(database),
      evidenceFiles: createEvidenceFiles(database),
      audit: createAuditLog(database, onForeignChange),
      chatTraces: createChatTraces(database, delivery, afterCommit.wrote),
      leavers: createLeavers(database, forget, afterCommit.wrote),
      ownData: createOwnData(database),
    },
    delivery,
    unitOfWork: {
      nested: (work) => forgettingOnFailure(() => base.nested(work)),
      onUndo: base.onUndo,
      sound: base.sound,
      run(work) {
        const value = forgettingOnFailure(() =>
          base.run(() => {
            const current = version.get();
            if (current !== seen) {
              seen = current;
              forget();
            }
            return work();
          }),
        );
        afterCommit.committed();
        if (ended) {
          ended = false;
          ballotCare.ended();
        }
        return value;
      },
    },
  };
}
