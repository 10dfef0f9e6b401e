import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHOICES } from '../../../src/domain/ballot/election.ts';
import { decodeMark, encodeMark, MARK_BYTES, MARK_VERSION, PADDING_BYTES } from '../../../src/domain/ballot/mark.ts';
import { choice, padding } from './example-election.ts';

const nominee = fc.integer({ min: 1, max: 65_535 });
const written = encodeMark(1, 'agree', new Uint8Array(PADDING_BYTES));

describe('a mark', () => {
  it('comes back as it was written, and all marks have one length', () => {
    fc.assert(
      fc.property(nominee, choice, padding, (number, chosen, random) => {
        const bytes = encodeMark(number, chosen, random);
        expect(bytes).toHaveLength(MARK_BYTES);
        const serial = Buffer.from(random).toString('hex');
        expect(decodeMark(bytes)).toEqual({ version: MARK_VERSION, nominee: number, choice: chosen, serial });
      }),
    );
  });

  it('is written in a way that stays: whoever seals in a browser writes the same bytes', () => {
    const bytes = encodeMark(
      258,
      'no_opinion',
      Uint8Array.from({ length: PADDING_BYTES }, (_, index) => index),
    );
    expect(Buffer.from(bytes).toString('hex')).toBe('01010203000102030405060708090a0b0c0d0e0f101112131415161718191a1b');
    expect(CHOICES).toEqual(['agree', 'disagree', 'no_opinion']);
  });

  it.each([
    ['whose seal does not open', null, 'seal'],
    ['that is too short', written.subarray(1), 'length'],
    ['that is too long', Uint8Array.of(...written, 0), 'length'],
    ['of another version', Uint8Array.from(written).fill(2, 0, 1), 'version'],
    ['of no nominee', Uint8Array.from(written).fill(0, 1, 3), 'nominee'],
    ['with no choice', Uint8Array.from(written).fill(0, 3, 4), 'choice'],
    ['with a choice nobody has', Uint8Array.from(written).fill(4, 3, 4), 'choice'],
  ] as const)('%s is unreadable', (_, bytes, unreadable) => {
    expect(decodeMark(bytes)).toEqual({ unreadable });
  });

  it('never throws, whatever the bytes, and reads only what it would write', () => {
    const likely = fc
      .tuple(fc.nat(3), fc.nat(255), fc.nat(255), fc.nat(5), padding)
      .map(([version, high, low, code, random]) => Uint8Array.of(version, high, low, code, ...random));
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ minLength: 32, maxLength: 32 }), likely);
    fc.assert(
      fc.property(bytes, (found) => {
        const opened = decodeMark(found);
        if ('unreadable' in opened) return;
        const random = Uint8Array.from(Buffer.from(opened.serial, 'hex'));
        expect(encodeMark(opened.nominee, opened.choice, random)).toEqual(found);
      }),
      { numRuns: 2_000 },
    );
  });

  it('of a number beyond the ballot or with too little padding is a bug', () => {
    const random = new Uint8Array(PADDING_BYTES);
    for (const number of [0, 65_536, 1.5]) expect(() => encodeMark(number, 'agree', random)).toThrow(RangeError);
    expect(() => encodeMark(1, 'agree', random.subarray(1))).toThrow(RangeError);
  });
});
