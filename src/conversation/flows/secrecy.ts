import { type Say, say, type TextKey } from '../text-key.ts';
import { showingFlow } from './shown.ts';

/** What a ballot protects and what it does not, a line each, as council members may hold us to it. */
const PROTECTED: readonly TextKey[] = [
  'secrecy.protected.choice',
  'secrecy.protected.copies',
  'secrecy.protected.count',
  'secrecy.protected.moment',
];

const UNPROTECTED: readonly TextKey[] = [
  'secrecy.open.process',
  'secrecy.open.messenger',
  'secrecy.open.screen',
  'secrecy.open.network',
  'secrecy.open.result',
  'secrecy.open.paper',
  'secrecy.open.tellers',
];

/** The words of `/phieukin` under their heading; the ballot page shows them too. */
export const SECRECY_WORDS: readonly Say[] = [
  say('secrecy.how'),
  say('dialogue.gap'),
  say('secrecy.protected'),
  ...PROTECTED.map((key) => say('secrecy.line', { text: say(key) })),
  say('dialogue.gap'),
  say('secrecy.open'),
  ...UNPROTECTED.map((key) => say('secrecy.line', { text: say(key) })),
  say('dialogue.gap'),
  say('secrecy.paper'),
];

/** `/phieukin`: in plain words how the ballot is kept secret, and what it does not protect. */
export const secrecyFlow = showingFlow('secrecy', () => ({ say: [say('secrecy.heading'), ...SECRECY_WORDS] }));
