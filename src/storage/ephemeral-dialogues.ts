import type { LoadedDialogue, StoredDialogue } from '../app/delivery-ports.ts';
import type { EpochMs } from '../lib/clock.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Dialogues kept at once: many times the largest council; beyond it the one that rested longest is forgotten. */
const MOST_KEPT = 1_000;

/** Dialogues that live in memory only, and yet are undone with the work that changed them. */
export interface EphemeralDialogues {
  get(subject: string): LoadedDialogue | null;
  set(subject: string, dialogue: StoredDialogue): void;
  delete(subject: string): void;
  /** Forgets those that nobody has gone on with since an instant. */
  forget(before: EpochMs): void;
}

/** An empty memory. */
export function createEphemeralDialogues(onUndo: UnitOfWork['onUndo']): EphemeralDialogues {
  const kept = new Map<string, LoadedDialogue>();

  function replace(subject: string, next: LoadedDialogue | null): void {
    const before = kept.get(subject);
    if (before === undefined && next === null) return;
    put(subject, next);
    onUndo(() => put(subject, before ?? null));
  }

  function put(subject: string, dialogue: LoadedDialogue | null): void {
    // Taken out first, so that the order is that of the last change.
    kept.delete(subject);
    if (dialogue !== null) kept.set(subject, dialogue);
  }

  return {
    get: (subject) => kept.get(subject) ?? null,
    set(subject, dialogue) {
      const [oldest] = kept.keys();
      if (kept.size >= MOST_KEPT && !kept.has(subject) && oldest !== undefined) replace(oldest, null);
      replace(subject, { ...dialogue, own: true });
    },
    delete: (subject) => replace(subject, null),
    forget(before) {
      for (const [subject, { askedAt }] of kept) if (askedAt < before) replace(subject, null);
    },
  };
}
