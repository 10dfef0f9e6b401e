import { createZaloClient } from './client.ts';

/** What `doctor` learns from Zalo; codes only, never the token or an address with it. */
export type ZaloProbe =
  | {
      readonly ok: true;
      /** The bot's id: `https://zalo.me/<id>` opens the chat with it. */
      readonly id: string;
      readonly name: string;
      /** Where events are delivered to; null where no webhook is set. */
      readonly webhook: string | null;
    }
  | { readonly ok: false; readonly problem: string };

const PROBE_MS = 8_000;

/** Asks who the token belongs to and whether a webhook is set; changes nothing on the platform. */
export async function probeZalo(options: {
  readonly token: string;
  readonly apiRoot: string;
  readonly httpsProxy: string | undefined;
}): Promise<ZaloProbe> {
  const client = createZaloClient({ ...options, timeoutMs: PROBE_MS });
  try {
    const me = await client.getMe();
    if (!me.ok) return { ok: false, problem: me.error.kind === 'not-found' ? 'unauthorised' : me.error.kind };
    const info = await client.getWebhookInfo();
    if (!info.ok && info.error.kind !== 'not-found') return { ok: false, problem: info.error.kind };
    const webhook = info.ok && info.value.url !== '' ? info.value.url : null;
    const { id, display_name: displayName, account_name: accountName } = me.value;
    return { ok: true, id, name: displayName ?? accountName ?? id, webhook };
  } finally {
    client.close();
  }
}
