import vi from '../../../locales/vi.json' with { type: 'json' };
import type { TextKey } from '../../../src/conversation/text-key.ts';

/** Questions and endings by which a person knows where they are; the longest say more than one of them. */
const SCREENS = [
  'register.submitted',
  'register.amended',
  'register.unchanged',
  'register.titles.ask',
  'register.awards.ask',
  'register.grade.ask',
  'register.initiative.ask',
  'register.initiative_name.ask',
  'register.initiative_summary.ask',
  'register.initiative_level.ask',
  'register.commitments.ask',
  'register.own_commitment.ask',
  'register.review.heading',
  'register.resume.ask',
  'register.standing.ask',
  'register.whose.ask',
  'menu.ask',
] as const satisfies readonly TextKey[];

export type Screen = (typeof SCREENS)[number];

/** Which question or ending a message shows; null for notices to somebody else's pledge and the like. */
export function screenOf(text: string): Screen | null {
  return SCREENS.find((key) => shows(text, key)) ?? null;
}

/** The number that a text shows in place of its only placeholder `{version}`. */
export function versionIn(text: string): number {
  return Number(/phiên bản (\d+)/.exec(text)?.[1] ?? 0);
}

/** The plain words of a text, as buttons show them. */
export function words(key: TextKey): string {
  return vi[key].replace(/<\/?[bi]>/g, '');
}

/** Whether a message says this text, whatever its values are. */
export function shows(text: string, key: TextKey): boolean {
  return words(key)
    .split(/\{[^}]*\}/)
    .every((piece) => text.includes(piece));
}
