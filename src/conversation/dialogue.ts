import { z } from 'zod';
import type { Dialogues } from '../app/delivery-ports.ts';
import type { EpochMs } from '../lib/clock.ts';

// The shape that every flow's dialogue has in storage; the flow's own data is checked by the flow.
const storedState = z.object({
  step: z.string(),
  data: z.unknown(),
  trail: z.array(z.string()),
  /** A command that waits for the person to say whether to leave this dialogue for it. */
  pending: z.object({ command: z.string(), args: z.string() }).nullable(),
  askedIn: z.string().default(''),
});

/** Where a person stands in a dialogue. */
export interface Dialogue {
  readonly flow: string;
  readonly version: number;
  readonly step: string;
  readonly data: unknown;
  /** Steps to go back to, oldest first. */
  readonly trail: readonly string[];
  readonly pending: { readonly command: string; readonly args: string } | null;
  readonly promptToken: string;
  /** Ids of the choices as they were shown. */
  readonly shown: readonly string[];
  readonly askedAt: EpochMs;
  /** The chat that shows the question: one dialogue can go on in several. */
  readonly askedIn: string;
}

/** Longest way back; earlier steps are forgotten. */
const LONGEST_TRAIL = 30;

/** Loads the dialogue of a person or stranger; null when there is none or it cannot be read any more. */
export function loadDialogue(dialogues: Dialogues, subject: string): Dialogue | null {
  const stored = dialogues.load(subject);
  if (stored === null) return null;
  const state = storedState.safeParse(JSON.parse(stored.state));
  if (!state.success) return null;
  const { step, data, trail, pending, askedIn } = state.data;
  const { flow, version, promptToken, askedAt } = stored;
  const shown = JSON.parse(stored.promptChoices) as string[];
  return { flow, version, step, data, trail, pending, promptToken, shown, askedAt, askedIn };
}

/** Saves where a person stands. */
export function saveDialogue(dialogues: Dialogues, subject: string, dialogue: Dialogue): void {
  const { flow, version, step, data, trail, pending, promptToken, shown, askedAt, askedIn } = dialogue;
  dialogues.save(subject, {
    flow,
    version,
    state: JSON.stringify({ step, data, trail: trail.slice(-LONGEST_TRAIL), pending, askedIn }),
    promptToken,
    promptChoices: JSON.stringify(shown),
    askedAt,
  });
}
