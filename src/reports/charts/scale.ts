/** Steps of a scale that people read easily, within a power of ten. */
const STEPS = [1, 2, 2.5, 5, 10] as const;

/** The next easily read number that is not smaller: 7 → 10, 33 → 50, 1.250 → 2.000; 1 for 0. */
export function roundedUp(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  // The counts of a scale are whole.
  const step = STEPS.find((candidate) => candidate * power >= value && Number.isInteger(candidate * power)) ?? 10;
  return step * power;
}

/** Whole levels of a scale from 0 up to one that holds `largest`, at most six of them. */
export function levelsUpTo(largest: number): readonly number[] {
  const step = roundedUp(Math.max(1, largest) / 5);
  const count = Math.ceil(Math.max(1, largest) / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
