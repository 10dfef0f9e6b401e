import { describe, expect, it } from 'vitest';
import type { Fault } from '../../support/fake-zalo/faults.ts';
import { patient, SECRET, setUp, textEvent, WEBHOOK, webhookCall } from './setup.ts';

const PRIVATE = 'lời riêng của đồng chí Lan';

describe('secrets', () => {
  it('are in no log and no outcome, whatever goes wrong', async () => {
    const { zalo, channel, inbox, log, sleeper } = await setUp({ mode: 'webhook', webhook: WEBHOOK });
    const lan = zalo.person('Lan');
    lan.say(PRIVATE);
    // A platform that quotes the whole request in its refusals.
    const echoing = (code: number, ...values: readonly string[]): Fault => {
      return { kind: 'answer', code, description: `/bot${zalo.token}/x ${values.join(' ')}` };
    };
    const written: unknown[] = [];

    zalo.faults.strike('getMe', echoing(400));
    zalo.faults.strike('setWebhook', echoing(400, WEBHOOK.url, SECRET));
    await channel.start(inbox.receive);
    await sleeper.wake(1_000);
    await zalo.until(() => zalo.calls('setWebhook').length === 1);
    await sleeper.wake(1_000);
    await log.written('zalo: receiving');

    inbox.refuse(1);
    const events = [
      textEvent(PRIVATE, PRIVATE),
      { event_name: `${zalo.token} ${PRIVATE}`, message: {} },
      { ...textEvent(PRIVATE), message: null },
    ];
    for (const event of events) written.push(await channel.webhook?.(webhookCall(event)));
    written.push(await channel.webhook?.(webhookCall(`{${PRIVATE}`)));

    const photoUrl = `https://thidua.example.vn/${encodeURIComponent(PRIVATE)}`;
    const faults: Fault[] = [
      ...[400, 403, 422, 429, 500].map((code) => echoing(code, lan.id, PRIVATE)),
      { kind: 'page', status: 502 },
      { kind: 'drop-before' },
    ];
    for (const fault of faults) {
      zalo.faults.strike('sendPhoto', echoing(400, lan.id, PRIVATE, photoUrl));
      zalo.faults.strike('sendMessage', fault);
      written.push(await channel.send(lan.id, { type: 'text', text: PRIVATE, photoUrl }, patient));
    }
    await zalo.goDown();
    written.push(await channel.send(lan.id, { type: 'text', text: PRIVATE }, patient));
    written.push(channel.health());

    const all = `${log.lines.join('\n')}\n${JSON.stringify(written)}`;
    expect(log.lines.length).toBeGreaterThan(5);
    for (const secret of [zalo.token, zalo.token.split(':')[1], SECRET, 'lời riêng']) expect(all).not.toContain(secret);
  });
});
