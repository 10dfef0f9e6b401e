import type { Shown } from './platform.ts';
import { type Screen, screenOf, versionIn, words } from './screens.ts';
import type { Act, Errand } from './talker.ts';

/** What somebody means to register in one version. */
export interface Intention {
  readonly initiative: string;
  readonly summary: string;
  readonly ownCommitment: string;
}

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

/** Registers, and amends as often as asked: a round is a version. */
export function registering(code: string): Errand {
  return {
    mine: (text) => screenOf(text) !== null,
    done({ text }) {
      const screen = screenOf(text);
      return screen !== null && CONFIRMING.has(screen) ? versionIn(text) : null;
    },
    act(shown, round) {
      const screen = shown === null ? null : screenOf(shown.text);
      return shown === null || screen === null ? REGISTER : actOn(screen, shown, intentionOf(code, round));
    },
  };
}

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
