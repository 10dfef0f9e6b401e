import { describe, expect, it } from 'vitest';
import type { Inbound } from '../../../src/conversation/types.ts';
import type { Person } from '../../support/fake-telegram/person.ts';
import { type Bench, patient, START, setUp } from './setup.ts';

async function receiving(): Promise<Bench & { readonly lan: Person }> {
  const bench = await setUp();
  const lan = bench.telegram.user(7, { firstName: 'Lan', lastName: 'Đinh', languageCode: 'vi' });
  await bench.channel.start(bench.inbox.receive);
  return { ...bench, lan };
}

/** The bodies of what arrives after `act`, up to and with a closing text. */
async function bodiesAfter({ inbox, telegram }: Bench, act: () => void): Promise<readonly Inbound[]> {
  act();
  telegram.user(99).send('hết');
  const events = await inbox.changes.until(() => {
    const end = inbox.events.findIndex(({ from }) => from.id === '99');
    return end < 0 ? null : inbox.events.slice(0, end);
  });
  return events;
}

describe('events from private chats', () => {
  it('tell who wrote what, where and when', async () => {
    const bench = await receiving();
    const events = await bodiesAfter(bench, () => bench.lan.send('Xin chào'));
    expect(events).toEqual([
      {
        channel: 'telegram',
        eventKey: 'm:7:1',
        at: START,
        chat: { id: '7', kind: 'private' },
        from: { id: '7', displayName: 'Lan Đinh', languageCode: 'vi' },
        binding: true,
        body: { kind: 'text', text: 'Xin chào' },
      },
    ]);
  });

  it.each([
    ['/start kX3_a-9', '/start kX3_a-9'],
    ['/lich@thidua_bot', '/lich'],
    ['/lich@Thidua_BOT 2022', '/lich 2022'],
    ['/lich@khac_bot', '/lich@khac_bot'],
    ['thư gửi a@thidua_bot', 'thư gửi a@thidua_bot'],
  ])('reads "%s" as "%s"', async (written, read) => {
    const bench = await receiving();
    const [event] = await bodiesAfter(bench, () => bench.lan.send(written));
    expect(event?.body).toEqual({ kind: 'text', text: read });
  });

  it('carry the token of a tapped button and the message it hangs on', async () => {
    const bench = await receiving();
    bench.lan.send('/menu');
    const buttons = [[{ label: 'Đăng ký', token: 'p7.0' }]];
    await bench.channel.send('7', { type: 'text', text: 'Chọn việc', buttons }, patient);
    bench.time.advance(90_000);
    const tap = bench.lan.tap('Đăng ký');
    const events = await bench.inbox.holds(2);
    expect(events[1]).toMatchObject({
      eventKey: `q:${tap.queryId}`,
      at: START + 90_000,
      binding: true,
      body: { kind: 'choice', token: 'p7.0', messageId: '2' },
    });
  });

  it('keep taps on messages that are no longer accessible, and forged tokens, as choices', async () => {
    const bench = await receiving();
    bench.lan.send('/menu');
    const events = await bodiesAfter(bench, () => bench.lan.tap({ messageId: 555, token: 'giả mạo' }));
    expect(events[1]?.body).toEqual({ kind: 'choice', token: 'giả mạo', messageId: '555' });
  });

  it('tell of an edit without its text', async () => {
    const bench = await receiving();
    const id = bench.lan.send('LĐTT');
    bench.time.advance(5_000);
    const events = await bodiesAfter(bench, () => bench.lan.edit(id, 'CSTĐCS'));
    expect(events[1]).toMatchObject({ eventKey: `e:7:${id}:${(START + 5_000) / 1_000}`, at: START + 5_000 });
    expect(events[1]?.body).toEqual({ kind: 'edited' });
    expect(JSON.stringify(events[1])).not.toContain('CSTĐCS');
  });

  it('vouch for a contact only when it is the sender’s own', async () => {
    const bench = await receiving();
    const events = await bodiesAfter(bench, () => {
      bench.lan.shareContact('+84905000001');
      bench.lan.shareContact('+84905000002', 8);
    });
    expect(events.map(({ body }) => body)).toEqual([
      { kind: 'contact', phone: '+84905000001', own: true },
      { kind: 'contact', phone: '+84905000002', own: false },
    ]);
  });

  it('describe documents, and photos by their largest size', async () => {
    const bench = await receiving();
    const bytes = Buffer.from('ffd8ffe000', 'hex');
    const events = await bodiesAfter(bench, () => {
      bench.lan.sendDocument({ name: 'danh sách.csv', bytes, mime: 'text/csv', caption: 'cán bộ' });
      bench.lan.sendPhoto({ name: 'anh.jpg', bytes });
    });
    expect(events.map(({ body }) => body)).toEqual([
      {
        kind: 'file',
        caption: 'cán bộ',
        file: { ref: 'FILE-1-fake', name: 'danh sách.csv', sizeBytes: 5, mime: 'text/csv' },
      },
      { kind: 'file', file: { ref: 'FILE-2-fake', name: 'photo-2.jpg', sizeBytes: 5, mime: 'image/jpeg' } },
    ]);
  });

  it('name what the product cannot use, and leave service messages out', async () => {
    const bench = await receiving();
    const events = await bodiesAfter(bench, () => {
      bench.lan.sendSticker();
      const chat = { id: 7, type: 'private', first_name: 'Lan' };
      const head = { message_id: 77, date: 1, chat, from: bench.lan.account };
      bench.telegram.push('message', { ...head, pinned_message: { message_id: 1 } });
    });
    expect(events.map(({ body }) => body)).toEqual([{ kind: 'unsupported' }]);
  });

  it('tell when the person blocks the bot and when they open it again', async () => {
    const bench = await receiving();
    bench.lan.send('xin chào');
    const events = await bodiesAfter(bench, () => {
      bench.lan.block();
      bench.time.advance(1_000);
      bench.lan.unblock();
    });
    expect(events.slice(1).map(({ eventKey, body }) => [eventKey, body])).toEqual([
      [`s:7:${START / 1_000}:kicked`, { kind: 'reachable', reachable: false }],
      [`s:7:${START / 1_000 + 1}:member`, { kind: 'reachable', reachable: true }],
    ]);
  });

  it('count two taps of a nervous finger as two events', async () => {
    const bench = await receiving();
    bench.lan.send('/menu');
    await bench.channel.send('7', { type: 'text', text: 'Nộp?', buttons: [[{ label: 'Nộp', token: 'n.0' }]] }, patient);
    const taps = bench.lan.doubleTap('Nộp');
    const events = await bench.inbox.holds(3);
    expect(events.slice(1).map(({ eventKey }) => eventKey)).toEqual(taps.map(({ queryId }) => `q:${queryId}`));
  });

  it('do not come for a tap that has waited longer than 150 s', async () => {
    const bench = await setUp();
    const lan = bench.telegram.user(7);
    lan.send('/menu');
    await bench.channel.send('7', { type: 'text', text: 'Chọn', buttons: [[{ label: 'Nộp', token: 'n.0' }]] }, patient);
    lan.tap('Nộp');
    bench.time.advance(151_000);
    await bench.channel.start(bench.inbox.receive);
    const events = await bodiesAfter(bench, () => {});
    expect(events.map(({ body }) => body.kind)).toEqual(['text']);
  });
});

