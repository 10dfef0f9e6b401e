/** Why a call to Zalo brought no result, as far as it decides what to do next. */
export type ZaloFailureKind =
  /** The platform finds the request wrong (400 and what else it refuses); a repetition ends the same way. */
  | 'rejected'
  /** The token is not, or no longer, good. */
  | 'unauthorised'
  /** 403: the token, or this one chat; `getMe` tells which. */
  | 'forbidden'
  /** 404: no such method or no such token; of `getWebhookInfo` and `deleteWebhook` also: no webhook is set. */
  | 'not-found'
  /** 409: a webhook is set, or somebody else polls with this token. */
  | 'conflict'
  /** 410: the platform does not know this chat. */
  | 'chat-unknown'
  /** 422: the bot may not do this, such as writing to somebody who never wrote to it. */
  | 'not-permitted'
  /** 429 from the bot platform itself: on sends the month's quota is used up. */
  | 'too-many'
  /** 429 from the server in front of it, as a page: too many calls in a short time. */
  | 'throttled'
  /** 408: the platform gave up waiting. */
  | 'timed-out'
  /** The call may have been carried out: 5xx, reset or time-out after the connection stood, an unreadable answer. */
  | 'unclear'
  /** The call was certainly not carried out: no connection, or refused by something in between. */
  | 'unreached';

/** Why a call brought no result. Never holds the token, an address or a text that was sent. */
export interface ZaloFailure {
  readonly kind: ZaloFailureKind;
  /** `error_code` of the answer, null where there was none. */
  readonly errorCode: number | null;
  readonly httpStatus: number | null;
  /** Short, for logs. */
  readonly detail: string;
}

const KINDS: ReadonlyMap<number, ZaloFailureKind> = new Map([
  [401, 'unauthorised'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [408, 'timed-out'],
  [409, 'conflict'],
  [410, 'chat-unknown'],
  [422, 'not-permitted'],
  [429, 'too-many'],
]);

/** The kind of a failure that the platform itself reports. */
export function kindOfCode(code: number): ZaloFailureKind {
  return KINDS.get(code) ?? (code >= 500 && code < 600 ? 'unclear' : 'rejected');
}

/** The kind of an answer that is no JSON: it comes from a server, a proxy or a portal in between. */
export function kindOfPage(httpStatus: number): ZaloFailureKind {
  if (httpStatus === 429) return 'throttled';
  if (httpStatus === 408) return 'timed-out';
  return httpStatus >= 300 && httpStatus < 500 ? 'unreached' : 'unclear';
}
