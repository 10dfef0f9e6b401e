/** Times of the day between which something holds, `HH:MM`; over midnight where `until` is earlier, never where both are the same. */
export interface Hours {
  readonly from: string;
  readonly until: string;
}

const MINUTES_A_DAY = 1_440;

// Minutes since midnight of `HH:MM`.
function minuteOfDay(time: string): number {
  const [hour, minute] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

/** Minutes until the hours are over, 0 outside of them. */
export function minutesLeft({ from, until }: Hours, minute: number): number {
  const length = modulo(minuteOfDay(until) - minuteOfDay(from));
  const passed = modulo(minute - minuteOfDay(from));
  return passed < length ? length - passed : 0;
}

/** Minutes of a day that lie in none of the hours. */
export function minutesOutside(hours: readonly Hours[]): number {
  let free = 0;
  for (let minute = 0; minute < MINUTES_A_DAY; minute += 1) {
    if (hours.every((span) => minutesLeft(span, minute) === 0)) free += 1;
  }
  return free;
}

function modulo(minutes: number): number {
  return (minutes + MINUTES_A_DAY) % MINUTES_A_DAY;
}
