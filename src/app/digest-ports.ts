import type { EpochMs, IsoDate } from '../lib/clock.ts';

/** A digest as it was stored when it was sent. */
export interface StoredDigest {
  /** Monday of its week. */
  readonly week: IsoDate;
  readonly takenAt: EpochMs;
  /** The shape of `body`, see `DIGEST_FORMAT`. */
  readonly format: number;
  /** JSON, written once. */
  readonly body: string;
}

/** The weekly digests of the campaigns, as they were. */
export interface Digests {
  /** Weeks that have a digest, newest first; of all years where no campaign is given. */
  weeks(campaignId: number | null): readonly IsoDate[];
  /** The digest of a week; where no campaign is given, that of the latest one that has it. */
  find(campaignId: number | null, week: IsoDate): StoredDigest | null;
  /** Stores the digest of a week; false when the week has one, which stays. */
  add(campaignId: number, digest: StoredDigest): boolean;
}
