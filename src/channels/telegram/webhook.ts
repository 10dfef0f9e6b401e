import type { Update } from 'telegraf/types';
import { sameSecret } from '../../lib/ids.ts';
import type { WebhookRequest } from '../channel.ts';
import type { HealthState } from '../platform/health.ts';
import type { ChannelLog } from '../platform/log.ts';
import type { Intake } from './intake.ts';

const SECRET_HEADER = 'x-telegram-bot-api-secret-token';
const MAX_BODY_BYTES = 1_000_000;

/** Whether a call carries the secret. */
export function hasSecret(header: WebhookRequest['header'], secret: string): boolean {
  return sameSecret(header(SECRET_HEADER) ?? '', secret);
}

/**
 * Takes one webhook call and gives its HTTP status: 200 only after the event is stored, 5xx so that Telegram
 * delivers again, 4xx for what did not come from Telegram.
 */
export async function acceptWebhook(
  request: WebhookRequest,
  secret: string,
  intake: Intake | null,
  health: HealthState,
  log: ChannelLog,
): Promise<number> {
  if (!hasSecret(request.header, secret)) return 401;
  if (request.body.byteLength > MAX_BODY_BYTES) return 413;
  const update = parseUpdate(request.body);
  if (update === null) return 400;
  if (intake === null) return 503;
  try {
    await intake([update]);
  } catch {
    health.set('degraded', 'receiver');
    log.error({ updateId: update.update_id }, 'telegram: a webhook event could not be stored');
    return 500;
  }
  health.set('receiving');
  return 200;
}

function parseUpdate(body: Uint8Array): Update | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    if (typeof value !== 'object' || value === null || !('update_id' in value)) return null;
    return typeof value.update_id === 'number' ? (value as Update) : null;
  } catch {
    return null;
  }
}
