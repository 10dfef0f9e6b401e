import type { FileKind } from '../domain/file-kind.ts';
import type { EpochMs } from '../lib/clock.ts';

/** The chat that an address was written into: it lives as long as this chat is that person's. */
export interface LinkOwner {
  readonly memberId: number;
  readonly channel: string;
  readonly chatId: string;
}

/** An expiring address under which a stored file can be fetched. */
export interface FileLink extends LinkOwner {
  /** Name in `DATA_DIR/files` (runtime/files.ts). */
  readonly storedName: string;
  readonly name: string;
  readonly mime: string;
  /** Saved by a person, or shown by a platform that fetches the picture. */
  readonly purpose: 'download' | 'picture';
  /** What the person must still be entitled to when the file is fetched (app/exports.ts); null where nothing more. */
  readonly entitlement: string | null;
  readonly expiresAt: EpochMs;
}

/** An address under which a platform fetches a picture for a group; it lives as long as this is the leadership group. */
export interface GroupPicture
  extends Pick<FileLink, 'channel' | 'chatId' | 'storedName' | 'name' | 'mime' | 'expiresAt'> {
  readonly memberId: null;
}

/** Addresses of files; only hashes of their tokens are stored. */
export interface FileLinks {
  add(tokenHash: string, link: FileLink | GroupPicture, now: EpochMs): void;
  byHash(tokenHash: string): FileLink | GroupPicture | null;
  /** Deletes what expired before an instant. */
  prune(before: EpochMs): number;
}

/** A one-time address at which a person sends the file that a question in a chat asks for. */
export interface UploadLink extends LinkOwner {
  readonly accountId: string;
  /** The question as it was shown: once it is asked anew, the address is no longer its own. */
  readonly promptToken: string;
  readonly kind: FileKind;
  readonly expiresAt: EpochMs;
  readonly usedAt: EpochMs | null;
}

export interface UploadLinks {
  add(tokenHash: string, link: Omit<UploadLink, 'usedAt'>, now: EpochMs): void;
  byHash(tokenHash: string): UploadLink | null;
  use(tokenHash: string, now: EpochMs): void;
  /** Deletes what expired before an instant. */
  prune(before: EpochMs): number;
}
