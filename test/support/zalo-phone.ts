import type { Channel } from '../../src/channels/channel.ts';
import { createZaloChannel } from '../../src/channels/zalo/channel.ts';
import { type FakeZalo, startFakeZalo } from './fake-zalo/start.ts';
import { type OfficeOptions, openOffice } from './office.ts';
import type { Phone } from './phone.ts';
import { type Seen, typedFor } from './seen.ts';
import { openWebhookDoor } from './webhook-door.ts';

/** The office's address as Zalo knows it. */
const ORIGIN = 'https://thidua.example.vn';
const SECRET = 'bi-mat-kiem-thu';
/** The fake tries a failed delivery again after this, ms. */
const RETRY_MS = 10;

/** Chats on a fake Zalo, whose events come through the real web server. */
export async function zaloPhone(options: OfficeOptions = {}): Promise<Phone & { readonly zalo: FakeZalo }> {
  const zalo = await startFakeZalo({ quirks: { webhookRetries: 'until-2xx' }, retryMs: RETRY_MS });
  let channel: Channel | undefined;
  const door = await openWebhookDoor(() => channel);
  zalo.route(ORIGIN, door.url);
  const office = await openOffice({
    ...options,
    channels: (clock) => {
      channel = createZaloChannel({
        token: zalo.token,
        apiRoot: zalo.url,
        mode: 'webhook',
        webhook: { url: `${ORIGIN}/webhooks/zalo`, secret: SECRET },
        clock,
        log: { debug() {}, info() {}, warn() {}, error() {} },
      });
      return [channel];
    },
  });
  const looked = new Map<string, number>();

  function look(who: string): readonly Seen[] {
    const messages = zalo.person(who).messages();
    const fresh = messages.slice(looked.get(who) ?? 0);
    looked.set(who, messages.length);
    return fresh.map(({ text, picture }) => ({ text, buttons: [], file: picture?.url ?? null }));
  }

  async function type(who: string, text: string): Promise<readonly Seen[]> {
    zalo.person(who).say(text);
    await zalo.until(() => zalo.pending().length === 0);
    await office.bot.settled();
    return look(who);
  }

  return {
    office,
    zalo,
    rendering: 'zalo',
    look,
    link(who) {
      const { id } = zalo.person(who);
      office.linkAccount(who, { channel: 'zalo', accountId: id, chatId: id });
    },
    type,
    choose(who, label) {
      const texts = zalo.person(who).messages();
      const typed = typedFor(
        texts.map(({ text }) => text),
        label,
      );
      if (typed === null) throw new Error(`${who} is offered no «${label}»`);
      return type(who, typed);
    },
    async close() {
      await zalo.close();
      await door.close();
    },
  };
}
