import type { Store } from './ports.ts';

/** A single value that outlives the process, by its setting's name; null where there is none, or it was forgotten. */
export function keptValue<T>({ settings }: Pick<Store, 'settings'>, name: string): T | null {
  const stored = settings.get(name) ?? '';
  // Written by `keepValue` in the shape of its one reader.
  return stored === '' ? null : (JSON.parse(stored) as T);
}

/** Keeps a value as JSON under a setting's name; null forgets it. Nothing is written where nothing changes. */
export function keepValue<T>({ settings }: Pick<Store, 'settings'>, name: string, value: T | null): void {
  const text = value === null ? '' : JSON.stringify(value);
  if ((settings.get(name) ?? '') !== text) settings.set(name, text);
}
