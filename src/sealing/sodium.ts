/** The part of libsodium that ballots need. */
export type Sodium = typeof import('libsodium-wrappers')['default'];

let loading: Promise<Sodium> | null = null;
let loaded: Sodium | null = null;

/**
 * Loads libsodium: about 130 ms and 20 MB, which an office without an election does not pay. A failure is not kept: the
 * next call tries again.
 */
export function loadSodium(): Promise<Sodium> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<Sodium> {
  const { default: sodium } = await import('libsodium-wrappers');
  await sodium.ready;
  loaded = sodium;
  return sodium;
}

/** The library, null until it is loaded. */
export function sodiumIfLoaded(): Sodium | null {
  return loaded;
}
