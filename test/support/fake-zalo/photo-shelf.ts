import { randomBytes } from 'node:crypto';
import type { FakeTime } from '../fake-time.ts';
import type { Quirks } from './quirks.ts';

/** A picture, a voice message or the like that a person sent, as it can be fetched. */
export interface ShelvedFile {
  readonly bytes: Buffer;
  readonly mime: string;
}

/** What people sent, under public addresses that nobody can guess and that expire. */
export interface PhotoShelf {
  /** Shows a file; returns the path of its address. */
  put(file: ShelvedFile): string;
  /** Null where nothing is, or is no more. */
  get(path: string): ShelvedFile | null;
}

/** An empty shelf. */
export function createPhotoShelf(time: FakeTime, quirks: Quirks): PhotoShelf {
  const files = new Map<string, ShelvedFile & { readonly until: number }>();
  return {
    put({ bytes, mime }) {
      const path = `/media/${randomBytes(16).toString('hex')}.${mime.split('/')[1] ?? 'bin'}`;
      files.set(path, { bytes, mime, until: time.now() + quirks.photoLifetimeMs });
      return path;
    },
    get(path) {
      const file = files.get(path);
      return file === undefined || file.until <= time.now() ? null : file;
    },
  };
}