describe('events from groups', () => {
  async function inGroup() {
    const bench = await receiving();
    const group = bench.telegram.group(-500, 'Lãnh đạo Ban');
    return { ...bench, group };
  }

  it('tell when the bot is added and removed, and not when it is promoted', async () => {
    const bench = await inGroup();
    const events = await bodiesAfter(bench, () => {
      bench.group.addBot(bench.lan);
      bench.group.promoteBot(bench.lan);
      bench.group.removeBot(bench.lan);
    });
    expect(events.map(({ chat, body }) => [chat, body])).toEqual([
      [
        { id: '-500', kind: 'group' },
        { kind: 'group-membership', member: true },
      ],
      [
        { id: '-500', kind: 'group' },
        { kind: 'group-membership', member: false },
      ],
    ]);
  });

  it('bring commands to us and replies to us, nothing else, even to an administrator bot', async () => {
    const bench = await inGroup();
    bench.group.addBot(bench.lan);
    await bench.channel.send('-500', { type: 'text', text: 'Bản tin tuần' }, patient);
    const digest = bench.group.last();
    bench.group.promoteBot(bench.lan);
    const events = await bodiesAfter(bench, () => {
      bench.group.say(bench.lan, 'trưa nay ăn gì');
      bench.group.say(bench.lan, '/nhomlanhdao@thidua_bot');
      bench.group.say(bench.lan, '/weather@khac_bot');
      bench.group.say(bench.lan, '/lich');
      bench.group.say(bench.lan, 'đã đọc', { replyTo: digest.id });
    });
    const texts = events.filter(({ body }) => body.kind === 'text').map(({ body }) => 'text' in body && body.text);
    expect(texts).toEqual(['/nhomlanhdao', '/lich', 'đã đọc']);
  });

  it('bind nobody when an administrator writes as the group', async () => {
    const bench = await inGroup();
    bench.group.addBot(bench.lan);
    const events = await bodiesAfter(bench, () => {
      bench.group.sayAnonymously('/nhomlanhdao');
      bench.group.say(bench.lan, '/nhomlanhdao');
    });
    expect(events.slice(1).map(({ binding }) => binding)).toEqual([false, true]);
  });

  it('tell once that a group became a supergroup', async () => {
    const bench = await inGroup();
    bench.group.addBot(bench.lan);
    const events = await bodiesAfter(bench, () => bench.group.migrate(-1_009));
    expect(events.slice(1)).toEqual([
      expect.objectContaining({
        eventKey: 'g:-500:-1009',
        chat: { id: '-500', kind: 'group' },
        binding: false,
        body: { kind: 'chat-moved', newChatId: '-1009' },
      }),
    ]);
  });
});

