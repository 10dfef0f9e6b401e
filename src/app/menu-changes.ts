import { keepValue, keptValue } from './kept-value.ts';
import type { Store } from './ports.ts';

// Command menus stand in people's chats until they are set again: whose roles change gets theirs anew, also where the
// command line changed them beside the running bot.

const WAITING = 'menus_to_set';

type Kept = { readonly store: Pick<Store, 'settings'> };

function waiting({ store }: Kept): readonly number[] {
  return keptValue<readonly number[]>(store, WAITING) ?? [];
}

/** Has the command menus of these people be set anew. */
export function setMenusAnew(work: Kept, memberIds: readonly number[]): void {
  if (memberIds.length === 0) return;
  keepValue(work.store, WAITING, [...new Set([...waiting(work), ...memberIds])]);
}

/** The people whose menus are to be set, once. */
export function takeMenusToSet(work: Kept): readonly number[] {
  const ids = waiting(work);
  keepValue(work.store, WAITING, null);
  return ids;
}
