import { describe, expect, it } from 'vitest';
import type { Fault } from '../../support/fake-telegram/faults.ts';
import { patient, setUp } from './setup.ts';

const SECRET_WORDS = 'phiếu kín của đồng chí Lan';

describe('tokens and texts', () => {
  const everyFault: readonly Fault[] = [
    { kind: 'answer', code: 400, description: `Bad Request: can't parse entities: Unsupported tag "${SECRET_WORDS}"` },
    { kind: 'answer', code: 400, description: `Bad Request: strange "${SECRET_WORDS}"` },
    { kind: 'answer', code: 401, description: 'Unauthorized' },
    { kind: 'answer', code: 403, description: 'Forbidden: bot was blocked by the user' },
    { kind: 'answer', code: 409, description: 'Conflict: terminated' },
    { kind: 'answer', code: 429, description: 'Too Many Requests', parameters: { retry_after: 3 } },
    { kind: 'page', status: 200 },
    { kind: 'page', status: 502 },
    { kind: 'drop-before' },
    { kind: 'drop-after' },
  ];

  it('are in no outcome and no log line, whatever goes wrong', async () => {
    const { telegram, channel, inbox, log, sleeper } = await setUp();
    const outcomes: unknown[] = [];
    const lan = telegram.user(7);
    lan.send(SECRET_WORDS);
    inbox.refuse(1);
    await channel.start(inbox.receive);
    await sleeper.wake(1_000);
    await inbox.holds(1);
    const buttons = [[{ label: 'Nộp', token: 'n.0' }]];
    await channel.send('7', { type: 'text', text: SECRET_WORDS, buttons }, patient);

    for (const fault of everyFault) {
      telegram.faults.strike('sendMessage', fault);
      outcomes.push(await channel.send('7', { type: 'text', text: SECRET_WORDS }, patient));
      telegram.faults.strike('editMessageText', fault);
      const edit = { type: 'text', text: `${SECRET_WORDS} ${fault.kind}`, editMessageId: '2' } as const;
      outcomes.push(await channel.send('7', edit, patient));
      telegram.faults.strike('getFile', fault);
      outcomes.push(await channel.fetchFile?.('FILE-1-fake', 10, patient));
      telegram.faults.strike('answerCallbackQuery', fault);
      const answers = telegram.calls('answerCallbackQuery').length;
      lan.tap({ messageId: 2, token: 'n.0' });
      await telegram.until(() => telegram.calls('answerCallbackQuery').length > answers);
      telegram.faults.strike('sendChatAction', fault);
      await channel.typing?.('7');
      telegram.faults.strike('setMyCommands', fault);
      await channel.publishMenus?.([{ scope: 'private', languageCode: '', commands: [] }]);
      outcomes.push(channel.health());
    }
    await telegram.goDown();
    outcomes.push(await channel.send('7', { type: 'text', text: SECRET_WORDS }, patient));
    outcomes.push(await channel.fetchFile?.('FILE-1-fake', 10, patient));
    await sleeper.asleep(1_000);

    const written = [...log.lines, ...outcomes.map((outcome) => JSON.stringify(outcome))].join('\n');
    expect(log.lines.length).toBeGreaterThan(everyFault.length);
    const [id = '', secret = ''] = telegram.token.split(':');
    for (const word of [telegram.token, secret, `bot${id}`, SECRET_WORDS, '127.0.0.1']) {
      expect(written).not.toContain(word);
    }
  });
});
