import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { event, happen, standing, tokenOf } from '../support/events.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';

const { staff, colleague, secretary } = CAST;

async function office(): Promise<Office> {
  const opened = await openOffice();
  for (const who of [staff, colleague, secretary]) opened.link(who);
  for (const who of [staff, colleague]) await happen(opened, event(who, '/dangky'));
  return opened;
}

const tap = (who: string, token: string) => event(who, { kind: 'choice', token, messageId: '1' });

function pledges({ storage }: Office): unknown {
  return storage.database.sqlite.prepare('SELECT * FROM pledge').all();
}

describe('a button that was never shown to who taps it', () => {
  it('of another person’s question chooses nothing for either', async () => {
    const opened = await office();
    const before = [pledges(opened), standing(opened, staff), standing(opened, colleague)];
    for (const index of [0, 1, 2]) await happen(opened, tap(staff, tokenOf(opened, colleague, index)));
    expect([pledges(opened), standing(opened, staff), standing(opened, colleague)]).toEqual(before);
  });

  it('that names a command of others is refused as the typed command is', async () => {
    const opened = await office();
    for (const token of ['/quanly', '/pheduyet', '/QUANLY staff', '/khong-co']) {
      await happen(opened, tap(staff, token));
      expect(standing(opened, staff)).toMatch(/^register\./);
    }
    expect(opened.log.lines).toEqual([]);
  });

  it('of any bytes and any length changes nothing, and is answered', async () => {
    const opened = await office();
    const before = pledges(opened);
    const living = tokenOf(opened, staff).split('.')[0] ?? '';
    const forged = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom(
        '',
        '.',
        '__proto__',
        'constructor.0',
        '\u0000',
        'x'.repeat(1_000_000),
        `/${'x'.repeat(1_000_000)}`,
      ),
      fc
        .tuple(fc.constant(living), fc.constantFrom('-1', '99', '1e9', '0x0', 'NaN', '٠', ''))
        .map((parts) => parts.join('.')),
    );
    await fc.assert(
      fc.asyncProperty(forged, async (token) => {
        fc.pre(!token.startsWith('/h'));
        expect(await happen(opened, tap(staff, token))).toBe('done');
        expect(pledges(opened)).toEqual(before);
      }),
      { numRuns: 100 },
    );
    expect(opened.log.lines).toEqual([]);
  });
});
