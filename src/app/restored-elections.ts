import type { ElectionTurn } from './election-closing.ts';
import { keepValue, keptValue } from './kept-value.ts';
import type { Work } from './ports.ts';

/** Elections that a restored backup ended and whose members were not told; storage/backup-ballots.ts writes it. */
const RESTORED = 'restored_elections';

/** What to tell of elections that a backup ended, once: it was restored. */
export function restoredTurns({ store }: Work): readonly ElectionTurn[] {
  const ids = keptValue<readonly number[]>(store, RESTORED) ?? [];
  keepValue(store, RESTORED, null);
  return ids.flatMap((id) => {
    const election = store.elections.byId(id);
    return election?.course.state === 'void' ? [{ kind: 'void', election }] : [];
  });
}
