import { TelegramError } from 'telegraf';

/** Why the platform refused a request as wrong, where that decides what to do. */
type Refusal =
  | 'not-modified'
  | 'cannot-edit'
  | 'bad-markup'
  | 'bad-photo'
  | 'query-too-old'
  | 'chat-unknown'
  | 'file-too-big'
  | 'other';

/** Why a Bot API call brought no result. `detail` never holds the token or a message text. */
export type ApiFailure =
  | { readonly kind: 'flood'; readonly retryAfterMs: number }
  | { readonly kind: 'forbidden'; readonly detail: string }
  | { readonly kind: 'migrated'; readonly newChatId: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly detail: string }
  | { readonly kind: 'unauthorised'; readonly detail: string }
  | { readonly kind: 'conflict'; readonly detail: string }
  /** The request may have been carried out: a 5xx, a reset or a time-out after the connection stood. */
  | { readonly kind: 'unclear'; readonly detail: string }
  /** The request certainly never arrived. */
  | { readonly kind: 'unreached'; readonly detail: string };

/** Where a refusal does not say how long to wait, or something between us and Telegram says nonsense. */
const RETRY_DEFAULT_S = 1;
/** Nobody is silenced for longer by one answer: after an hour it is asked again. */
const RETRY_LONGEST_S = 3_600;

const REFUSALS: readonly (readonly [RegExp, Refusal])[] = [
  [/message is not modified/i, 'not-modified'],
  [
    /message to edit not found|message can't be edited|MESSAGE_ID_INVALID|no text in the message to edit/i,
    'cannot-edit',
  ],
  [/can't parse entities/i, 'bad-markup'],
  [/PHOTO_|IMAGE_PROCESS_FAILED/i, 'bad-photo'],
  [/query is too old|QUERY_ID_INVALID/i, 'query-too-old'],
  [/file is too big|Request Entity Too Large/i, 'file-too-big'],
  // The person never wrote to the bot, or the group is gone or has silenced it.
  [/chat not found|user not found|PEER_ID_INVALID|group chat was deleted|group chat was deactivated/i, 'chat-unknown'],
  [/CHAT_WRITE_FORBIDDEN|not enough rights to send|have no rights to send|CHAT_RESTRICTED/i, 'chat-unknown'],
];

/** Reads what telegraf or the network threw; `reached` says whether the request may have been written. */
export function toFailure(error: unknown, reached: boolean, redact: (text: string) => string): ApiFailure {
  if (error instanceof TelegramError) return fromAnswer(error, redact);
  const detail = redact(networkCode(error));
  return reached ? { kind: 'unclear', detail } : { kind: 'unreached', detail };
}

function fromAnswer(error: TelegramError, redact: (text: string) => string): ApiFailure {
  // A proxy or a captive portal may answer JSON that is not Telegram's.
  const code: unknown = error.code;
  if (typeof code !== 'number') return { kind: 'unclear', detail: 'not-telegram' };
  const description = String(error.description ?? '');
  const detail = redact(`${code} ${description}`);
  const parameters = error.parameters;
  if (parameters?.migrate_to_chat_id !== undefined) {
    return { kind: 'migrated', newChatId: String(parameters.migrate_to_chat_id) };
  }
  if (code === 429) return { kind: 'flood', retryAfterMs: retryAfterMs(parameters?.retry_after) };
  // A wrong token is 404 where its form is wrong; an old local server says 404 for methods it does not know.
  if (code === 401 || (code === 404 && !/method not found/i.test(description))) return { kind: 'unauthorised', detail };
  if (code === 403) return { kind: 'forbidden', detail };
  if (code === 409) return { kind: 'conflict', detail };
  if (code >= 500) return { kind: 'unclear', detail };
  const refusal = REFUSALS.find(([pattern]) => pattern.test(description))?.[1] ?? 'other';
  return { kind: 'refused', refusal, detail };
}

function retryAfterMs(asked: unknown): number {
  const seconds = Number(asked);
  if (!Number.isFinite(seconds) || seconds < RETRY_DEFAULT_S) return RETRY_DEFAULT_S * 1_000;
  return Math.min(RETRY_LONGEST_S, seconds) * 1_000;
}

// Only the code: the messages of node-fetch hold the address, and with it the token.
function networkCode(error: unknown): string {
  if (!(error instanceof Error)) return 'network';
  if (error.name === 'AbortError') return 'timeout';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'type' in error && typeof error.type === 'string' ? error.type : error.name;
}
