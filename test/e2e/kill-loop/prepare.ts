import { previewStaff } from '../../../src/app/staff-import.ts';
import { readDemoFiles } from '../../../src/demo/demo-data.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { openStorage } from '../../../src/open-storage.ts';
import { createCatalogue } from '../../../src/presentation/catalogue.ts';
import { staffVocabulary } from '../../../src/presentation/staff-sheet-terms.ts';
import type { Storage } from '../../../src/storage/store.ts';
import { ZONE } from '../../support/office-clock.ts';
import { openOffice, planOpenAt } from '../../support/open-office.ts';
import type { Platform } from './platform.ts';

/** The example's plan, open now, and its staff, everybody linked on a platform, and `more`; returns the staff codes. */
export async function prepareOffice(
  dataDir: string,
  platformOf: (code: string) => Pick<Platform, 'channel' | 'account'>,
  now: number,
  more: (storage: Storage) => void = () => {},
): Promise<readonly string[]> {
  const opened = await openStorage(dataDir, projectRoot, now);
  if (!opened.ok) throw new Error(`database refused: ${opened.error.kind}`);
  const catalogue = createCatalogue(ZONE);
  const { rows } = await readDemoFiles(projectRoot, catalogue);
  const codes = rows.flatMap(({ values }) => values.code ?? []);
  openOffice(
    opened.value,
    {
      plan: planOpenAt(now),
      staff: (work) => previewStaff(work, rows, staffVocabulary(catalogue, 'vi')).new.map(({ record }) => record),
      accounts: codes.map((code) => {
        const { channel, account } = platformOf(code);
        return { channel, code, accountId: account(code) };
      }),
    },
    now,
  );
  more(opened.value);
  opened.value.close();
  return codes;
}
