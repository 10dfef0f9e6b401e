// @ts-expect-error: the package has no types; what is used of it is written out below.
import untyped from 'libsodium';

const libsodium = untyped as { ready: Promise<void>; useBackupModule(): Promise<void> };

/**
 * Resolves when libsodium's build in plain JavaScript is there, which it has for browsers without WebAssembly. Must have
 * resolved before libsodium-wrappers is loaded: that waits for `ready`, which taking the other build removes.
 */
export async function takePlainBuild(): Promise<void> {
  await libsodium.useBackupModule();
  libsodium.ready = Promise.resolve();
}
