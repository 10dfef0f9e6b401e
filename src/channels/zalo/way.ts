import { err, ok, type Result } from '../../lib/result.ts';
import type { ZaloFailure } from './failure.ts';
import type { Receiving } from './receiving.ts';

type Way = Pick<Receiving, 'client' | 'signal' | 'webhook'>;

/** Takes a webhook away, where one is set: polls are deaf beside it. */
export async function clearTheWay({ client, signal }: Way): Promise<Result<null, ZaloFailure>> {
  const info = await client.getWebhookInfo({ signal });
  const none = info.ok ? info.value.url === '' : info.error.kind === 'not-found';
  if (none) return ok(null);
  const deleted = await client.deleteWebhook({ signal });
  return !deleted.ok && deleted.error.kind === 'not-found' ? ok(null) : deleted;
}

/** Has events delivered to our address, and looks whether the platform has taken it. */
export async function setTheWebhook({ client, signal, webhook }: Way): Promise<Result<null, ZaloFailure>> {
  const { url = '', secret = '' } = webhook ?? {};
  // Also where the address is set already: the secret cannot be read back and may be another.
  const set = await client.setWebhook({ url, secret_token: secret }, { signal });
  if (!set.ok) return set;
  const info = await client.getWebhookInfo({ signal });
  if (info.ok && info.value.url !== url) return err(NOT_TAKEN);
  return info.ok || info.error.kind !== 'not-found' ? ok(null) : err(NOT_TAKEN);
}

const NOT_TAKEN: ZaloFailure = { kind: 'rejected', errorCode: null, httpStatus: null, detail: 'webhook not taken' };
