import * as z from 'zod';
import type { Dialogues } from '../app/delivery-ports.ts';
import { type EpochMs, HOUR } from '../lib/clock.ts';

/**
 * What is typed to a question this old is not taken for its answer: the question is shown again instead. A dialogue in
 * memory only is forgotten.
 */
export const QUESTION_VALIDITY_MS = 6 * HOUR;

// The shape that every flow's dialogue has in storage; the flow's own data is checked by the flow.
const storedState = z.object({
  step: z.string(),
  data: z.unknown(),
  trail: z.array(z.string()),
  /** A command that waits for the person to say whether to leave this dialogue for it. */
  pending: z.object({ command: z.string(), args: z.string() }).nullable(),
  askedIn: z.string().default(''),
});

type StoredState = Pick<Dialogue, 'step' | 'data' | 'trail' | 'pending' | 'askedIn'>;

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
  /** Kept in memory only. */
  readonly ephemeral: boolean;
}

/** A dialogue as it was taken up; `checked` when its data are as this process saved them. */
export interface TakenUp extends Dialogue {
  readonly checked: boolean;
}

/** Longest way back; earlier steps are forgotten. */
const LONGEST_TRAIL = 30;

/** Loads the dialogue of a person or stranger; null when there is none or it cannot be read any more. */
export function loadDialogue(dialogues: Pick<Dialogues, 'load'>, subject: string): TakenUp | null {
  const stored = dialogues.load(subject);
  if (stored === null) return null;
  const state = stored.own ? (stored.state as StoredState) : readState(stored.state);
  if (state === null) return null;
  const { step, data, trail, pending, askedIn } = state;
  const { flow, version, promptToken, askedAt, promptChoices: shown, ephemeral = false, own: checked } = stored;
  return { flow, version, step, data, trail, pending, promptToken, shown, askedAt, askedIn, ephemeral, checked };
}

function readState(stored: unknown): StoredState | null {
  const state = storedState.safeParse(stored);
  return state.success ? state.data : null;
}

/** Saves where a person stands. */
export function saveDialogue(dialogues: Dialogues, subject: string, dialogue: Dialogue): void {
  const { flow, version, step, data, trail, pending, promptToken, shown, askedAt, askedIn, ephemeral } = dialogue;
  dialogues.save(subject, {
    flow,
    version,
    state: { step, data, trail: trail.slice(-LONGEST_TRAIL), pending, askedIn } satisfies StoredState,
    promptToken,
    promptChoices: shown,
    askedAt,
    ...(ephemeral ? { ephemeral } : {}),
  });
}

/** Whether the question was asked in another chat than `here`. */
export function isElsewhere({ askedIn }: Dialogue, here: string): boolean {
  return askedIn !== '' && askedIn !== here;
}

/** Whether the question is before the person's eyes in this chat, and was asked within six hours. */
export function isCurrent(dialogue: Dialogue, here: string, now: EpochMs): boolean {
  return !isElsewhere(dialogue, here) && now - dialogue.askedAt <= QUESTION_VALIDITY_MS;
}
