import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** Source of unguessable values; tests pass a seeded one. */
export interface Randomness {
  /** `bytes` random bytes as base64url, so 6 bytes make 8 characters. */
  token(bytes: number): string;
  /** A uniformly random integer, 0 ≤ n < limit. */
  below(limit: number): number;
}

// Drawing from one block is 20 times cheaper than a system call for every prompt.
const POOL_BYTES = 4096;
let pool = Buffer.alloc(0);
let used = 0;

/** Randomness from the operating system (node:crypto). */
export const systemRandomness: Randomness = {
  token(bytes) {
    if (used + bytes > pool.length) {
      pool = randomBytes(Math.max(POOL_BYTES, bytes));
      used = 0;
    }
    used += bytes;
    return pool.toString('base64url', used - bytes, used);
  },
  below: (limit) => randomInt(limit),
};

/** SHA-256 as 64 lower-case hex digits. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Compares two secrets in time that does not depend on where they differ. */
export function sameSecret(left: string, right: string): boolean {
  return timingSafeEqual(createHash('sha256').update(left).digest(), createHash('sha256').update(right).digest());
}
