import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type FakeTime, realTime } from '../../support/fake-time.ts';
import { startFakeZalo } from '../../support/fake-zalo/start.ts';
import type { Deed, Platform, Player } from './platform.ts';

const ORIGIN = 'https://thidua.example.vn';
const QUOTA = 10_000_000;
/** While the bot is dead, the fake comes back so often, ms. */
const RETRY_MS = 200;

/** Zalo by webhook: it comes again until it is answered 200, and then once more. */
export async function zaloPlatform(time: FakeTime = realTime): Promise<Platform> {
  const zalo = await startFakeZalo({
    time,
    quirks: { webhookRetries: 'until-2xx', webhookCopies: true },
    quota: QUOTA,
    retryMs: RETRY_MS,
  });
  const port = await freePort();
  zalo.route(ORIGIN, `http://127.0.0.1:${port}`);
  const taken = new Set<string>();
  let seen = 0;

  /** Messages whose delivery was answered 200. */
  function takenNow(): ReadonlySet<string> {
    const attempts = zalo.deliveries();
    for (; seen < attempts.length; seen += 1) {
      const attempt = attempts[seen];
      if (attempt?.status === 200) taken.add(attempt.messageId);
    }
    return taken;
  }

  function player(code: string): Player {
    const person = zalo.person(code);
    // Opens the chat; nobody hears it, because no webhook is set yet.
    person.say(code);
    const deed = (messageId: string): Deed => ({
      key: `${zalo.bot.id}:${person.id}:${messageId}`,
      taken: () => takenNow().has(messageId),
      again: () => zalo.redeliver(messageId),
    });
    return {
      chatId: person.id,
      taps: false,
      shown(mine) {
        const message = person.messages().findLast(({ text }) => mine(text));
        if (message === undefined) return null;
        const choices = choicesIn(message.text);
        return {
          sight: message.id,
          text: message.text,
          choices,
          unticked: (number) => (choices[number - 1]?.startsWith('☐') ? choices[number - 1] : undefined),
        };
      },
      told: (words) => person.messages().filter(({ text }) => text.includes(words)).length,
      type: (text) => deed(person.say(text)),
      choose: ({ choices }, label) => deed(person.say(String(choices.indexOf(label) + 1))),
    };
  }

  return {
    channel: 'zalo',
    settings: {
      ZALO_BOT_TOKEN: zalo.token,
      ZALO_API_ROOT: zalo.url,
      ZALO_MODE: 'webhook',
      ZALO_WEBHOOK_SECRET: 'bi-mat-kiem-thu',
      ZALO_MONTHLY_QUOTA: String(QUOTA),
      PUBLIC_URL: ORIGIN,
      PORT: String(port),
    },
    account: (code) => zalo.person(code).id,
    player,
    lifeCalls: 35,
    calls: () => zalo.calls().length,
    // From the first webhook on, which outlives the bot.
    hears: () => zalo.listening(),
    idle: () => zalo.pending().length === 0,
    until: (condition) => zalo.until(condition),
    close: () => zalo.close(),
  };
}

/** The choices of a text in order; their numbers count from 1. */
function choicesIn(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => /^\d+\) (.+)$/.exec(line)?.[1] ?? []);
}

/** A port that nobody listens on: the bot must be found at one address in all its lives. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
