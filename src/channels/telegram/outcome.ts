import { unreachable } from '../../lib/result.ts';
import type { SendOutcome } from '../channel.ts';
import type { ApiFailure } from './failure.ts';
import type { Floods } from './floods.ts';

/** Puts a failed send into the product's terms. */
export function failedOutcome(failure: ApiFailure, chatId: string, floods: Floods): SendOutcome {
  switch (failure.kind) {
    case 'flood':
      return { kind: 'rate-limited', retryAfterMs: failure.retryAfterMs, scope: floods.note(chatId) };
    case 'forbidden':
      return { kind: 'recipient-gone', detail: failure.detail };
    case 'migrated':
      return { kind: 'chat-moved', newChatId: failure.newChatId };
    case 'unauthorised':
      return { kind: 'unauthorised', detail: failure.detail };
    case 'refused':
      return { kind: failure.refusal === 'chat-unknown' ? 'recipient-gone' : 'rejected', detail: failure.detail };
    case 'unclear':
      return { kind: 'ambiguous', detail: failure.detail };
    // 409 belongs to receiving; a send that meets it was not carried out.
    case 'conflict':
    case 'unreached':
      return { kind: 'unavailable', detail: failure.detail };
    default:
      return unreachable(failure);
  }
}
