import type { Shown } from './platform.ts';
import { shows, words } from './screens.ts';
import type { Errand } from './talker.ts';

/** Endings of a round: the file, or that it was given up after three deaths in the middle of it. */
const ENDINGS = ['export.done', 'error.job_interrupted'] as const;
const WORKING = ['export.begun', 'export.progress'] as const;
const SCREENS = ['export.ask', 'menu.ask', ...WORKING, ...ENDINGS] as const;

/** Takes the registrations out as a file: a round is a file. */
export function exporting(): Errand {
  const ended = new Set<string>();
  const screenOf = (text: string) => SCREENS.find((key) => shows(text, key));
  return {
    mine: (text) => screenOf(text) !== undefined,
    done({ text, sight }: Shown) {
      if (!ENDINGS.some((key) => shows(text, key))) return null;
      ended.add(sight);
      return ended.size;
    },
    act(shown) {
      const screen = shown === null ? undefined : screenOf(shown.text);
      if (WORKING.some((key) => key === screen)) return 'wait';
      return screen === 'export.ask' ? { press: words('export.registrations_individual') } : { text: '/xuatdulieu' };
    },
  };
}
