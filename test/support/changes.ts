/** Lets a test wait for a state instead of for a time. */
export interface Changes {
  /** Something in the fake has changed: conditions are looked at again. */
  happened(): void;
  /** Resolves with the first value of `condition` that is neither false, null nor undefined. */
  until<T>(condition: () => T | false | null | undefined): Promise<T>;
}

/** Conditions that are looked at again after every change. */
export function createChanges(): Changes {
  const watchers = new Set<() => void>();
  return {
    happened() {
      for (const look of [...watchers]) look();
    },
    until(condition) {
      return new Promise((resolve) => {
        const look = () => {
          const value = condition();
          if (value === false || value === null || value === undefined) return;
          watchers.delete(look);
          resolve(value);
        };
        watchers.add(look);
        look();
      });
    },
  };
}
