import { type Say, say, type TextKey, type TextParams } from '../../conversation/text-key.ts';
import type { Percent } from '../../domain/ballot/pass-rule.ts';
import type { Locale } from '../../domain/person.ts';
import type { EpochMs, IsoDate } from '../../lib/clock.ts';
import { localTime } from '../../lib/office-time.ts';
import type { Catalogue } from '../../presentation/catalogue.ts';
import type { Fill } from './fill-template.ts';

/** Official documents of a Vietnamese office are in Vietnamese, whoever asks for them. */
const DOCUMENT_LOCALE: Locale = 'vi';

/** Room for a number or a day that is written in by hand; no spaces that a line would break at. */
const BY_HAND = '\u00a0'.repeat(6);

/** Words, dates and numbers as official documents write them. */
export interface DocumentWords {
  readonly catalogue: Catalogue;
  /** Fills the templates of these documents. */
  readonly fill: Fill;
  text(key: TextKey, params?: TextParams): string;
  said(text: Say): string;
  /** `ngày 05 tháng 02 năm 2022`; with room to write in where there is none. */
  day(date: IsoDate | null, year: number): string;
  /** `16 giờ 30 phút, ngày 05 tháng 12 năm 2022` on the office's clock. */
  moment(at: EpochMs): string;
  /** `85,71%`; a dash where there is nothing to take a share of. */
  percent(percent: Percent | null): string;
  /** The text, or room to write in. */
  orByHand(text: string | null): string;
}

/** The words for one office; moments are on the clock of `zone` (IANA name). */
export function documentWords(catalogue: Catalogue, zone: string, fill: Fill): DocumentWords {
  const text = (key: TextKey, params?: TextParams): string => catalogue.plain(say(key, params), DOCUMENT_LOCALE);
  const day = (date: IsoDate | null, year: number): string => {
    const [written = String(year), month = '', dayOfMonth = ''] = date?.split('-') ?? [];
    return text('document.day', {
      day: twoDigits(dayOfMonth, 9),
      month: twoDigits(month, 2),
      year: written,
    });
  };
  return {
    catalogue,
    fill,
    text,
    said: (said) => catalogue.plain(said, DOCUMENT_LOCALE),
    day,
    moment: (at) => {
      const { date, year, hour, minute } = localTime(at, zone);
      return text('document.moment', { hour: padded(hour), minute: padded(minute), day: day(date, year) });
    },
    percent: (percent) => {
      if (percent === null) return text('document.no_percent');
      return text('document.percent', { whole: String(percent.whole), hundredths: padded(percent.hundredths) });
    },
    orByHand: (given) => given ?? BY_HAND,
  };
}

/** Days below 10 and months 1 and 2 have a leading zero, other months none (NĐ 30/2020/NĐ-CP, appendix I, II.4.b). */
function twoDigits(digits: string, padUpTo: number): string {
  if (digits === '') return BY_HAND;
  const number = Number(digits);
  return number <= padUpTo ? padded(number) : String(number);
}

function padded(number: number): string {
  return String(number).padStart(2, '0');
}
