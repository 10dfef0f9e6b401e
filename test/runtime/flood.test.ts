import { describe, expect, it } from 'vitest';
import type { Inbound, InboundBody } from '../../src/conversation/types.ts';
import { MINUTE, SECOND } from '../../src/lib/clock.ts';
import { FLOOD_LIMITS } from '../../src/runtime/admission.ts';
import { event as happened } from '../support/events.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';

const { staff, colleague, secretary, stranger } = CAST;
const ZALO_MONTH = 3_000;

function event(office: Office, who: string, body: InboundBody, over: Partial<Inbound> = {}): Inbound {
  return happened(who, body, { at: office.clock.now(), ...over });
}

function write(office: Office, who: string, text: string, times: number, over: Partial<Inbound> = {}): void {
  office.bot.receive(Array.from({ length: times }, () => event(office, who, { kind: 'text', text }, over)));
}

/** As many strangers, each with one message. */
function crowd(office: Office, name: string, size: number): void {
  office.bot.receive(
    Array.from({ length: size }, (_, index) => event(office, `${name}${index}`, { kind: 'text', text: '/start' })),
  );
}

/** Texts that wait for a chat or have left for it, oldest first. */
async function said(office: Office, who: string): Promise<readonly string[]> {
  await office.bot.settled();
  return office.rich.hub.chat(who).messages.map(({ text }) => text);
}

async function flooded(): Promise<Office> {
  const office = await openOffice({ flood: FLOOD_LIMITS });
  office.link(staff);
  return office;
}

const WAIT = /Xin chờ khoảng \d+ phút/;

describe('a linked person who writes too fast', () => {
  it('is told once to wait, and how many messages were not taken when it goes on', async () => {
    const office = await flooded();
    write(office, staff, '/menu', FLOOD_LIMITS.person.burst + 40);
    const texts = await said(office, staff);
    expect(texts).toHaveLength(FLOOD_LIMITS.person.burst + 1);
    expect(texts.filter((text) => WAIT.test(text))).toEqual([texts.at(-1)]);
    office.clock.advance(FLOOD_LIMITS.person.calm * FLOOD_LIMITS.person.refillMs);
    write(office, staff, '/menu', 1);
    expect((await said(office, staff)).at(-1)).toContain('40 tin của đồng chí chưa được nhận');
    write(office, staff, '/menu', 1);
    expect((await said(office, staff)).at(-1)).not.toContain('chưa được nhận');
  });

  it('uses up a tenth of a counted month at most at once; the secretary, whose work it is, is not counted', async () => {
    const office = await openOffice({ flood: FLOOD_LIMITS, quotas: [{ channel: 'local', limit: 300 }] });
    const share = (300 * FLOOD_LIMITS.personMonthPercent) / 100;
    for (const [who, most] of [
      [staff, share + 1],
      [secretary, FLOOD_LIMITS.person.burst],
    ] as const) {
      office.link(who);
      write(office, who, '/menu', FLOOD_LIMITS.person.burst);
      expect(await said(office, who)).toHaveLength(most);
    }
  });

  it('holds up nobody else', async () => {
    const office = await flooded();
    office.link(colleague);
    write(office, staff, '/menu', 500);
    write(office, colleague, '/menu', 1);
    expect((await said(office, colleague)).at(-1)).not.toMatch(WAIT);
  });

  it('keeps the question under way, and what was taken before', async () => {
    const office = await flooded();
    write(office, staff, '/dangky', 1);
    const before = office.storage.delivery.dialogues.load(`m${office.person(staff).id}`);
    write(office, staff, '/quaylai', FLOOD_LIMITS.person.burst);
    const during = office.storage.delivery.dialogues.load(`m${office.person(staff).id}`);
    expect([during?.flow, during?.state]).toEqual([before?.flow, before?.state]);
    write(office, staff, '/huy', 50);
    expect(office.storage.delivery.dialogues.load(`m${office.person(staff).id}`)?.flow).toBe('register');
  });

  it('adds a bounded number of answers in a working day, however evenly the messages come', async () => {
    const office = await flooded();
    const minutes = 8 * 60;
    const since = office.clock.now();
    office.clock.advance(minutes * MINUTE);
    const every = Array.from({ length: minutes * 6 }, (_, index) =>
      event(office, staff, { kind: 'text', text: '/menu' }, { at: since + index * 10 * SECOND }),
    );
    office.bot.receive(every);
    const rows = office.storage.database.sqlite
      .prepare<[], number>("SELECT count(*) FROM outbox WHERE kind = 'reply'")
      .pluck()
      .get();
    // The day's share, and one request to wait each time that it is used up.
    const { burst, calm } = FLOOD_LIMITS.personDay;
    const served = burst + minutes;
    expect(rows).toBeGreaterThan(burst);
    expect(rows).toBeLessThanOrEqual(served + served / calm);
  });

  it('is not taken for one whose messages waited while the bot was away', async () => {
    const office = await flooded();
    const asleep = Array.from({ length: 300 }, (_, index) =>
      event(office, staff, { kind: 'text', text: '/menu' }, { at: office.clock.now() - (300 - index) * 3 * SECOND }),
    );
    office.bot.receive(asleep);
    expect((await said(office, staff)).filter((text) => WAIT.test(text))).toEqual([]);
  });

  it('is let in again whatever date a message claims', async () => {
    const office = await flooded();
    write(office, staff, '/menu', 1, { at: office.clock.now() + 1_000 * MINUTE });
    write(office, staff, '/menu', 100);
    office.clock.advance(10 * MINUTE);
    write(office, staff, '/menu', 1);
    expect((await said(office, staff)).at(-1)).toContain('chưa được nhận');
  });

  it('still has finished work and answers of the platform arrive', async () => {
    const office = await flooded();
    write(office, staff, '/menu', 100);
    office.bot.receive([event(office, staff, { kind: 'reachable', reachable: false })]);
    expect(office.storage.store.identities.find({ channel: 'local', accountId: staff })?.identity.reachable).toBe(
      false,
    );
  });

  it('is counted once for messages that could not be stored at first', async () => {
    const office = await flooded();
    const { sqlite } = office.storage.database;
    const batch = Array.from({ length: 20 }, () => event(office, staff, { kind: 'text', text: '/menu' }));
    sqlite.exec("CREATE TEMP TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'full'); END");
    for (let attempt = 0; attempt < 10; attempt += 1) {
      try {
        office.bot.receive(batch);
      } catch {
        // Nothing was stored; the channel delivers the batch again.
      }
    }
    sqlite.exec('DROP TRIGGER full');
    write(office, staff, '/menu', 30);
    expect((await said(office, staff)).filter((text) => WAIT.test(text))).toEqual([]);
  });
});

