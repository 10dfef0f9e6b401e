import type { Capabilities } from '../../src/presentation/types.ts';

/** A channel that can do everything, with Telegram's limits. */
export const EVERYTHING: Capabilities = {
  buttons: true,
  edits: true,
  filesIn: true,
  filesOut: true,
  photoLinks: false,
  formatting: 'html',
  maxText: 4096,
  maxCaption: 1024,
  maxLabel: 40,
  shareContact: true,
};
