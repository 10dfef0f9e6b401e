import type { Channel, SendOutcome } from '../../src/channels/channel.ts';
import type { Outbound } from '../../src/presentation/types.ts';
import { EVERYTHING } from './capabilities.ts';
import { createChanges } from './changes.ts';

/** One call that a platform got. */
export interface Call {
  readonly chatId: string;
  readonly text: string;
  /** Ends the call. */
  end(outcome: SendOutcome): void;
}

/** A platform whose every answer the test gives. */
export interface ScriptedChannel {
  readonly channel: Channel;
  /** Calls under way, in the order in which they came. */
  readonly open: readonly Call[];
  /** All calls so far as `chat: text`. */
  readonly history: readonly string[];
  /** Answers every call at once from now on; calls that wait are answered too. */
  answerAll(outcome: (call: { readonly chatId: string; readonly text: string }) => SendOutcome): void;
  /** Resolves when so many calls are under way. */
  busy(count: number): Promise<void>;
}

export const SENT: SendOutcome = { kind: 'sent', messageId: 'M' };

/** A channel that does nothing but what it is told. */
export function scriptedChannel(name = 'local'): ScriptedChannel {
  const changes = createChanges();
  const open: Call[] = [];
  const history: string[] = [];
  let always: ((call: { readonly chatId: string; readonly text: string }) => SendOutcome) | null = null;

  function send(chatId: string, message: Outbound): Promise<SendOutcome> {
    const text = message.type === 'text' ? message.text : 'menu';
    history.push(`${chatId}: ${text}`);
    if (always !== null) return Promise.resolve(always({ chatId, text }));
    return new Promise((resolve) => {
      const call: Call = {
        chatId,
        text,
        end(outcome) {
          open.splice(open.indexOf(call), 1);
          resolve(outcome);
          changes.happened();
        },
      };
      open.push(call);
      changes.happened();
    });
  }

  return {
    open,
    history,
    answerAll(outcome) {
      always = outcome;
      for (const call of [...open]) call.end(outcome(call));
    },
    async busy(count) {
      await changes.until(() => open.length === count);
    },
    channel: {
      name,
      capabilities: { ...EVERYTHING, shareContact: false },
      async start() {},
      async stop() {},
      send: (chatId, message) => send(chatId, message),
      health: () => ({ state: 'receiving', problem: null }),
    },
  };
}
