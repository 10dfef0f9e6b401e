import type { ChannelLog } from '../platform/log.ts';
import type { TelegramApi } from './api.ts';
import { loggable } from './back-off.ts';

/** The tapped button shows a waiting mark until its answer; after about this time the answer is of no use. */
const ANSWER_MS = 10_000;
/** Answers under way at once; a full batch brings a hundred. */
const LANES = 8;

/** Answers taps beside the poll loop; answers never wait in the outbox. */
export interface TapAnswers {
  /** Returns at once; the answers go out in order, a few at a time. */
  answer(queryIds: readonly string[]): void;
  /** Resolves when no answer is waiting or under way. */
  settled(): Promise<void>;
}

/** Answers over `api`; `signal` ends the answers under way. */
export function createTapAnswers(api: TelegramApi, log: ChannelLog, signal: AbortSignal): TapAnswers {
  const waiting: string[] = [];
  const lanes = new Set<Promise<void>>();

  async function work(): Promise<void> {
    for (let id = waiting.shift(); id !== undefined && !signal.aborted; id = waiting.shift()) {
      const answered = await api.call('answerCallbackQuery', { callback_query_id: id }, { ms: ANSWER_MS, signal });
      if (answered.ok) continue;
      const { error } = answered;
      // The person has long seen the next message: nothing is lost.
      if (error.kind === 'refused' && error.refusal === 'query-too-old') continue;
      log.warn(loggable(error), 'telegram: a tap was not answered');
    }
  }

  return {
    answer(queryIds) {
      waiting.push(...queryIds);
      // A lane takes its first id at once, so what is waiting shrinks as lanes open.
      while (lanes.size < LANES && waiting.length > 0) {
        const lane = work().finally(() => lanes.delete(lane));
        lanes.add(lane);
      }
    },
    async settled() {
      while (lanes.size > 0) await Promise.all(lanes);
    },
  };
}
