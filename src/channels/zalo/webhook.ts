import { sameSecret } from '../../lib/ids.ts';
import type { WebhookRequest } from '../channel.ts';
import type { Receiving } from './receiving.ts';
import { readUpdate, type ZaloUpdate } from './results.ts';
import { toEvents } from './updates.ts';

const SECRET_HEADER = 'x-bot-api-secret-token';
const MAX_BODY_BYTES = 1_000_000;

/** Whether a call carries the secret. */
export function hasSecret(header: WebhookRequest['header'], secret: string): boolean {
  return sameSecret(header(SECRET_HEADER) ?? '', secret);
}

/**
 * Takes one webhook call and gives its HTTP status: 200 only after the event is stored, 5xx where it could not be, 4xx
 * for what did not come from Zalo. What cannot be used is answered 200, because a repetition would be no better.
 */
export function acceptWebhook(
  request: WebhookRequest,
  secret: string,
  receiving: Pick<Receiving, 'intake' | 'bot' | 'clock' | 'log' | 'health'> | null,
): number {
  // `setWebhook` calls the address without a body, and nobody says that it sends the secret with it.
  if (request.body.byteLength === 0) return 200;
  if (!hasSecret(request.header, secret)) return 401;
  if (request.body.byteLength > MAX_BODY_BYTES) return 413;
  if (receiving === null) return 503;
  const update = parsed(request.body);
  if (update === null) {
    receiving.log.warn({ bytes: request.body.byteLength }, 'zalo: webhook call without an event');
    return 200;
  }
  const stored = receiving.intake.offer(toEvents([update], receiving)) !== null;
  if (stored) receiving.health.set('receiving');
  else receiving.health.set('degraded', 'receiver');
  return stored ? 200 : 500;
}

function parsed(body: Uint8Array): ZaloUpdate | null {
  try {
    return readUpdate(JSON.parse(Buffer.from(body).toString('utf8')));
  } catch {
    return null;
  }
}
