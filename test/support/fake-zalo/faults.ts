/** Something that goes wrong with a call. */
export type Fault =
  /** Zalo refuses, under HTTP 200 unless `status` says otherwise: nothing was done. */
  | { readonly kind: 'answer'; readonly code: number; readonly description: string; readonly status?: number }
  /** Zalo grants with this result; nothing was done. */
  | { readonly kind: 'result'; readonly result: unknown }
  /** The page of something in between, not Zalo's JSON; nothing was done. */
  | { readonly kind: 'page'; readonly status: number }
  /** Anything as an answer; nothing was done. */
  | { readonly kind: 'body'; readonly status: number; readonly body: string }
  /** Done, but the answer is a page. */
  | { readonly kind: 'broken-answer'; readonly status: number }
  /** The connection breaks and nothing was done. */
  | { readonly kind: 'drop-before' }
  /** The connection breaks after it was done. */
  | { readonly kind: 'drop-after' }
  /** No answer comes and nothing is done. */
  | { readonly kind: 'hang-before' }
  /** It is done, and no answer comes. */
  | { readonly kind: 'hang-after' }
  /** It is done, and the answer comes after so many ms of the fake's time. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** For `photo` alone: the picture is said to be elsewhere. */
  | { readonly kind: 'redirect'; readonly to: string };

/** How often a fault strikes, and for which chat. */
interface Aim {
  readonly times?: number;
  readonly chatId?: string;
}

/** Faults in the order in which they will strike. */
export interface Faults {
  /** Strikes the next calls of `method`: `*` for any, `photo` for fetching a person's picture. */
  strike(method: string, fault: Fault, aim?: Aim): void;
  clear(): void;
  /** The fault for a call that arrives now, used up by it. */
  next(method: string, chatId: string | null): Fault | null;
}

interface Planned {
  readonly method: string;
  readonly fault: Fault;
  readonly chatId: string | null;
  left: number;
}

/** No faults yet. */
export function createFaults(): Faults {
  let planned: Planned[] = [];
  return {
    strike(method, fault, { times = 1, chatId } = {}) {
      planned.push({ method, fault, chatId: chatId ?? null, left: times });
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
}
