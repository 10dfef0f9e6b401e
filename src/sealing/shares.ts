import { combine, split } from 'shamir-secret-sharing';
import { loadSodium } from './sodium.ts';

/** A key pair of which nobody holds the secret half: it exists in shares only. */
export interface SplitKey {
  /** X25519, base64url. */
  readonly publicKey: string;
  /** 33 bytes each (Shamir over GF(256): the point and its values), 44 signs of base64url. */
  readonly shares: readonly Uint8Array[];
}

/** Makes a key pair and splits its secret half, which is wiped: any `needed` of `tellers` shares give it back. */
export async function makeSplitKey(tellers: number, needed: number): Promise<SplitKey> {
  const sodium = await loadSodium();
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  try {
    const shares = await split(privateKey, tellers, needed);
    return { publicKey: Buffer.from(publicKey).toString('base64url'), shares };
  } finally {
    sodium.memzero(privateKey);
  }
}

/** The secret key that shares stand for; too few of them give another one, which fits no public key. */
export async function combineShares(shares: readonly Uint8Array[]): Promise<Uint8Array> {
  // The library takes plain arrays of bytes alone, no Buffer.
  const plain = shares.map((share) => Uint8Array.from(share));
  try {
    return await combine(plain);
  } finally {
    for (const share of plain) wipe(share);
  }
}

/** Overwrites what is not needed any more. */
export function wipe(bytes: Uint8Array): void {
  bytes.fill(0);
}
