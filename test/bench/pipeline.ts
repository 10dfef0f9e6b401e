import type { Receipt } from '../../src/channels/channel.ts';
import { createTelegramChannel } from '../../src/channels/telegram/channel.ts';
import { createBot } from '../../src/composition.ts';
import type { Inbound, InboundBody } from '../../src/conversation/types.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { systemRandomness } from '../../src/lib/ids.ts';
import type { OpenedStorage } from '../../src/open-storage.ts';
import { FLOOD_LIMITS } from '../../src/runtime/admission.ts';
import { systemTimers } from '../../src/runtime/sender.ts';
import { ZONE } from '../support/office-clock.ts';
import { accountOf } from './office.ts';
import { registrationOf } from './registration.ts';
import { type Contender, type Cost, measured, type Slice } from './rounds.ts';

const NOTHING: Cost = { nanoseconds: 0n, processor: 0 };

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * The product's inbound pipeline as the program builds it, with Telegram's capabilities; nothing is sent. With
 * `afterEach`, events are handled one by one and it is called after each.
 */
export function createPipeline(storage: OpenedStorage, afterEach?: (person: number, step: number) => void): Contender {
  const channel = createTelegramChannel({ token: '1:bench', mode: 'polling', clock: systemClock, log: silent });
  const bot = createBot({
    storage,
    channels: [channel],
    clock: systemClock,
    random: systemRandomness,
    timers: systemTimers,
    zone: ZONE,
    locale: 'vi',
    flood: FLOOD_LIMITS,
    log: { ...silent, error: (fields, message) => fail(message, fields) },
  });
  const { sqlite } = storage.database;
  const screen = sqlite.prepare<[string]>('SELECT prompt_token, prompt_choices FROM dialogue WHERE subject = ?');
  const memberOf = sqlite
    .prepare<[string]>("SELECT member_id FROM chat_identity WHERE channel = 'telegram' AND account_id = ?")
    .pluck();
  const messages = new Map<number, number>();

  // The person reads the screen and answers: outside the measured time.
  function event(person: number, step: number): Inbound {
    const accountId = accountOf(person);
    const messageId = (messages.get(person) ?? 0) + 1;
    messages.set(person, messageId);
    const answer = registrationOf(person)[step];
    if (answer === undefined) throw new Error(`no answer ${step}`);
    const tapped = 'tap' in answer;
    const body: InboundBody = tapped
      ? { kind: 'choice', token: tokenOf(accountId, answer.tap), messageId: String(messageId) }
      : { kind: 'text', text: answer.text };
    return {
      channel: channel.name,
      eventKey: tapped ? `q:${accountId}${String(messageId).padStart(8, '0')}` : `m:${accountId}:${messageId}`,
      at: Date.now(),
      chat: { id: accountId, kind: 'private' },
      from: { id: accountId, displayName: 'Nguyễn Thị Minh Ánh', languageCode: 'vi' },
      binding: true,
      body,
    };
  }

  function tokenOf(accountId: string, choice: string): string {
    const row = screen.get(`m${String(memberOf.get(accountId))}`) as { prompt_token: string; prompt_choices: string };
    const index = (JSON.parse(row.prompt_choices) as string[]).indexOf(choice);
    if (index < 0) throw new Error(`no choice ${choice} on the screen`);
    return `${row.prompt_token}.${index}`;
  }

  return {
    name: 'pipeline',
    async take({ people, step }: Slice) {
      const events = people.map((person) => event(person, step));
      if (afterEach !== undefined) {
        for (const [index, person] of people.entries()) {
          bot.receive(events.slice(index, index + 1));
          afterEach(person, step);
        }
        return NOTHING;
      }
      let receipts: readonly Receipt[] = [];
      const cost = await measured(() => {
        receipts = bot.receive(events);
      });
      if (receipts.some(({ status }) => status !== 'done')) throw new Error('an event was not done');
      return cost;
    },
    check() {
      const done = sqlite
        .prepare("SELECT count(*) FROM pledge WHERE state = 'submitted' AND version = 1")
        .pluck()
        .get();
      return Number(done);
    },
  };
}

function fail(message: string, fields: object): never {
  throw new Error(`${message} ${JSON.stringify(fields)}`);
}
