import { type Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** The bytes of a file, or why there are none. */
export type Download =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly error: 'too-large' | 'gone' | 'unavailable' };

/** Fetches `url` through `agent`; stops reading at the first byte past `limitBytes`. Never rejects. */
export function downloadFile(url: URL, agent: Agent, limitBytes: number, signal: AbortSignal): Promise<Download> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const unavailable = () => resolve({ ok: false, error: 'unavailable' });
    const request = send(url, { agent, signal }, (response) => {
      collect(response, limitBytes).then(resolve, unavailable);
    });
    request.once('error', unavailable);
    request.end();
  });
}

async function collect(response: IncomingMessage, limitBytes: number): Promise<Download> {
  const status = response.statusCode ?? 0;
  if (status !== 200) {
    response.destroy();
    return { ok: false, error: status >= 400 && status < 500 && status !== 429 ? 'gone' : 'unavailable' };
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes) {
      response.destroy();
      return { ok: false, error: 'too-large' };
    }
    chunks.push(chunk);
  }
  return { ok: true, bytes: new Uint8Array(Buffer.concat(chunks)) };
}
