import { describe, expect, it } from 'vitest';
import type { MemberContext } from '../../src/conversation/context.ts';
import { readShare } from '../../src/conversation/typed-share.ts';
import { fold } from '../../src/lib/vietnamese.ts';
import { createCatalogue } from '../../src/presentation/catalogue.ts';
import { ZONE } from '../support/office-clock.ts';

const catalogue = createCatalogue(ZONE);
const context: Pick<MemberContext, 'words'> = {
  words: (key) => (['vi', 'en'] as const).flatMap((locale) => catalogue.aliases(key, locale)).map(fold),
};

function read(typed: string): string | null {
  const share = readShare(context, typed);
  return share === null ? null : `${share.comparator} ${share.numerator}/${share.denominator}`;
}

describe('a share', () => {
  it.each([
    ['2/3', '>= 2/3'],
    ['từ 2/3', '>= 2/3'],
    ['tu 70%', '>= 70/100'],
    ['Trên 1/2', '> 1/2'],
    ['quá 50 %', '> 50/100'],
    ['>= 90%', '>= 90/100'],
    ['> 1 / 2', '> 1/2'],
    ['at least 2/3', '>= 2/3'],
    ['more than 50%', '> 50/100'],
    ['100%', '>= 100/100'],
  ])('%s is %s', (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });

  it.each(['', '90', 'khoảng 2/3', '3/2', '101%', 'trên 100%', '0%', '-1/2', '2/3 và 1/2', '1/0'])(
    '«%s» is none, or nobody could reach it',
    (typed) => {
      expect(read(typed)).toBeNull();
    },
  );
});
