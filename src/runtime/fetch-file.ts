import type { Channel, FetchFileOutcome } from '../channels/channel.ts';
import type { Files } from './files.ts';

/** References of files that came through our own page, whatever the chat's channel is; no platform's begin so. */
const UPLOADED = 'upload:';
const TIMEOUT_MS = 60_000;

/** Gets the bytes of a file that was sent to the bot, from where it came. */
export type FetchFile = (channel: string, ref: string, limitBytes: number) => Promise<FetchFileOutcome>;

/** The reference of a file that was stored when it came through the page. */
export function uploadedRef(storedName: string): string {
  return `${UPLOADED}${storedName}`;
}

/** Deletes a file that came through the page, once it was read; what a platform holds is the platform's. */
export function dropUpload(files: Pick<Files, 'remove'>, ref: string): void {
  if (ref.startsWith(UPLOADED)) files.remove(ref.slice(UPLOADED.length));
}

/** Builds the fetcher over the running channels and the file store. */
export function createFetchFile(channels: ReadonlyMap<string, Channel>, files: Files): FetchFile {
  return async (channelName, ref, limitBytes) => {
    if (ref.startsWith(UPLOADED)) {
      const bytes = files.read(ref.slice(UPLOADED.length));
      if (bytes === null) return { ok: false, error: 'gone' };
      return bytes.byteLength > limitBytes ? { ok: false, error: 'too-large' } : { ok: true, bytes };
    }
    const channel = channels.get(channelName);
    if (channel?.fetchFile === undefined) return { ok: false, error: 'unavailable' };
    return channel.fetchFile(ref, limitBytes, AbortSignal.timeout(TIMEOUT_MS));
  };
}
