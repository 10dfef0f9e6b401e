import type { Capabilities } from '../../presentation/types.ts';
import type { Channel, Receiver } from '../channel.ts';
import { healthState } from '../platform/health.ts';
import { systemSleep } from '../platform/pause.ts';
import { createTelegramApi } from './api.ts';
import { fetchTelegramFile } from './fetch-file.ts';
import { createFloods } from './floods.ts';
import type { Intake } from './intake.ts';
import { createMenus } from './menus.ts';
import { TELEGRAM } from './message-event.ts';
import type { TelegramOptions } from './options.ts';
import { receiveUpdates } from './run.ts';
import { sendOutbound } from './send.ts';
import { TELEGRAM_LIMITS } from './send-limits.ts';
import { createTapAnswers } from './taps.ts';
import { acceptWebhook, hasSecret } from './webhook.ts';

const API_ROOT = 'https://api.telegram.org';
/** A start waits this long for the platform; beyond it the channel goes on trying by itself. */
const START_PATIENCE_MS = 3_000;
/** Answers to taps that are under way at a stop get this long. */
const LAST_ANSWERS_MS = 1_000;
const TYPING_MS = 5_000;
/** Longest wait for an answer to a harmless question. */
const ANSWER_MS = 10_000;

const CAPABILITIES: Capabilities = {
  buttons: true,
  edits: true,
  filesIn: true,
  filesOut: true,
  photoLinks: false,
  formatting: 'html',
  maxText: 4096,
  maxCaption: 1024,
  maxLabel: 40,
  shareContact: true,
};

/** A stretch between start and stop. */
interface Session {
  readonly stop: AbortController;
  readonly receiving: Promise<void>;
  readonly firstAttempt: Promise<void>;
}

/** Telegram as a channel: telegraf carries the calls, the loop that receives is our own. */
export function createTelegramChannel(options: TelegramOptions): Channel {
  const { clock, log, sleep = systemSleep } = options;
  const apiRoot = options.apiRoot ?? API_ROOT;
  const api = createTelegramApi({ token: options.token, apiRoot, httpsProxy: options.httpsProxy, sleep });
  const health = healthState();
  const menus = createMenus(api, clock, log);
  const sending = { api, floods: createFloods(clock), log };
  let session: Session | null = null;
  let intake: Intake | null = null;
  let account: string | null = null;
  let ended: Promise<void> = Promise.resolve();

  function open(receive: Receiver): Session {
    const stop = new AbortController();
    const lastAnswers = new AbortController();
    const taps = createTapAnswers(api, log, lastAnswers.signal);
    let attempted = () => {};
    const firstAttempt = new Promise<void>((resolve) => {
      attempted = resolve;
    });
    const opened = (way: Intake, username: string) => {
      account = username;
      if (!stop.signal.aborted) intake = way;
    };
    const { mode, webhook } = options;
    const run = { api, receive, mode, webhook, taps, menus, health, clock, log, sleep, attempted, opened };
    const receiving = receiveUpdates({ ...run, signal: stop.signal }).then(async () => {
      await Promise.race([taps.settled(), sleep(LAST_ANSWERS_MS, lastAnswers.signal)]);
      lastAnswers.abort();
      await taps.settled();
    });
    return { stop, receiving, firstAttempt };
  }

  async function close(ending: Session): Promise<void> {
    session = null;
    intake = null;
    ending.stop.abort();
    await ending.receiving;
    if (health.read().problem !== 'unauthorised') health.set('stopped');
    api.close();
  }

  return {
    name: TELEGRAM,
    capabilities: CAPABILITIES,
    sendLimits: TELEGRAM_LIMITS,
    async start(receive) {
      await ended;
      if (session === null) {
        health.set('starting');
        session = open(receive);
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
      const outcome = await sendOutbound(sending, chatId, message, signal);
      if (outcome.kind === 'unauthorised') health.set('stopped', 'unauthorised');
      else if (outcome.kind === 'sent' && health.read().problem === 'unauthorised') health.set('receiving');
      return outcome;
    },
    async answers(signal) {
      const me = await api.call('getMe', {}, { ms: ANSWER_MS, signal });
      return me.ok || (me.error.kind !== 'unclear' && me.error.kind !== 'unreached');
    },
    async typing(chatId) {
      const limits = { ms: TYPING_MS, signal: new AbortController().signal };
      await api.call('sendChatAction', { chat_id: Number(chatId), action: 'typing' }, limits);
    },
    fetchFile: (ref, limitBytes, signal) => fetchTelegramFile(api, ref, limitBytes, signal),
    async publishMenus(wanted) {
      menus.want(wanted);
      // Before the platform is reached they only wait: the run sets them when it opens.
      if (intake !== null && session !== null) await menus.flush(session.stop.signal);
    },
    knowsWebhook: (header) => options.webhook !== undefined && hasSecret(header, options.webhook.secret),
    async webhook(request) {
      if (options.mode !== 'webhook' || options.webhook === undefined) return 404;
      return acceptWebhook(request, options.webhook.secret, intake, health, log);
    },
    health: health.read,
    account: () => account,
  };
}
