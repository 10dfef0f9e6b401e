/** One line of the table that ends a run: what was seen, beside what, and what was aimed at. */
export interface Figure {
  readonly what: string;
  readonly seen: string;
  /** What it stands beside, in the same run where that runs too. */
  readonly beside: string;
  readonly ratio: number | null;
  /** The ratio aimed at; null where none was set. */
  readonly aim: Aim | null;
}

/** At least so much of what it stands beside, or at most. */
export type Aim = { readonly atLeast: number } | { readonly atMost: number };

/** The table that ends a run, as lines. */
export function finalTable(figures: readonly Figure[]): readonly string[] {
  const rows = figures.map(({ what, seen, beside, ratio, aim }) => [
    what,
    seen,
    beside,
    ratio === null ? '' : ratioText(ratio),
    aimText(aim),
    ratio === null || aim === null ? '' : reached(ratio, aim) ? 'reached' : 'NOT REACHED',
  ]);
  const all = [['what', 'seen', 'beside', 'ratio', 'aim', ''], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** The middle value; of an even number the lower middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

export function whole(value: number): string {
  return String(Math.round(value));
}

function ratioText(ratio: number): string {
  return ratio >= 100 ? whole(ratio) : ratio.toFixed(2);
}

function aimText(aim: Aim | null): string {
  if (aim === null) return '';
  return 'atLeast' in aim ? `>= ${aim.atLeast}` : `<= ${aim.atMost}`;
}

function reached(ratio: number, aim: Aim): boolean {
  return 'atLeast' in aim ? ratio >= aim.atLeast : ratio <= aim.atMost;
}
