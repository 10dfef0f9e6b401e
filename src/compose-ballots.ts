import { auditDestroyedKeys, sealsSoon } from './app/election-record.ts';
import type { Work } from './app/ports.ts';
import type { Locale } from './domain/person.ts';
import type { Clock, EpochMs } from './lib/clock.ts';
import type { OpenedStorage } from './open-storage.ts';
import type { Catalogue } from './presentation/catalogue.ts';
import { type BallotDesk, createBallotDesk } from './runtime/ballot-desk.ts';
import { createBallotWatch } from './runtime/ballot-watch.ts';
import { errorFields, type Log } from './runtime/log.ts';
import type { Post } from './runtime/post.ts';
import { createShareDesk } from './runtime/share-desk.ts';
import { combineShares, makeSplitKey, wipe } from './sealing/shares.ts';
import { loadSodium } from './sealing/sodium.ts';

export interface BallotPartsOptions {
  readonly storage: OpenedStorage;
  readonly clock: Clock;
  readonly random: Work['random'];
  readonly zone: string;
  readonly catalogue: Catalogue;
  readonly defaultLocale: Locale;
  readonly post: Post;
  readonly log: Log;
  readonly committed: () => void;
}

/** What a running bot has for elections. */
export interface BallotParts {
  /** Behind the web server's `/ballot/…`. */
  readonly desk: BallotDesk;
  /** Opens, closes, counts and reminds; called by the heartbeat. */
  readonly watch: (now: EpochMs) => void;
  /** Destroys keys that elections left behind, and loads what running ones need. */
  prepare(): Promise<void>;
  /** After a commit: what elections need besides the database is looked for. */
  wake(): void;
  idle(): Promise<void>;
}

/** Builds the parts of a bot that elections need. */
export function createBallotParts(options: BallotPartsOptions): BallotParts {
  const { storage, clock, random, zone, log } = options;
  const { store, unitOfWork } = storage;
  const parts = { ...options, store, unitOfWork };
  const work = () => ({ store, now: clock.now(), random, zone });
  storage.onKeysDestroyed((electionIds) => unitOfWork.run(() => auditDestroyedKeys(work(), electionIds)));
  const shareDesk = createShareDesk({ ...parts, splitting: { makeSplitKey, combineShares, wipe } });
  // An office without an election does not pay for the library that seals ballots.
  let loading: Promise<unknown> | null = null;

  function load(): void {
    if (loading !== null || store.boxKeys.ready() || !unitOfWork.run(() => sealsSoon(store))) return;
    loading = loadSodium()
      .catch((error: unknown) => log.error(errorFields(error), 'library for sealing ballots not loaded'))
      .finally(() => {
        loading = null;
      });
  }

  return {
    desk: createBallotDesk({ ...parts, work }),
    watch: createBallotWatch(parts),
    async prepare() {
      storage.destroyKeys();
      load();
      await loading;
      shareDesk.begin();
    },
    wake() {
      // Called after commits, outside any work: a database that cannot be read now is looked at again after the next one.
      try {
        load();
        shareDesk.wake();
      } catch (error) {
        log.error(errorFields(error), 'ballots not looked after');
      }
    },
    async idle() {
      await loading;
      await shareDesk.idle();
    },
  };
}
