import type vi from '../../locales/vi.json';

/** Every text that the product can say, by its key in `locales/vi.json`. */
export type TextKey = keyof typeof vi;

/** Values for a text's placeholders; a nested `Say` is rendered in the reader's language first. */
export type TextParams = Readonly<Record<string, TextValue>>;

export type TextValue = string | number | Say | DateValue | ListValue;

/** A text to say: key and values, no prose. */
export interface Say {
  readonly key: TextKey;
  readonly params?: TextParams;
}

/** A moment or a day, written as the reader's language and the office's zone ask. */
export interface DateValue {
  /** `day` 05/02/2022 · `weekday` thứ Bảy, 05/02/2022 · `moment` 17:00 thứ Bảy, 05/02/2022 */
  readonly as: 'day' | 'weekday' | 'moment';
  /** UTC ms, or a date without a time. */
  readonly date: number | string;
}

/** Several texts joined with commas, with semicolons where they hold commas themselves, or one a line. */
export interface ListValue {
  readonly list: readonly (string | Say)[];
  readonly join: 'comma' | 'semicolon' | 'lines';
}

/** Shorthand for a `Say`. */
export function say(key: TextKey, params?: TextParams): Say {
  return params === undefined ? { key } : { key, params };
}

/** A channel by its name for people: keys are `channel.<name>`; every channel brings its own. */
export function channelSay(channel: string): Say {
  return say(`channel.${channel}` as TextKey);
}
