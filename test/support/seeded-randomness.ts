import { createHash } from 'node:crypto';
import type { Randomness } from '../../src/lib/ids.ts';

/** Randomness that repeats: the same seed gives the same tokens and numbers in the same order. */
export function seededRandomness(seed: string): Randomness {
  let drawn = 0;
  function next(): Buffer {
    drawn += 1;
    return createHash('sha256').update(`${seed}:${drawn}`).digest();
  }
  return {
    token: (bytes) => next().subarray(0, bytes).toString('base64url'),
    below: (limit) => next().readUInt32BE(0) % limit,
  };
}
