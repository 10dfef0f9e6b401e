import { whole } from './table.ts';

/** What is told of an office: a label and its number. */
export type Told<Office> = readonly (readonly [string, (office: Office) => number])[];

/** Prints the same work for a small and a large office, side by side; × 1.00 a person is linear. */
export function compare<Office extends { readonly people: number }>(
  heading: string,
  offices: readonly [Office, Office],
  told: Told<Office>,
): void {
  const [small, large] = offices;
  console.log(
    `${heading.padEnd(32)}${offices.map((one) => `${one.people} people`.padStart(15)).join('')}     per person`,
  );
  for (const [label, of] of told) {
    const cells = offices.map((one) => whole(of(one)).padStart(15)).join('');
    const ratio = perPerson(small, large, of).toFixed(2);
    console.log(`${label.padEnd(32)}${cells}${`× ${ratio}`.padStart(15)}`);
  }
}

/** What the large office costs a person, as a part of what the small one does. */
export function perPerson<Office extends { readonly people: number }>(
  small: Office,
  large: Office,
  of: (office: Office) => number,
): number {
  return of(large) / of(small) / (large.people / small.people);
}
