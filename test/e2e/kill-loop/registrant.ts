import type { Randomness } from '../../../src/lib/ids.ts';
import type { Ledger } from './ledger.ts';
import type { Deed, Player, Shown } from './platform.ts';
import { type Screen, screenOf, versionIn, words } from './screens.ts';

/** What somebody means to register in one version. */
export interface Intention {
  readonly initiative: string;
  readonly summary: string;
  readonly ownCommitment: string;
}

/** One member of staff who registers, and amends as often as asked, by looking at the screen and answering it. */
export interface Registrant {
  /** Does the next thing if the bot has had its say; false while there is nothing to do. */
  look(): boolean;
  /** One more version is wanted. */
  amend(): void;
  /** Version that the screen has confirmed. */
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
/** One version takes about twenty answers; somebody who has given so many goes round in circles. */
const MOST_ANSWERS = 80;
/** Commitments of the plan's list that are ticked: the first ones. */
const TICKED = [1, 2] as const;

/** What the person with this code intends in a version. */
export function intentionOf(code: string, version: number): Intention {
  return {
    initiative: `Sáng kiến của ${code} lần ${version}`,
    summary: `Tóm tắt của ${code} lần ${version}`,
    ownCommitment: `Cam kết riêng của ${code}`,
  };
}

/** A registrant at a platform, which repeats some of what they do. */
export function createRegistrant(code: string, player: Player, ledger: Ledger, random: Randomness): Registrant {
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
    if (!heard() || !ledger.silent(player.chatId)) return false;
    waitingFor = [];
    // Notices about others are not part of the person's own dialogue.
    const shown = player.shown((text) => screenOf(text) !== null);
    const sight = shown?.sight ?? '';
    if (shown !== null && sight === answered) return askAgain();
    answered = sight;
    const screen = shown === null ? null : screenOf(shown.text);
    if (shown !== null && screen !== null && CONFIRMING.has(screen)) {
      confirmed = Math.max(confirmed, versionIn(shown.text));
      if (confirmed >= wanted) return false;
    }
    if (deeds.length > MOST_ANSWERS * wanted) throw new Error(`${code} gets nowhere and sees: ${shown?.text ?? ''}`);
    const act = shown === null || screen === null ? REGISTER : actOn(screen, shown, intentionOf(code, wanted));
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
    amend() {
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

type Act = { readonly text: string } | { readonly press: string };

const REGISTER: Act = { text: '/dangky' };
const CONFIRMING: ReadonlySet<Screen> = new Set([
  'register.submitted',
  'register.amended',
  'register.unchanged',
  'register.standing.ask',
]);

/** What somebody with this intention does on a screen. */
function actOn(screen: Screen, shown: Shown, { initiative, summary, ownCommitment }: Intention): Act {
  const { choices } = shown;
  switch (screen) {
    case 'register.submitted':
    case 'register.amended':
    case 'register.unchanged':
    case 'menu.ask':
      return REGISTER;
    case 'register.standing.ask':
      return { press: words('register.standing.amend') };
    case 'register.whose.ask':
      return { press: words('register.whose.own') };
    case 'register.resume.ask':
      return { press: words('register.resume.continue') };
    case 'register.titles.ask': {
      const title = `☐ ${words('title.advanced_worker')}`;
      return { press: choices.includes(title) ? title : words('choice.done') };
    }
    case 'register.awards.ask':
      return { press: words('register.awards.none') };
    case 'register.grade.ask':
      return { press: words('register.grade.excellent') };
    case 'register.initiative.ask': {
      const first = words('register.initiative.yes');
      return { press: choices.includes(first) ? first : words('register.initiative.rewrite') };
    }
    case 'register.initiative_name.ask':
      return { text: initiative };
    case 'register.initiative_summary.ask':
      return { text: summary };
    case 'register.initiative_level.ask':
      return { press: words('register.level.grassroots') };
    case 'register.commitments.ask': {
      const open = TICKED.map((number) => shown.unticked(number)).find((label) => label !== undefined);
      const rest = shown.text.includes(ownCommitment) ? 'choice.done' : 'register.commitments.own';
      return { press: open ?? words(rest) };
    }
    case 'register.own_commitment.ask':
      return { text: ownCommitment };
    case 'register.review.heading': {
      if (shown.text.includes(initiative) && shown.text.includes(summary))
        return { press: words('register.review.submit') };
      return { press: choices.find((label) => label.endsWith(words('register.item.initiative'))) ?? '' };
    }
  }
}
