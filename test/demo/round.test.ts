import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { newDraft, nominateAll } from '../../src/app/election-draft.ts';
import { openingCase } from '../../src/app/election-opening.ts';
import type { Work } from '../../src/app/ports.ts';
import { demoStart, readDemoFiles, seedDemo } from '../../src/demo/demo-data.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { openStorage } from '../../src/open-storage.ts';
import { createCatalogue } from '../../src/presentation/catalogue.ts';
import { ZONE } from '../support/office-clock.ts';
import { seededRandomness } from '../support/seeded-randomness.ts';

it.each(['secret_ballot', 'open_vote'] as const)(
  'a newcomer finds candidates for a %s who meet every rule, without entering anything',
  async (method) => {
    const folder = mkdtempSync(join(tmpdir(), 'thidua-demo-'));
    const catalogue = createCatalogue(ZONE);
    const files = await readDemoFiles(projectRoot, catalogue);
    const now = demoStart(files.plan, ZONE);
    const opened = await openStorage(folder, projectRoot, now);
    if (!opened.ok) throw new Error(opened.error.kind);
    const storage = opened.value;
    onTestFinished(() => {
      storage.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const random = seededRandomness('demo');
    seedDemo(storage, files, catalogue, random, ZONE);
    const found = storage.unitOfWork.run(() => {
      const work: Work = { store: storage.store, now, random, zone: ZONE };
      const [secretary] = storage.store.members.withRole('secretary');
      if (secretary === undefined) throw new Error('a demonstration without a secretary');
      const draft = newDraft(work, secretary, { method, name: 'Đợt thử' });
      if (!draft.ok) throw new Error(draft.error);
      const nominated = nominateAll(work, secretary, draft.value);
      const secret = method === 'secret_ballot' ? openingCase(work, secretary, draft.value).ok : true;
      return { nominees: nominated.ok ? nominated.value.election.nominees.length : 0, secret };
    });
    expect(found.nominees).toBeGreaterThanOrEqual(2);
    expect(found.secret).toBe(true);
  },
);
