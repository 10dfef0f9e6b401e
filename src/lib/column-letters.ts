/** The letters by which a spreadsheet names a column, counted from 1: A, Z, AA. */
export function columnLetters(column: number): string {
  const rest = (column - 1) % 26;
  const higher = (column - 1 - rest) / 26;
  return (higher > 0 ? columnLetters(higher) : '') + String.fromCharCode(65 + rest);
}
