import { CHOICES, type Choice } from '../../../domain/ballot/election.ts';
import { encodeMark, PADDING_BYTES } from '../../../domain/ballot/mark.ts';
import { takePlainBuild } from './plain-sodium.ts';

/** A mark as it leaves the browser. */
export interface SealedMark {
  readonly nominee: number;
  /** 80 bytes, base64url. */
  readonly sealed: string;
}

/** Seals one choice so that only the holder of the boxes' key can read it. */
export type Seal = (nominee: number, choice: Choice) => SealedMark;

/** Loads libsodium, and tries a seal: a browser that cannot says so before anything is chosen. Rejects where it cannot. */
export async function sealTo(publicKey: string): Promise<Seal> {
  await takePlainBuild();
  const { default: sodium } = await import('libsodium-wrappers');
  await sodium.ready;
  const variant = sodium.base64_variants.URLSAFE_NO_PADDING;
  const key = sodium.from_base64(publicKey, variant);
  const seal: Seal = (nominee, choice) => {
    const padding = crypto.getRandomValues(new Uint8Array(PADDING_BYTES));
    const mark = encodeMark(nominee, choice, padding);
    const sealed = sodium.to_base64(sodium.crypto_box_seal(mark, key), variant);
    mark.fill(0);
    return { nominee, sealed };
  };
  seal(1, CHOICES[0]);
  return seal;
}
