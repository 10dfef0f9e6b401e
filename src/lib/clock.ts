/** UTC milliseconds since 1970-01-01, the only form of time in storage. */
export type EpochMs = number & { readonly __epochMs?: never };

/** Calendar date `YYYY-MM-DD` without a time or zone. */
export type IsoDate = string & { readonly __isoDate?: never };

/** Where "now" comes from: the system, the demo's movable clock, or a test. */
export interface Clock {
  now(): EpochMs;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
