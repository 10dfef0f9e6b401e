/** A message of the bot as a person reads it. */
export interface Seen {
  /** Without mark-up. */
  readonly text: string;
  readonly buttons: readonly (readonly string[])[];
  readonly file: string | null;
}

/** The number under which a text spells out the choice `label`. */
function numbered(text: string, label: string): string | null {
  const line = text.split('\n').find((candidate) => /^\d+\) /.test(candidate) && candidate.includes(label));
  return line === undefined ? null : (/^(\d+)\)/.exec(line)?.[1] ?? null);
}

/** The label of the button to press for `label`: itself, or the number under which the message spells it out. */
export function buttonFor(message: Seen, label: string): string | null {
  const labels = message.buttons.flat();
  const direct = labels.find((candidate) => candidate.includes(label));
  if (direct !== undefined) return direct;
  const number = numbered(message.text, label);
  return labels.find((candidate) => new RegExp(`^\\D*${number ?? 'none'}$`).test(candidate)) ?? null;
}

/** What to type for `label` where there are no buttons: a number or a command, by the newest text that offers it. */
export function typedFor(texts: readonly string[], label: string): string | null {
  for (const text of texts.toReversed()) {
    const command = text.split('\n').find((line) => line.startsWith('• ') && line.includes(`${label}: gõ `));
    const typed = numbered(text, label) ?? command?.split(': gõ ')[1];
    if (typed !== undefined) return typed;
  }
  return null;
}
