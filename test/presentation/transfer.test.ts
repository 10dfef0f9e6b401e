import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/presentation/catalogue.ts';
import { escapeMarkup, toPlain, visibleLength } from '../../src/presentation/markup.ts';
import { transferred } from '../../src/presentation/transfer.ts';
import type { Capabilities, OutboundText } from '../../src/presentation/types.ts';
import { EVERYTHING } from '../support/capabilities.ts';
import { ZONE } from '../support/office-clock.ts';

const catalogue = createCatalogue(ZONE);
const TYPED: Capabilities = { ...EVERYTHING, buttons: false, formatting: 'plain', maxText: 1900, photoLinks: true };

const move = (message: OutboundText, from: Capabilities, to: Capabilities) =>
  transferred(message, from, to, catalogue, 'vi');

describe('a message that goes to the other messenger', () => {
  it('loses its mark-up and tells what to type instead of its buttons', () => {
    const message: OutboundText = {
      type: 'text',
      text: 'Hạn nộp: <b>28/02/2022</b>, 6 &lt; 7',
      buttons: [[{ label: 'Đăng ký', token: '/dangky' }], [{ label: 'Có', token: 'abc.0' }]],
    };
    expect(move(message, EVERYTHING, TYPED)).toEqual([
      { type: 'text', text: 'Hạn nộp: 28/02/2022, 6 < 7\n\n• Đăng ký: gõ /dangky' },
    ]);
  });

  it('shows signs as they were typed where the other one formats', () => {
    expect(move({ type: 'text', text: '6 < 7 & 8' }, TYPED, EVERYTHING)).toEqual([
      { type: 'text', text: '6 &lt; 7 &amp; 8' },
    ]);
  });

  it('keeps its command buttons where the other one has buttons too', () => {
    const buttons = [[{ label: 'Lịch', token: '/lich' }]];
    expect(move({ type: 'text', text: 'x', buttons }, EVERYTHING, EVERYTHING)).toEqual([
      { type: 'text', text: 'x', buttons },
    ]);
  });

  it('does not travel with a file', () => {
    const file = { path: '/x', name: 'x.xlsx', mime: 'x' };
    expect(move({ type: 'text', text: 'x', file }, EVERYTHING, TYPED)).toBeNull();
  });

  it('arrives whole and within the limit, whatever it says', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 400 }), { maxLength: 20 }), fc.boolean(), (words, there) => {
        const text = `a${words.join('\n')}`;
        const [from, to] = there ? [EVERYTHING, TYPED] : [TYPED, EVERYTHING];
        const written = from.formatting === 'html' ? escapeMarkup(text) : text;
        const parts = move({ type: 'text', text: written }, from, to) ?? [];
        const length = to.formatting === 'html' ? visibleLength : (part: string) => part.length;
        for (const part of parts) expect(length(part.text)).toBeLessThanOrEqual(to.maxText);
        const read = parts.map((part) => (to.formatting === 'html' ? toPlain(part.text) : part.text)).join('\n');
        const bare = (value: string) => value.replace(/^\(\d+\/\d+\)$/gm, '').replace(/\s/g, '');
        expect(bare(read)).toBe(bare(text));
      }),
    );
  });
});
