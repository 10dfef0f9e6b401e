import { describe, expect, it } from 'vitest';
import { say } from '../../src/conversation/text-key.ts';
import { createCatalogue } from '../../src/presentation/catalogue.ts';
import { officeInstant, ZONE } from '../support/office-clock.ts';

const catalogue = createCatalogue(ZONE);
const at = (as: 'day' | 'weekday' | 'moment', date: number | string) =>
  (['vi', 'en'] as const).map((locale) =>
    catalogue.plain(say('settings.data.identity', { channel: '', at: { as, date } }), locale),
  );

describe('a text', () => {
  it('writes days, weekdays and moments on the office’s clock', () => {
    const saturday = officeInstant('2022-02-05 17:00');
    expect(at('moment', saturday)[0]).toContain('17:00 thứ Bảy, 05/02/2022');
    expect(at('moment', saturday)[1]).toContain('17:00 Saturday, 05/02/2022');
    expect(at('weekday', '2022-02-06')[0]).toContain('Chủ nhật, 06/02/2022');
    expect(at('day', saturday)[0]).toContain('05/02/2022');
    expect(at('day', officeInstant('2022-12-31 23:59'))[0]).toContain('31/12/2022');
    expect(at('day', officeInstant('2022-12-31 23:59') + 60_000)[0]).toContain('01/01/2023');
  });

  it('writes numbers as each language does', () => {
    const long = say('dialogue.too_long', { length: 12_345, most: 500 });
    expect(catalogue.plain(long, 'vi')).toContain('12.345');
    expect(catalogue.plain(long, 'en')).toContain('12,345');
  });

  it('keeps mark-up of its own and escapes that of values', () => {
    const greeting = say('menu.ask', { name: '<b>Lan & Hà</b>' });
    expect(catalogue.markup(greeting, 'vi')).toContain('<b>&lt;b&gt;Lan &amp; Hà&lt;/b&gt;</b>');
    expect(catalogue.plain(greeting, 'vi')).toContain('<b>Lan & Hà</b>');
  });

  it('puts lists together, with semicolons where the items hold commas', () => {
    const item = (join: 'comma' | 'semicolon' | 'lines') => say('text', { text: { list: ['a, b', 'c'], join } });
    expect((['comma', 'semicolon', 'lines'] as const).map((join) => catalogue.plain(item(join), 'vi'))).toEqual([
      'a, b, c',
      'a, b; c',
      'a, b\nc',
    ]);
  });

  it('says texts within texts in the reader’s language', () => {
    const nested = say('menu.badge', { label: say('command.lich.label'), badge: say('menu.badge.owes') });
    expect(catalogue.plain(nested, 'vi')).toBe('Lịch và thời hạn (chưa nộp)');
    expect(catalogue.plain(nested, 'en')).not.toMatch(/[đưạịế]/);
  });
});
