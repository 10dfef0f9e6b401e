import type { FetchFileOutcome } from '../channel.ts';
import type { TelegramApi } from './api.ts';
import type { ApiFailure } from './failure.ts';

/** The Bot API hands out files up to 20 MB. */
const MAX_BYTES = 20_000_000;
const CALL_MS = 20_000;
const DOWNLOAD_MS = 60_000;

/** Fetches a file that a person sent: its place first, then its bytes. Never more than `limitBytes`. */
export async function fetchTelegramFile(
  api: TelegramApi,
  fileId: string,
  limitBytes: number,
  signal: AbortSignal,
): Promise<FetchFileOutcome> {
  if (signal.aborted) return { ok: false, error: 'unavailable' };
  const limit = Math.min(limitBytes, MAX_BYTES);
  const place = await api.call('getFile', { file_id: fileId }, { ms: CALL_MS, signal });
  if (!place.ok) return { ok: false, error: fetchFailure(place.error) };
  if ((place.value.file_size ?? 0) > limit) return { ok: false, error: 'too-large' };
  if (place.value.file_path === undefined) return { ok: false, error: 'gone' };
  return api.download(place.value.file_path, limit, { ms: DOWNLOAD_MS, signal });
}

function fetchFailure(failure: ApiFailure): 'too-large' | 'gone' | 'unavailable' {
  if (failure.kind !== 'refused') return 'unavailable';
  return failure.refusal === 'file-too-big' ? 'too-large' : 'gone';
}
