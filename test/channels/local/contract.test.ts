import { randomUUID } from 'node:crypto';
import { createLocalChannel } from '../../../src/channels/local/local-channel.ts';
import type { Posted } from '../../../src/channels/local/messenger-hub.ts';
import { describeChannelContract } from '../../contracts/channel-contract.ts';

const PERSON = '303';

for (const capabilities of ['rich', 'text-only'] as const) {
  describeChannelContract(capabilities, async () => {
    const channel = createLocalChannel({ clock: { now: () => Date.UTC(2022, 1, 14, 1, 5) }, capabilities });
    const { hub } = channel;
    let refused: readonly Posted[] = [];

    function post(body: Posted['body']): void {
      const posted = { clientId: randomUUID(), personId: PERSON, displayName: 'Lan', body };
      if (!hub.post(posted).ok) refused = [...refused, posted];
    }

    return {
      channel,
      chatId: PERSON,
      say: (text) => post({ kind: 'text', text }),
      tap(label) {
        const message = hub
          .chat(PERSON)
          .messages.find((shown) => shown.buttons.flat().some((one) => one.label === label));
        const token = message?.buttons.flat().find((button) => button.label === label)?.token ?? '';
        post({ kind: 'choice', token, messageId: message?.id ?? '' });
      },
      sendFile: (name, bytes) => post({ kind: 'file', name, mime: 'text/csv', bytes }),
      seen: () =>
        Promise.all(
          hub
            .chat(PERSON)
            .messages.filter((message) => message.from === 'bot')
            .map(async (message) => ({
              text: message.html ? plain(message.text) : message.text,
              labels: message.buttons.flat().map((button) => button.label),
              file: message.file && (await hub.openFile(message.file.id)),
            })),
        ),
      // What was refused stays on the page, which offers to send it again under the same id.
      passBackOff() {
        const again = refused;
        refused = [];
        for (const posted of again) hub.post(posted);
      },
      logged: () => '',
      secrets: [],
      close: () => Promise.resolve(),
    };
  });
}

function plain(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
