import { describeChannelContract } from '../../contracts/channel-contract.ts';
import { setUp } from './setup.ts';

describeChannelContract('telegram', async () => {
  const { telegram, channel, sleeper, log } = await setUp();
  const lan = telegram.user(7, { firstName: 'Lan' });
  lan.send('/start');
  // The chat is open; what opened it is not part of the promises.
  await fetch(`${telegram.url}/bot${telegram.token}/deleteWebhook?drop_pending_updates=true`);
  return {
    channel,
    chatId: '7',
    goneChatId: '1000',
    say: (text) => void lan.send(text),
    tap: (label) => void lan.tap(label),
    sendFile: (name, bytes) => void lan.sendDocument({ name, bytes }),
    seen: () =>
      lan.messages().map(({ text, buttons, file }) => {
        return { text, labels: buttons.flat().map(({ label }) => label), file };
      }),
    passBackOff: () => sleeper.wake(1_000),
    goOffline: () => telegram.goDown(),
    logged: () => log.lines.join('\n'),
    secrets: [telegram.token, telegram.token.split(':')[1] ?? ''],
    close: () => Promise.resolve(),
  };
});
