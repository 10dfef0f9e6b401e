import type { Channel } from '../../../src/channels/channel.ts';
import { type Sleep, systemSleep } from '../../../src/channels/platform/pause.ts';
import { createZaloChannel } from '../../../src/channels/zalo/channel.ts';
import { type ChannelHarness, describeChannelContract } from '../../contracts/channel-contract.ts';
import { realTime } from '../../support/fake-time.ts';
import type { Quirks } from '../../support/fake-zalo/quirks.ts';
import { startFakeZalo } from '../../support/fake-zalo/start.ts';
import { openWebhookDoor } from '../../support/webhook-door.ts';
import { capturingLog } from '../telegram/setup.ts';
import { createSleeper } from '../telegram/sleeper.ts';

const ORIGIN = 'https://thidua.example.vn';
const SECRET = 'bi-mat-kiem-thu';
/** What the channel waits before it offers an event again, and after a replay. */
const WAIT_MS = 1_000;
const RETRY_MS = 10;

async function openHarness(mode: 'polling' | 'webhook', quirks: Partial<Quirks>): Promise<ChannelHarness> {
  const zalo = await startFakeZalo({ quirks, retryMs: RETRY_MS });
  const log = capturingLog();
  const sleeper = createSleeper();
  const repeats = quirks.reads === 'repeated' || quirks.webhookCopies === true;
  // Where everything comes several times, nobody could end each wait by hand.
  const shortly: Sleep = (ms, signal) => systemSleep(ms === WAIT_MS ? 1 : ms, signal);
  const channel: Channel = createZaloChannel({
    token: zalo.token,
    apiRoot: zalo.url,
    mode,
    webhook: { url: `${ORIGIN}/webhooks/zalo`, secret: SECRET },
    clock: realTime,
    log,
    sleep: repeats ? shortly : sleeper.sleep,
  });
  const door = await openWebhookDoor(() => channel);
  zalo.route(ORIGIN, door.url);
  const lan = zalo.person('Lan');
  // The chat is open; what opened it is not part of the promises.
  lan.say('xin chào');
  if (quirks.unheard === 'kept') await drain(zalo);
  return {
    channel,
    chatId: lan.id,
    goneChatId: 'ffffffffffffffffffff',
    async say(text) {
      // Nobody loses words on purpose: people write while the bot listens, unless it is stopped.
      if (channel.health().state === 'stopped') await zalo.until(() => !zalo.polling());
      else await zalo.until(() => zalo.listening());
      lan.say(text);
    },
    seen: () => lan.messages().map(({ text }) => ({ text, labels: [], file: null })),
    forgetsWhileStopped: mode === 'polling' ? quirks.unheard !== 'kept' : quirks.webhookRetries !== 'until-2xx',
    repeats,
    passBackOff: () => (repeats ? Promise.resolve() : sleeper.wake(WAIT_MS)),
    goOffline: () => zalo.goDown(),
    logged: () => log.lines.join('\n'),
    secrets: [zalo.token, zalo.token.split(':')[1] ?? '', SECRET],
    async close() {
      await zalo.close();
      await door.close();
    },
  };
}

async function drain(zalo: Awaited<ReturnType<typeof startFakeZalo>>): Promise<void> {
  await fetch(`${zalo.url}/bot${zalo.token}/getUpdates`, { method: 'POST' });
}

describeChannelContract('zalo that reads once', () => openHarness('polling', {}));

describeChannelContract('zalo that keeps what was said', () => openHarness('polling', { unheard: 'kept' }));

describeChannelContract('zalo that repeats what was read', () => openHarness('polling', { reads: 'repeated' }));

describeChannelContract('zalo by webhook, delivering once', () => openHarness('webhook', {}));

describeChannelContract('zalo by webhook, as documented, delivering until 200 and twice', () =>
  openHarness('webhook', { webhookBodies: 'wrapped', webhookRetries: 'until-2xx', webhookCopies: true }),
);
