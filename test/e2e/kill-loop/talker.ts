import type { Randomness } from '../../../src/lib/ids.ts';
import type { Ledger } from './ledger.ts';
import type { Deed, Player, Shown } from './platform.ts';

/** What somebody does on a screen: types, chooses by label, or waits for work to be done. */
export type Act = { readonly text: string } | { readonly press: string } | 'wait';

/** What somebody wants of the bot, again and again. */
export interface Errand {
  /** Knows messages of the own dialogue by their text; notices about others are none. */
  mine(text: string): boolean;
  /** How many rounds a screen says are done; null for a screen in between. */
  done(shown: Shown): number | null;
  /** What to do on a screen for a round, the first being 1; null before there is one. */
  act(shown: Shown | null, round: number): Act;
}

/** Somebody who talks to the bot by looking at the screen and answering it. */
export interface Talker {
  /** Does the next thing if the bot has had its say; false while there is nothing to do. */
  look(): boolean;
  /** One more round is wanted. */
  again(): void;
  /** Rounds that the screen has confirmed. */
  confirmed(): number;
  resting(): boolean;
  /** Keys of all events that this person caused. */
  events(): readonly string[];
  /** How often they had to ask again because a message was lost. */
  nudges(): number;
}

const PERCENT = 100;
const DOUBLE_TAPS = 15;
const REDELIVERIES = 15;
const LATE_REDELIVERIES = 8;
/** One round takes about twenty answers; somebody who has given so many goes round in circles. */
const MOST_ANSWERS = 80;

/** Somebody with an errand at a platform, which repeats some of what they do. */
export function createTalker(code: string, errand: Errand, player: Player, ledger: Ledger, random: Randomness): Talker {
  const deeds: Deed[] = [];
  let wanted = 1;
  let confirmed = 0;
  let answered = '';
  let waitingFor: Deed[] = [];
  let nudges = 0;

  function chance(percent: number): boolean {
    return random.below(PERCENT) < percent;
  }

  function did(deed: Deed): void {
    deeds.push(deed);
    waitingFor.push(deed);
    // A platform may tell of anything again, at once or much later.
    if (chance(REDELIVERIES)) deed.again();
    const earlier = deeds[random.below(deeds.length)];
    if (chance(LATE_REDELIVERIES) && earlier !== undefined) earlier.again();
  }

  function choose(shown: Shown, label: string): void {
    // A nervous finger taps twice: two taps, of which the second comes too late.
    for (let taps = player.taps && chance(DOUBLE_TAPS) ? 2 : 1; taps > 0; taps -= 1) did(player.choose(shown, label));
  }

  function look(): boolean {
    // In this order: what work leads to is on its way when the work is done, and on the screen when nothing is on its way.
    const working = ledger.working(player.chatId);
    if (!heard() || !ledger.silent(player.chatId)) return false;
    waitingFor = [];
    const shown = player.shown(errand.mine);
    const sight = shown?.sight ?? '';
    if (shown !== null && sight === answered) return working ? false : askAgain();
    const done = shown === null ? null : errand.done(shown);
    answered = sight;
    if (done !== null) {
      confirmed = Math.max(confirmed, done);
      if (confirmed >= wanted) return false;
    }
    if (deeds.length > MOST_ANSWERS * wanted) throw new Error(`${code} gets nowhere and sees: ${shown?.text ?? ''}`);
    const act = errand.act(shown, wanted);
    if (act === 'wait') return false;
    if ('text' in act) did(player.type(act.text));
    else if (shown !== null) choose(shown, act.press);
    return true;
  }

  // A platform forgets what the bot has taken, and then it must be stored: asked in this order, nothing can slip by.
  function heard(): boolean {
    const taken = new Set(waitingFor.filter((deed) => deed.taken()));
    const open = waitingFor.filter(({ key }) => !ledger.stored(key));
    const lost = open.find((deed) => taken.has(deed));
    if (lost !== undefined) throw new Error(`${code}: event ${lost.key} is lost`);
    return open.length === 0;
  }

  // Only a message whose fate is unknown may leave a person without an answer, and asking again brings it.
  function askAgain(): boolean {
    if (resting()) return false;
    if (nudges >= ledger.unknown(player.chatId)) throw new Error(`${code} was left without an answer`);
    nudges += 1;
    did(player.type('/start'));
    return true;
  }

  function resting(): boolean {
    return confirmed >= wanted && waitingFor.length === 0;
  }

  return {
    look,
    again() {
      wanted += 1;
      // The confirmation on the screen is an old one now.
      answered = '';
    },
    confirmed: () => confirmed,
    resting,
    events: () => deeds.map(({ key }) => key),
    nudges: () => nudges,
  };
}
