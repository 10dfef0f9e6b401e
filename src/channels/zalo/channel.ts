import type { Capabilities } from '../../presentation/types.ts';
import type { Channel, Receiver } from '../channel.ts';
import { healthState } from '../platform/health.ts';
import { systemSleep } from '../platform/pause.ts';
import { createZaloClient, ZALO_API_ROOT } from './client.ts';
import { type BotIdentity, ZALO } from './event.ts';
import { fetchPhoto } from './fetch-photo.ts';
import { createIntake } from './intake.ts';
import type { ZaloOptions } from './options.ts';
import { storeHeld } from './poll.ts';
import type { Receiving } from './receiving.ts';
import { receiveUpdates } from './run.ts';
import { sendOutbound } from './send.ts';
import { acceptWebhook, hasSecret } from './webhook.ts';

/** A start waits this long for the platform; beyond it the channel goes on trying by itself. */
const START_PATIENCE_MS = 3_000;
const TYPING_MS = 5_000;

const CAPABILITIES: Capabilities = {
  buttons: false,
  edits: false,
  filesIn: false,
  photosIn: true,
  filesOut: false,
  photoLinks: true,
  formatting: 'plain',
  // The platform takes 2,000 units; parts stay well below.
  maxText: 1900,
  maxCaption: 1900,
  maxLabel: 60,
  shareContact: false,
};

/** A stretch between start and stop. */
interface Session {
  readonly stop: AbortController;
  readonly receiving: Receiving;
  readonly ended: Promise<void>;
  readonly firstAttempt: Promise<void>;
}

/** Zalo as a channel: text alone, events that the platform forgets once they were read. */
export function createZaloChannel(options: ZaloOptions): Channel {
  const { token, mode, webhook, clock, log, httpsProxy, sleep = systemSleep } = options;
  const client = createZaloClient({ token, apiRoot: options.apiRoot ?? ZALO_API_ROOT, httpsProxy, sleep });
  const health = healthState();
  let bot: BotIdentity = { id: token.split(':', 1)[0] ?? '', names: [] };
  let account: string | null = null;
  let receiver: Receiver | null = null;
  let session: Session | null = null;
  let storing: Promise<void> | null = null;
  let ended: Promise<void> = Promise.resolve();
  // Outlives a stop: what could not be stored is offered again after the next start.
  const intake = createIntake(currentReceiver, log);

  function currentReceiver(): Receiver {
    if (receiver === null) throw new Error('an event came before the channel was started');
    return receiver;
  }

  function open(): Session {
    const stop = new AbortController();
    let attempted = () => {};
    const firstAttempt = new Promise<void>((resolve) => {
      attempted = resolve;
    });
    const receiving: Receiving = {
      ...{ client, intake, mode, webhook, health, clock, log, sleep, attempted },
      signal: stop.signal,
      bot: () => bot,
      known(me) {
        account = me.id;
        bot = { ...bot, names: me.names };
      },
    };
    return { stop, receiving, firstAttempt, ended: receiveUpdates(receiving) };
  }

  async function close(ending: Session): Promise<void> {
    session = null;
    ending.stop.abort();
    await Promise.all([ending.ended, storing]);
    if (health.read().problem !== 'unauthorised') health.set('stopped');
    client.close();
  }

  /** Between webhook calls nobody polls: what is held is offered again by itself. */
  function storeLater(receiving: Receiving): void {
    storing ??= storeHeld(receiving).finally(() => {
      storing = null;
    });
  }

  return {
    name: ZALO,
    capabilities: CAPABILITIES,
    async start(receive) {
      await ended;
      receiver = receive;
      if (session === null) {
        health.set('starting');
        session = open();
        if (mode === 'webhook') storeLater(session.receiving);
      }
      const patience = new AbortController();
      await Promise.race([session.firstAttempt, sleep(START_PATIENCE_MS, patience.signal)]);
      patience.abort();
    },
    stop() {
      if (session !== null) ended = close(session);
      return ended;
    },
    async send(chatId, message, signal) {
      const outcome = await sendOutbound(client, log, chatId, message, signal);
      if (outcome.kind === 'unauthorised') health.set('degraded', 'unauthorised');
      else if (outcome.kind === 'sent' && health.read().problem === 'unauthorised') health.set('receiving');
      return outcome;
    },
    async answers(signal) {
      const me = await client.getMe({ signal });
      return me.ok || !['unclear', 'unreached', 'timed-out', 'throttled'].includes(me.error.kind);
    },
    async typing(chatId) {
      const patience = new AbortController();
      const { signal } = patience;
      const call = client.sendChatAction({ chat_id: chatId, action: 'typing' }, { signal });
      await Promise.race([call, sleep(TYPING_MS, signal)]);
      patience.abort();
      await call;
    },
    fetchFile: (ref, limitBytes, signal) => fetchPhoto(ref, limitBytes, signal, { ...options, sleep }),
    knowsWebhook: (header) => webhook !== undefined && hasSecret(header, webhook.secret),
    async webhook(request) {
      if (mode !== 'webhook' || webhook === undefined) return 404;
      const status = acceptWebhook(request, webhook.secret, session?.receiving ?? null);
      if (intake.held() > 0 && session !== null) storeLater(session.receiving);
      return status;
    },
    health: health.read,
    account: () => account,
  };
}
