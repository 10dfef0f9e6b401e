/** Lets others wait until nothing is said in a chat. */
export interface Quiet {
  /** Resolves when `talks` says no for the chat: at once, or at a later look. */
  wait(chatId: string): Promise<void>;
  /** Asks anew for all who wait. */
  look(): void;
}

/** Those who wait for chats of which `talks` tells. */
export function createQuiet(talks: (chatId: string) => boolean): Quiet {
  const waiting = new Map<() => void, string>();

  function look(): void {
    for (const [resolve, chatId] of waiting) {
      if (talks(chatId)) continue;
      waiting.delete(resolve);
      resolve();
    }
  }

  return {
    look,
    wait: (chatId) =>
      new Promise((resolve) => {
        waiting.set(resolve, chatId);
        look();
      }),
  };
}
