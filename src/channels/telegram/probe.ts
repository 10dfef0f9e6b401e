import { type EpochMs, SECOND } from '../../lib/clock.ts';
import { systemSleep } from '../platform/pause.ts';
import { createTelegramApi } from './api.ts';

/** What `doctor` learns from Telegram; codes only, never the token or an address with it. */
export type TelegramProbe =
  | {
      readonly ok: true;
      readonly username: string;
      /** Where updates are delivered to; null where no webhook is set. */
      readonly webhook: string | null;
      readonly waiting: number;
      /** What last went wrong with a delivery, in the platform's words. */
      readonly lastError: { readonly at: EpochMs; readonly text: string } | null;
    }
  | { readonly ok: false; readonly problem: string };

const PROBE_MS = 8_000;

/** Asks who the token belongs to and whether a webhook is set; changes nothing on the platform. */
export async function probeTelegram(options: {
  readonly token: string;
  readonly apiRoot: string;
  readonly httpsProxy: string | undefined;
}): Promise<TelegramProbe> {
  const api = createTelegramApi({ ...options, sleep: systemSleep });
  try {
    const limits = () => ({ ms: PROBE_MS, signal: new AbortController().signal });
    const me = await api.call('getMe', {}, limits());
    if (!me.ok) return { ok: false, problem: me.error.kind };
    const webhook = await api.call('getWebhookInfo', {}, limits());
    if (!webhook.ok) return { ok: false, problem: webhook.error.kind };
    const { url = '', pending_update_count: waiting, last_error_date: at, last_error_message: text } = webhook.value;
    const lastError = at === undefined ? null : { at: at * SECOND, text: text ?? '' };
    return { ok: true, username: me.value.username, webhook: url === '' ? null : url, waiting, lastError };
  } finally {
    api.close();
  }
}
