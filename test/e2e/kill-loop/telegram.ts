import { startFakeTelegram } from '../../support/fake-telegram/start.ts';
import { type FakeTime, realTime } from '../../support/fake-time.ts';
import type { Deed, Platform, Player } from './platform.ts';

/** Telegram, polled: it forgets an update when the bot asks for later ones. */
export async function telegramPlatform(time: FakeTime = realTime): Promise<Platform> {
  const telegram = await startFakeTelegram({ time });
  const account = (code: string) => 5_000_000 + Number(code.replace(/\D/g, ''));

  function deed(key: string): Deed {
    const update = telegram.history().at(-1)?.update_id ?? 0;
    return {
      key,
      taken: () => telegram.pending().every(({ update_id }) => update_id !== update),
      again: () => void telegram.redeliver(update),
    };
  }

  function player(code: string): Player {
    const id = account(code);
    const person = telegram.user(id, { firstName: code });
    return {
      chatId: String(id),
      taps: true,
      shown(mine) {
        const message = person.messages().findLast(({ text }) => mine(text));
        if (message === undefined) return null;
        const choices = message.buttons.flat().map(({ label }) => label);
        return {
          sight: `${message.id}:${message.edits}:${message.text}`,
          text: message.text,
          choices,
          unticked: (number) => choices.find((label) => label === `☐ ${number}`),
        };
      },
      told: (words) => person.messages().filter(({ text }) => text.includes(words)).length,
      type: (text) => deed(`m:${id}:${person.send(text)}`),
      choose({ sight }, label) {
        const messageId = Number(sight.split(':')[0]);
        return deed(`q:${person.tap({ messageId, label }).queryId}`);
      },
    };
  }

  return {
    channel: 'telegram',
    settings: { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url, PORT: '0' },
    account: (code) => String(account(code)),
    player,
    // An answer takes two calls: the tap is answered too.
    lifeCalls: 70,
    calls: () => telegram.calls().length,
    hears: () => true,
    idle: () => telegram.pending().length === 0,
    until: (condition) => telegram.until(condition),
    close: () => telegram.close(),
  };
}
