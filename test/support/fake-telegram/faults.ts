/** Something that goes wrong with a call. */
export type Fault =
  /** Telegram refuses: nothing was done. */
  | {
      readonly kind: 'answer';
      readonly code: number;
      readonly description: string;
      readonly parameters?: Readonly<Record<string, number>>;
    }
  /** Telegram grants with this result; nothing was done. */
  | { readonly kind: 'result'; readonly result: object }
  /** The page of something in between, not Telegram's JSON; nothing was done. */
  | { readonly kind: 'page'; readonly status: number }
  /** Anything as an answer; nothing was done. */
  | { readonly kind: 'body'; readonly status: number; readonly body: string }
  /** Done, but the answer is a 5xx. */
  | { readonly kind: 'broken-answer'; readonly status: number }
  /** The connection breaks and nothing was done. */
  | { readonly kind: 'drop-before' }
  /** The connection breaks after it was done. */
  | { readonly kind: 'drop-after' }
  /** No answer comes and nothing is done. */
  | { readonly kind: 'hang-before' }
  /** It is done, and no answer comes. */
  | { readonly kind: 'hang-after' };

/** Faults in the order in which they will strike. */
export interface Faults {
  /** Strikes the next `times` calls of `method` (for `chatId` only, where given). */
  strike(method: string, fault: Fault, options?: { readonly times?: number; readonly chatId?: number }): void;
  flood(method: string, seconds: number, options?: { readonly times?: number; readonly chatId?: number }): void;
  clear(): void;
  /** The fault for a call that arrives now, used up by it. */
  next(method: string, chatId: number | null): Fault | null;
}

interface Planned {
  readonly method: string;
  readonly fault: Fault;
  readonly chatId: number | null;
  left: number;
}

/** No faults yet. */
export function createFaults(): Faults {
  let planned: Planned[] = [];
  const faults: Faults = {
    strike(method, fault, { times = 1, chatId } = {}) {
      planned.push({ method, fault, chatId: chatId ?? null, left: times });
    },
    flood(method, seconds, options) {
      const description = `Too Many Requests: retry after ${seconds}`;
      faults.strike(method, { kind: 'answer', code: 429, description, parameters: { retry_after: seconds } }, options);
    },
    clear() {
      planned = [];
    },
    next(method, chatId) {
      const plan = planned.find(
        (entry) => (entry.method === method || entry.method === '*') && (entry.chatId ?? chatId) === chatId,
      );
      if (plan === undefined) return null;
      plan.left -= 1;
      if (plan.left <= 0) planned = planned.filter((entry) => entry !== plan);
      return plan.fault;
    },
  };
  return faults;
}