describe('answers to taps', () => {
  async function withButton() {
    const bench = await receiving();
    bench.lan.send('/menu');
    await bench.inbox.holds(1);
    await bench.channel.send('7', { type: 'text', text: 'Nộp?', buttons: [[{ label: 'Nộp', token: 'n.0' }]] }, patient);
    return bench;
  }

  it('go out after the event is stored, not before', async () => {
    const bench = await withButton();
    bench.inbox.refuse(1);
    const tap = bench.lan.tap('Nộp');
    await bench.sleeper.asleep(1_000);
    // A whole call later an answer that had been sent too early would have arrived.
    await bench.channel.typing?.('7');
    expect(bench.telegram.calls('answerCallbackQuery')).toEqual([]);
    await bench.sleeper.wake(1_000);
    await tap.answered();
    expect(bench.inbox.events).toHaveLength(2);
  });

  it('do not hold up the next poll', async () => {
    const bench = await withButton();
    bench.telegram.faults.strike('answerCallbackQuery', { kind: 'hang-before' });
    bench.lan.tap('Nộp');
    bench.lan.send('tiếp tục');
    await bench.inbox.holds(3);
    const stopped = bench.channel.stop();
    await bench.sleeper.wake(1_000);
    await stopped;
  });

  it('come for every tap of a full batch', async () => {
    const bench = await withButton();
    const taps = Array.from({ length: 60 }, () => bench.lan.tap('Nộp'));
    await Promise.all(taps.map((tap) => tap.answered()));
  });

  it('that come too late are no trouble', async () => {
    const bench = await withButton();
    const description = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
    bench.telegram.faults.strike('answerCallbackQuery', { kind: 'answer', code: 400, description });
    bench.lan.tap('Nộp');
    await bench.telegram.until(() => bench.telegram.calls('answerCallbackQuery')[0]?.outcome === 400);
    await bench.channel.stop();
    expect(bench.log.lines.filter((line) => line.startsWith('["warn"'))).toEqual([]);
  });
});
