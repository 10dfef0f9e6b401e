/** A value at a moment: simulated minutes, any unit. */
export interface Sample {
  readonly minute: number;
  readonly value: number;
}

/** Growth in an hour by the straight line that fits best; 0 for fewer than two moments. */
export function growthPerHour(samples: readonly Sample[]): number {
  const count = samples.length;
  const meanMinute = samples.reduce((sum, { minute }) => sum + minute, 0) / count;
  const meanValue = samples.reduce((sum, { value }) => sum + value, 0) / count;
  let across = 0;
  let spread = 0;
  for (const { minute, value } of samples) {
    across += (minute - meanMinute) * (value - meanValue);
    spread += (minute - meanMinute) ** 2;
  }
  return spread === 0 ? 0 : (across / spread) * 60;
}
