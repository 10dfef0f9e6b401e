import type { BoxKey, BoxKeys } from '../app/ballot-ports.ts';
import { encodeMark, PADDING_BYTES } from '../domain/ballot/mark.ts';
import type { KeyFiles } from './key-files.ts';
import { type Sodium, sodiumIfLoaded } from './sodium.ts';

/** Keys of the boxes over their files; sealing is libsodium's `crypto_box_seal`. */
export function createBoxKeys(files: KeyFiles): BoxKeys {
  function assembled(secretKey: Uint8Array, publicKey: string): BoxKey | null {
    const sodium = required();
    if (secretKey.length !== sodium.crypto_box_SECRETKEYBYTES) return null;
    const own = sodium.crypto_scalarmult_base(secretKey);
    const wanted = bytesOf(publicKey);
    if (own.length !== wanted.length || !sodium.memcmp(own, wanted)) return null;
    return { open: (sealed) => opened(sodium, sealed, wanted, secretKey) };
  }

  return {
    ready: () => sodiumIfLoaded() !== null,
    create(electionId) {
      const sodium = required();
      const { publicKey, privateKey } = sodium.crypto_box_keypair();
      files.write(electionId, privateKey);
      sodium.memzero(privateKey);
      return textOf(publicKey);
    },
    seal(publicKey, nominee, choice) {
      const sodium = required();
      const mark = encodeMark(nominee, choice, sodium.randombytes_buf(PADDING_BYTES));
      const sealed = sodium.crypto_box_seal(mark, bytesOf(publicKey));
      sodium.memzero(mark);
      return sealed;
    },
    stored(electionId, publicKey) {
      const secretKey = files.read(electionId);
      return secretKey === null ? null : assembled(secretKey, publicKey);
    },
    assembled,
  };
}

function required(): Sodium {
  const sodium = sodiumIfLoaded();
  if (sodium === null) throw new Error('ballots are sealed before the library is loaded');
  return sodium;
}

// What was cast from a page may be any 80 bytes: libsodium throws for some of them.
function opened(sodium: Sodium, sealed: Uint8Array, publicKey: Uint8Array, secretKey: Uint8Array): Uint8Array | null {
  try {
    return sodium.crypto_box_seal_open(sealed, publicKey, secretKey);
  } catch {
    return null;
  }
}

function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, 'base64url');
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
