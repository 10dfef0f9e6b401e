import type { Randomness } from '../lib/ids.ts';

/** 48 random bits: a forged button meets no living prompt. */
const TOKEN_BYTES = 6;
const BUTTON = /^([\w-]+)\.(\d{1,2})$/;

/** A token that binds the choices to the question as it is asked now; of an ephemeral flow it names the flow too. */
export function newPromptToken(random: Randomness, ephemeralFlow: string | null): string {
  const token = random.token(TOKEN_BYTES);
  return ephemeralFlow === null ? token : `${ephemeralFlow}-${token}`;
}

/** The choice that a button means among those shown under `promptToken`; undefined for a button of another question. */
export function tappedChoice(button: string, promptToken: string, shown: readonly string[]): string | undefined {
  const [, prompt, place] = BUTTON.exec(button) ?? [];
  return prompt === promptToken ? shown[Number(place)] : undefined;
}

/** Whether a button, living or not, is one of an ephemeral flow. */
export function isButtonOf(flow: string, button: string): boolean {
  return BUTTON.test(button) && button.startsWith(`${flow}-`);
}
