import { err, ok, type Result } from '../../lib/result.ts';
import { type Sleep, systemSleep } from '../platform/pause.ts';
import { type CallParams, createCaller } from './call.ts';
import type { ZaloFailure } from './failure.ts';
import {
  readBot,
  readSent,
  readUpdate,
  readUpdates,
  readWebhook,
  type ZaloBot,
  type ZaloMessage,
  type ZaloSent,
  type ZaloUpdate,
  type ZaloWebhook,
} from './results.ts';

export type { ZaloFailure, ZaloFailureKind } from './failure.ts';
export { readUpdate, type ZaloBot, type ZaloMessage, type ZaloSent, type ZaloUpdate, type ZaloWebhook };

export const ZALO_API_ROOT = 'https://bot-api.zaloplatforms.com';

const CALL_MS = 20_000;
/** What a poll may take beyond the time that the platform was asked to hold it. */
const POLL_MARGIN_MS = 15_000;
/** The platform's own default, seconds. */
const HOLD_SECONDS = 30;

export interface ZaloClientOptions {
  /** `digits:secret`, as Zalo Bot Creator shows it. */
  readonly token: string;
  /** Base address; default `ZALO_API_ROOT`. */
  readonly apiRoot?: string;
  /** Proxy for https addresses, as `http://host:port`. */
  readonly httpsProxy?: string | undefined;
  /** Longest time for one call, ms; default 20,000. A poll gets its own hold and 15,000 on top. */
  readonly timeoutMs?: number;
  /** Measures the time limits; a test passes its own. */
  readonly sleep?: Sleep;
}

/** Ends one call early. */
export interface ZaloCallOptions {
  readonly signal?: AbortSignal;
}

type Answer<T> = Promise<Result<T, ZaloFailure>>;

/**
 * The methods of the Zalo bot platform. Every call resolves: with the result, or with why there is none. Names of
 * parameters and results are the platform's.
 */
export interface ZaloClient {
  getMe(call?: ZaloCallOptions): Answer<ZaloBot>;
  /**
   * Waits for the next event, by default up to 30 s, and takes it off the platform for good; none is an empty list.
   * Refused with `conflict` while a webhook is set.
   */
  getUpdates(params?: { readonly timeout?: number }, call?: ZaloCallOptions): Answer<readonly ZaloUpdate[]>;
  /** `url` is public https; `secret_token` (8 to 256 characters) comes back in `X-Bot-Api-Secret-Token`. */
  setWebhook(
    params: { readonly url: string; readonly secret_token: string },
    call?: ZaloCallOptions,
  ): Answer<ZaloWebhook>;
  /** `not-found` where no webhook is set. */
  deleteWebhook(call?: ZaloCallOptions): Answer<null>;
  /** `not-found` where no webhook is set. */
  getWebhookInfo(call?: ZaloCallOptions): Answer<ZaloWebhook>;
  testWebhook(call?: ZaloCallOptions): Answer<null>;
  /** `text` of 1 to 2,000 UTF-16 units. */
  sendMessage(
    params: { readonly chat_id: string; readonly text: string; readonly parse_mode?: 'markdown' | 'html' },
    call?: ZaloCallOptions,
  ): Answer<ZaloSent>;
  /** `photo` is an address that Zalo can reach; `caption` of at most 2,000 units. */
  sendPhoto(
    params: { readonly chat_id: string; readonly photo: string; readonly caption?: string },
    call?: ZaloCallOptions,
  ): Answer<ZaloSent>;
  sendSticker(params: { readonly chat_id: string; readonly sticker: string }, call?: ZaloCallOptions): Answer<ZaloSent>;
  /** `voice_url` is the address of an .aac file; only in private chats. */
  sendVoice(params: { readonly chat_id: string; readonly voice_url: string }, call?: ZaloCallOptions): Answer<ZaloSent>;
  sendChatAction(params: { readonly chat_id: string; readonly action: 'typing' }, call?: ZaloCallOptions): Answer<null>;
  /** Closes connections that are not in use. */
  close(): void;
}

/** Makes a client for one bot. */
export function createZaloClient(options: ZaloClientOptions): ZaloClient {
  const { token, apiRoot = ZALO_API_ROOT, httpsProxy, timeoutMs = CALL_MS, sleep = systemSleep } = options;
  const caller = createCaller({ token, apiRoot, httpsProxy, sleep });
  const never = new AbortController().signal;

  async function call<T>(
    method: string,
    params: CallParams,
    read: (result: unknown) => T,
    { signal = never }: ZaloCallOptions = {},
    ms: number = timeoutMs,
  ): Answer<T> {
    const answer = await caller.call(method, params, { ms, signal });
    return answer.ok ? ok(read(answer.value)) : answer;
  }

  return {
    async getMe(limits) {
      const answer = await call('getMe', {}, readBot, limits);
      if (!answer.ok) return answer;
      return answer.value === null ? err(UNREADABLE) : ok(answer.value);
    },
    async getUpdates({ timeout = HOLD_SECONDS } = {}, limits) {
      const ms = timeout * 1_000 + POLL_MARGIN_MS;
      const answer = await call('getUpdates', { timeout: String(timeout) }, readUpdates, limits, ms);
      return !answer.ok && answer.error.kind === 'timed-out' ? ok([]) : answer;
    },
    setWebhook: (params, limits) => call('setWebhook', params, readWebhook, limits),
    deleteWebhook: (limits) => call('deleteWebhook', {}, nothing, limits),
    getWebhookInfo: (limits) => call('getWebhookInfo', {}, readWebhook, limits),
    testWebhook: (limits) => call('testWebhook', {}, nothing, limits),
    sendMessage: (params, limits) => call('sendMessage', params, readSent, limits),
    sendPhoto: (params, limits) => call('sendPhoto', params, readSent, limits),
    sendSticker: (params, limits) => call('sendSticker', params, readSent, limits),
    sendVoice: (params, limits) => call('sendVoice', params, readSent, limits),
    sendChatAction: (params, limits) => call('sendChatAction', params, nothing, limits),
    close: () => caller.close(),
  };
}

/** Success, but of what: somebody else's server may have answered. */
const UNREADABLE: ZaloFailure = { kind: 'unclear', errorCode: null, httpStatus: null, detail: 'not-zalo' };

function nothing(): null {
  return null;
}
