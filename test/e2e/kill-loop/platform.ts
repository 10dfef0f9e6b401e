/** What somebody has before their eyes: the newest message of their own dialogue. */
export interface Shown {
  /** Tells one sight from the next. */
  readonly sight: string;
  readonly text: string;
  readonly choices: readonly string[];
  /** The entry with this number of a list, where it is not ticked yet. */
  unticked(number: number): string | undefined;
}

/** Something that somebody did, of which the platform tells the bot. */
export interface Deed {
  /** Its key in the bot's database. */
  readonly key: string;
  /** Whether the bot has told the platform that it has it. */
  taken(): boolean;
  /** The platform tells the bot once more. */
  again(): void;
}

/** One person's chat with the bot. */
export interface Player {
  readonly chatId: string;
  /** `mine` knows messages of the person's own dialogue by their text. */
  shown(mine: (text: string) => boolean): Shown | null;
  /** How many messages of the bot say this. */
  told(words: string): number;
  type(text: string): Deed;
  choose(shown: Shown, label: string): Deed;
  /** Choices are buttons, which a nervous finger may tap twice. */
  readonly taps: boolean;
}

/** A fake platform, as far as the trial needs it. */
export interface Platform {
  readonly channel: 'telegram' | 'zalo';
  /** Environment of the bot. */
  readonly settings: Readonly<Record<string, string>>;
  /** Account and private chat of the person with this staff code. */
  account(code: string): string;
  player(code: string): Player;
  /** Most calls of one life. */
  readonly lifeCalls: number;
  /** How many calls of the bot have arrived. */
  calls(): number;
  /** Whether what is said now is kept for the bot. */
  hears(): boolean;
  /** Whether the bot has everything that it must be told. */
  idle(): boolean;
  until(condition: () => boolean): Promise<unknown>;
  close(): Promise<void>;
}
