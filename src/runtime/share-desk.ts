import type { KeyShare, StoredElection } from '../app/ballot-ports.ts';
import type { UnitOfWork } from '../app/delivery-ports.ts';
import { count, type ElectionTurn } from '../app/election-closing.ts';
import type { Store, Work } from '../app/ports.ts';
import { awaitsTellers, dropLostShares, recordShares } from '../app/tellers.ts';
import { againNotices, lostSharesNotices, shareNotices, turnNotices } from '../conversation/election-notices.ts';
import type { Notice } from '../conversation/types.ts';
import type { Clock } from '../lib/clock.ts';
import { errorFields, type Log } from './log.ts';
import type { Post } from './post.ts';

/** What splits keys and puts them together again: asynchronous, so never inside a transaction. */
export interface KeySplitting {
  makeSplitKey(
    tellers: number,
    needed: number,
  ): Promise<{ readonly publicKey: string; readonly shares: readonly Uint8Array[] }>;
  combineShares(shares: readonly Uint8Array[]): Promise<Uint8Array>;
  wipe(bytes: Uint8Array): void;
}

export interface ShareDeskOptions {
  readonly store: Store;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Work['random'];
  readonly zone: string;
  readonly post: Post;
  readonly log: Log;
  readonly committed: () => void;
  readonly splitting: KeySplitting;
}

/** Makes tellers' keys and opens boxes with their shares, after the commits that ask for it. */
export interface ShareDesk {
  /** At the start: keys whose shares were lost are asked for anew, and shares that were given have to be given again. */
  begin(): void;
  /** Looks for keys to make and boxes to open; cheap when there are none. */
  wake(): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** Builds the desk of a process. Shares and keys are here for as long as a call takes, and wiped after it. */
export function createShareDesk(options: ShareDeskOptions): ShareDesk {
  const { store, unitOfWork, clock, random, zone, post, log, committed, splitting } = options;
  const busy = new Map<number, Promise<void>>();

  function work(): Work {
    return { store, now: clock.now(), random, zone };
  }

  function tell(notices: readonly Notice[], key: string): void {
    for (const notice of notices) post.notice(notice, `ballot:${key}:${notice.to}`, clock.now());
  }

  function start(electionId: number, task: (electionId: number) => Promise<void>): void {
    if (busy.has(electionId)) return;
    const running = task(electionId)
      // The error may hold what was worked on: only its kind is logged.
      .catch((error: unknown) => log.error({ electionId, ...errorFields(error) }, 'key of an election not handled'))
      .finally(() => {
        busy.delete(electionId);
      });
    busy.set(electionId, running);
  }

  async function make(electionId: number): Promise<void> {
    const stored = unitOfWork.run(() => store.elections.byId(electionId));
    const custody = stored?.election.custody;
    if (custody?.by !== 'tellers') return;
    const { publicKey, shares: secrets } = await splitting.makeSplitKey(custody.tellers.length, custody.needed);
    const shares = custody.tellers.map(({ code }, index): KeyShare => {
      return { teller: code, share: Buffer.from(secrets[index] ?? []).toString('base64url') };
    });
    for (const secret of secrets) splitting.wipe(secret);
    unitOfWork.run(() => {
      const shared = recordShares(work(), electionId, publicKey, shares);
      if (shared !== null) tell(shareNotices(work(), shared, shares), `${electionId}:share:${publicKey}`);
    });
    committed();
  }

  async function open(electionId: number): Promise<void> {
    const secrets = store.keyShares.given(electionId).map(({ share }) => Buffer.from(share, 'base64url'));
    try {
      const secretKey = await splitting.combineShares(secrets);
      try {
        unitOfWork.run(() => {
          for (const turn of counted(electionId, secretKey)) {
            tell(turnNotices(work(), turn), `${electionId}:${turn.kind}`);
          }
        });
      } finally {
        splitting.wipe(secretKey);
      }
    } finally {
      for (const secret of secrets) splitting.wipe(secret);
      store.keyShares.forget(electionId);
    }
    committed();
  }

  function counted(electionId: number, secretKey: Uint8Array): readonly ElectionTurn[] {
    const stored = store.elections.byId(electionId);
    if (stored === null || stored.publicKey === null || !awaitsTellers(stored)) return [];
    const key = store.boxKeys.assembled(secretKey, stored.publicKey);
    if (key === null) throw new Error('shares that were recognised give another key');
    const turn = count(work(), stored, key);
    return turn.ok ? [turn.value] : [];
  }

  return {
    begin() {
      unitOfWork.run(() => {
        const now = String(clock.now());
        for (const lost of dropLostShares(work())) tell(lostSharesNotices(work(), lost), `${lost.id}:lost:${now}`);
        for (const waiting of store.elections.running().filter(awaitsTellers)) {
          tell(againNotices(work(), waiting), `${waiting.id}:again:${now}`);
        }
      });
    },
    wake() {
      for (const electionId of store.keyShares.takeWishes()) start(electionId, make);
      const ready = unitOfWork.run(() => store.elections.running()).filter((stored) => enough(store, stored));
      for (const { id } of ready) start(id, open);
    },
    async idle() {
      while (busy.size > 0) await Promise.all(busy.values());
    },
  };
}

function enough(store: Store, stored: StoredElection): boolean {
  const { custody } = stored.election;
  if (custody.by !== 'tellers' || !awaitsTellers(stored)) return false;
  return store.keyShares.given(stored.id).length >= custody.needed && store.boxKeys.ready();
}
