import { onTestFinished } from 'vitest';
import type { SendLimits } from '../../src/channels/channel.ts';
import type { MonthlyQuota } from '../../src/domain/message-quota.ts';
import type { Detour } from '../../src/runtime/detour.ts';
import { createSendQuota } from '../../src/runtime/send-quota.ts';
import { createSender, type Sender } from '../../src/runtime/sender.ts';
import { manualTimers } from './manual-timers.ts';
import { openOffice } from './office.ts';
import { ZONE } from './office-clock.ts';
import { SENT, scriptedChannel } from './scripted-channel.ts';

const LANES = { interactive: 0, receipt: 1, reminder: 2, digest: 3 } as const;

interface Row {
  readonly lane?: keyof typeof LANES;
  readonly kind?: string;
  readonly dueIn?: number;
  readonly expiresIn?: number;
  readonly memberId?: number;
}

/** A sender over a real outbox and a platform that a test answers for. */
export async function sendingDesk(name = 'elsewhere', sendLimits?: SendLimits, month?: MonthlyQuota, detour?: Detour) {
  const office = await openOffice();
  const { outbox } = office.storage.delivery;
  const timers = manualTimers();
  let platform = scriptedChannel(name);
  let added = 0;

  function build(quota = month): Sender {
    const { clock, random, log, storage } = office;
    const { identities } = storage.store;
    const { unitOfWork } = storage;
    const sender = createSender({
      channel: sendLimits === undefined ? platform.channel : { ...platform.channel, sendLimits },
      outbox,
      identities,
      unitOfWork,
      clock,
      random,
      timers,
      log,
      ...(detour === undefined ? {} : { detour }),
      ...(quota === undefined ? {} : { quota: createSendQuota({ store: storage.store, random, zone: ZONE }, quota) }),
    });
    const own = platform;
    onTestFinished(async () => {
      own.answerAll(() => SENT);
      await sender.stop();
    });
    return sender;
  }

  function add(chatId: string, text: string, row: Row = {}): void {
    added += 1;
    const { lane = 'interactive', kind = 'reply', dueIn = 0, expiresIn, memberId = null } = row;
    const now = office.clock.now();
    const expiresAt = expiresIn === undefined ? null : now + expiresIn;
    const payload = JSON.stringify({ type: 'text', text });
    const rest = { channel: name, chatId, memberId, lane: LANES[lane], kind, payload, dueAt: now + dueIn, expiresAt };
    office.work(() => outbox.add({ dedupeKey: `row ${added}`, ...rest }, now));
  }

  const rows = () =>
    office.storage.database.sqlite
      .prepare('SELECT chat_id AS chat, state, attempts, problem, payload FROM outbox ORDER BY id')
      .all() as { chat: string; state: string; attempts: number; problem: string | null; payload: string }[];

  return {
    office,
    timers,
    add,
    rows,
    states: () => rows().map(({ state }) => state),
    get platform() {
      return platform;
    },
    sender: build(),
    quota: month ?? { channel: name, limit: 0 },
    /** Another process on the same outbox. */
    nextProcess(quota = month) {
      platform = scriptedChannel(name);
      return build(quota);
    },
    /** Sets the timers off and waits until nothing is due. */
    async later(ms: number, sender: Sender) {
      office.clock.advance(ms);
      timers.fire();
      await sender.idle();
    },
  };
}
