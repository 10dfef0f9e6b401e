import { err, ok, type Result } from '../lib/result.ts';

/** Of a body over the limit so much is still taken off the line, so that the browser reads the answer. */
const DRAINED_BYTES = 64 * 1024 * 1024;

/**
 * Reads a multipart form of at most `limitBytes`. What is over the limit is counted and thrown away as it comes, so
 * that memory never holds more than the limit; a browser that cannot send to the end would show no answer at all.
 */
export async function readForm(
  request: Request,
  limitBytes: number,
): Promise<Result<FormData, 'body-too-large' | 'bad-request'>> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > DRAINED_BYTES) return err('body-too-large');
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done || value === undefined) break;
      size += value.byteLength;
      if (size <= limitBytes) chunks.push(value);
      else chunks.length = 0;
      if (size > DRAINED_BYTES) return err('body-too-large');
    }
  } catch {
    // The client went away, or its time was up.
    return err('bad-request');
  }
  if (size > limitBytes) return err('body-too-large');
  return parsed(request.headers.get('content-type') ?? '', chunks);
}

async function parsed(
  contentType: string,
  chunks: readonly Uint8Array<ArrayBuffer>[],
): Promise<Result<FormData, 'bad-request'>> {
  if (!contentType.startsWith('multipart/form-data')) return err('bad-request');
  try {
    const headers = { 'content-type': contentType };
    return ok(await new Response(new Blob([...chunks]), { headers }).formData());
  } catch {
    return err('bad-request');
  }
}