describe('strangers', () => {
  it('who write too much are told once, each for themselves', async () => {
    const office = await flooded();
    write(office, 'nobody', 'xin chào', 100);
    const texts = await said(office, 'nobody');
    expect(texts).toHaveLength(FLOOD_LIMITS.stranger.burst + 1);
    expect(texts.at(-1)).toMatch(WAIT);
  });

  it('of any number leave room for who is linked, and for who has a code', async () => {
    const office = await flooded();
    const { burst } = FLOOD_LIMITS.strangers;
    crowd(office, 'x', 3 * burst);
    const answered = office.storage.database.sqlite.prepare<[], number>('SELECT count(*) FROM outbox').pluck().get();
    expect(answered).toBe(burst + FLOOD_LIMITS.strangersTold.burst);
    write(office, staff, '/menu', 1);
    expect((await said(office, staff)).at(-1)).not.toMatch(WAIT);
    write(office, stranger, `/start ${office.codeFor(stranger)}`, 1);
    await office.bot.settled();
    const [agree] = office.rich.hub.chat(stranger).messages.at(-1)?.buttons.flat() ?? [];
    office.bot.receive([event(office, stranger, { kind: 'choice', token: agree?.token ?? '' })]);
    expect(office.storage.store.identities.find({ channel: 'local', accountId: stranger })).not.toBeNull();
    expect(office.log.lines.filter(({ message }) => message.startsWith('strangers write too much'))).toHaveLength(1);
  });

  it('use up a twentieth of a counted month at once, not the month of those who are linked', async () => {
    const quotas = [{ channel: 'local', limit: ZALO_MONTH }];
    const office = await openOffice({ flood: FLOOD_LIMITS, quotas });
    crowd(office, 'x', 500);
    await office.bot.settled();
    const left = () => office.storage.store.sentMessages.since('local', '2022-02-01');
    expect(left()).toBe((ZALO_MONTH * FLOOD_LIMITS.strangersMonthPercent) / 100);
    office.clock.advance(24 * 60 * MINUTE);
    crowd(office, 'y', 500);
    await office.bot.settled();
    expect(left()).toBe((ZALO_MONTH * FLOOD_LIMITS.strangersMonthPercent) / 100 + 5);
    // Not even the request to wait costs one.
    write(office, 'x0', '/start', 100);
    await office.bot.settled();
    expect(left()).toBe((ZALO_MONTH * FLOOD_LIMITS.strangersMonthPercent) / 100 + 5);
    write(office, stranger, office.codeFor(stranger), 1);
    expect((await said(office, stranger)).at(-1)).toContain(office.person(stranger).fullName);
  });
});

describe('commands in a group', () => {
  it('are answered a few times a minute, then once with a request to wait', async () => {
    const office = await flooded();
    const chat = { id: 'group', kind: 'group' } as const;
    write(office, staff, '/menu', 50, { chat });
    const texts = await said(office, 'group');
    expect(texts).toHaveLength(FLOOD_LIMITS.group.burst + 1);
    expect(texts.at(-1)).toMatch(WAIT);
  });
});
