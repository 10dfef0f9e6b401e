import { describe, expect, it } from 'vitest';
import { NOTICE_RIGHTS } from '../../src/app/notice-rights.ts';
import type { SendOutcome } from '../../src/channels/channel.ts';
import { type Ground, RIGHTS } from '../../src/domain/rights.ts';
import { MINUTE } from '../../src/lib/clock.ts';
import { sourceFiles } from '../gates/source-files.ts';
import { event } from '../support/events.ts';
import { manualTimers } from '../support/manual-timers.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { SENT, scriptedChannel } from '../support/scripted-channel.ts';

const { staff, head, otherHead, secretary, leader, admin } = CAST;
const OUT_OF_REACH: SendOutcome = { kind: 'unavailable', detail: 'no network' };

/** An office whose platform is out of reach while things happen. */
async function openHeld(at: string, ...linked: readonly string[]) {
  const platform = scriptedChannel('telegram');
  const timers = manualTimers();
  const office = await openOffice({ at, channels: () => [platform.channel], timers });
  platform.answerAll(() => SENT);
  for (const who of linked) office.linkAccount(who, { channel: 'telegram', accountId: who, chatId: who });
  return {
    office,
    /** What leaves of what was caused, once the platform is back and people have changed. */
    async held(does: () => void, changes: () => void): Promise<readonly string[]> {
      platform.answerAll(() => OUT_OF_REACH);
      does();
      await office.bot.settled();
      changes();
      platform.answerAll(() => SENT);
      const before = platform.history.length;
      office.clock.advance(10 * MINUTE);
      timers.fire();
      await office.bot.settled();
      return platform.history.slice(before);
    },
  };
}

let added = 0;

function wait(office: Office, who: string, kind: string): void {
  added += 1;
  const row = {
    dedupeKey: `test:${added}`,
    channel: 'telegram',
    chatId: who,
    memberId: office.person(who).id,
    lane: 1,
    kind,
    payload: JSON.stringify({ type: 'text', text: kind }),
    expiresAt: null,
  };
  office.work(({ now }) => office.storage.delivery.outbox.add({ ...row, dueAt: now }, now));
}

/** Somebody of the example for each ground of a right. */
const HOLDERS: Readonly<Record<string, string>> = { head, secretary, leader, admin };

const CASES = Object.entries(NOTICE_RIGHTS).map(([kind, right]) => {
  const [ground = 'secretary'] = Object.keys(RIGHTS[right]) as Ground[];
  return [kind, HOLDERS[ground] ?? secretary] as const;
});

/** Notices that are the reader's own, whatever office they hold. */
const OWN_NOTICES: readonly string[] = ['ballot', 'leave_entered'];

it('every notice whose kind stands where it is written is an office’s, or the reader’s own', () => {
  const written = sourceFiles('src', ['.ts']).flatMap(({ text }) =>
    [...text.matchAll(/kind: '([a-z_]+)', lane: /g)].map(([, kind = '']) => kind),
  );
  expect(new Set(written).size).toBeGreaterThan(7);
  expect(written.filter((kind) => !(kind in NOTICE_RIGHTS) && !OWN_NOTICES.includes(kind))).toEqual([]);
});

describe('a message that has waited for its platform', () => {
  it.each(CASES)('of the kind %s leaves while the office is its reader’s, and not afterwards', async (kind, who) => {
    const { office, held } = await openHeld('2022-02-14 08:30', who);
    const { roles } = office.person(who);
    const caused = () => wait(office, who, kind);
    expect(await held(caused, () => undefined)).toEqual([`${who}: ${kind}`]);
    expect(await held(caused, () => office.change(who, { roles: ['staff'] }))).toEqual([]);
    office.change(who, { roles });
    expect(await held(caused, () => office.change(who, { active: false }))).toEqual([]);
    expect(office.storage.delivery.outbox.counts()).toMatchObject({ pending: 0, sending: 0, failed: 0 });
  });

  it('is not for whoever left, whatever it is: an answer, a receipt, a reminder, a file', async () => {
    const { office, held } = await openHeld('2022-02-14 08:30', staff);
    const kinds = ['pledge_accepted', 'registration_reminder', 'custom_reminder', 'ballot', 'job', 'menu'];
    const caused = () => {
      office.bot.receive([event(staff, '/dangkycuatoi', { channel: 'telegram' })]);
      for (const kind of kinds) wait(office, staff, kind);
    };
    expect(await held(caused, () => undefined)).toHaveLength(kinds.length + 1);
    expect(await held(caused, () => office.change(staff, { active: false }))).toEqual([]);
  });

  it('says to whoever left and asks that they left', async () => {
    const { office, held } = await openHeld('2022-02-14 08:30', staff);
    office.change(staff, { active: false });
    const told = await held(
      () => void office.bot.receive([event(staff, '/menu', { channel: 'telegram' })]),
      () => undefined,
    );
    expect(told).toEqual([expect.stringContaining('không còn trong danh sách công tác')]);
  });

  it('names those who owe for a head, not for one who was head when it was written', async () => {
    const { office, held } = await openHeld('2022-02-24 17:00', head, otherHead);
    const told = await held(
      () => {
        office.clock.set('2022-02-25 08:30');
        office.bot.tick.run();
      },
      () => office.change(head, { roles: ['staff'] }),
    );
    expect(told.filter((call) => call.startsWith(otherHead)).join()).toContain('Mai Xuân Ước');
    expect(told.filter((call) => call.startsWith(head)).join()).not.toContain('Cao Thị Yến Nhi');
  });
});
