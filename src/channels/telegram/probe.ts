import { systemSleep } from '../platform/pause.ts';
import { createTelegramApi } from './api.ts';

/** What `doctor` learns from Telegram; codes only, never the token or an address with it. */
export type TelegramProbe =
  | { readonly ok: true; readonly username: string; readonly webhook: boolean; readonly waiting: number }
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
    const { url = '', pending_update_count: waiting } = webhook.value;
    return { ok: true, username: me.value.username, webhook: url !== '', waiting };
  } finally {
    api.close();
  }
}
