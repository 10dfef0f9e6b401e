import type { Message } from 'telegraf/types';
import type { Result } from '../../lib/result.ts';
import type { SendOutcome } from '../channel.ts';
import type { ChannelLog } from '../platform/log.ts';
import type { TelegramApi } from './api.ts';
import { loggable } from './back-off.ts';
import type { ApiFailure } from './failure.ts';
import type { Floods } from './floods.ts';
import { failedOutcome } from './outcome.ts';

/** What one send works with. */
export interface Sending {
  readonly api: TelegramApi;
  readonly floods: Floods;
  readonly log: ChannelLog;
}

/** One call in the mark-up asked for; `null` sends plain text. */
export type Attempt = (markup: 'HTML' | null) => Promise<Result<Message | true, ApiFailure>>;

/** Carries an attempt out and puts its end into the product's terms. */
export async function attempted(sending: Sending, chat: number, attempt: Attempt): Promise<SendOutcome> {
  const result = await withPlainTextFallback(sending, attempt);
  if (!result.ok) return failedOutcome(result.error, String(chat), sending.floods);
  const id = result.value === true ? undefined : result.value.message_id;
  return { kind: 'sent', messageId: typeof id === 'number' ? String(id) : null };
}

/** Mark-up that Telegram cannot read is our bug, but the person still gets the words: once more, as plain text. */
export async function withPlainTextFallback(
  sending: Sending,
  attempt: Attempt,
): Promise<Result<Message | true, ApiFailure>> {
  const first = await attempt('HTML');
  if (first.ok || first.error.kind !== 'refused' || first.error.refusal !== 'bad-markup') return first;
  sending.log.error(loggable(first.error), 'telegram: mark-up refused, sending plain text');
  return attempt(null);
}
