import { castChoices } from '../../../src/app/casting.ts';
import type { Work } from '../../../src/app/ports.ts';
import type { Choice } from '../../../src/domain/ballot/election.ts';
import { systemRandomness } from '../../../src/lib/ids.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { openStorage } from '../../../src/open-storage.ts';
import { createFiles } from '../../../src/runtime/files.ts';
import { keepEvidence } from '../../support/kept-evidence.ts';
import { ZONE } from '../../support/office-clock.ts';
import { councilOf, openRound } from '../../support/voting.ts';

const PHOTOS = 6;
const VOTED = 3;
const BALLOT: ReadonlyMap<number, Choice> = new Map([
  [1, 'agree'],
  [2, 'disagree'],
]);

/** What the office has beside registrations: evidence, and a round under way in which some have voted. */
export async function furnish(dataDir: string, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const opened = await openStorage(dataDir, projectRoot, Date.now());
  if (!opened.ok) throw new Error(`database refused: ${opened.error.kind}`);
  const storage = opened.value;
  const clock = { now: () => Date.now() };
  const plan = storage.store.campaigns.current()?.plan;
  if (plan === undefined) throw new Error('an office without a plan');
  const office = {
    ...{ storage, clock, plan },
    bot: { files: createFiles(storage.dataDir.files, systemRandomness) },
    work<T>(use: (work: Work) => T): T {
      const work = { store: storage.store, now: clock.now(), random: systemRandomness, zone: ZONE };
      return storage.unitOfWork.run(() => use(work));
    },
    person(code: string) {
      const found = storage.store.members.byCode(code);
      if (found === null) throw new Error(`nobody has the code ${code}`);
      return found;
    },
  };
  const photos = new Map<string, string>();
  for (const code of codes.slice(0, PHOTOS)) {
    const content = `ảnh minh chứng của ${code}: ${systemRandomness.token(3_000)}`;
    photos.set(keepEvidence(office, code, content), content);
  }
  const { id } = await openRound(office);
  for (const code of councilOf(office).slice(0, VOTED)) {
    office.work((work) => castChoices(work, office.person(code), id, BALLOT));
  }
  storage.close();
  return photos;
}
