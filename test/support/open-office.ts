import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { link } from '../../src/app/linking.ts';
import { importPlan } from '../../src/app/plan-import.ts';
import type { Work } from '../../src/app/ports.ts';
import type { StaffRecord } from '../../src/domain/member.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { readPlanFile } from '../../src/intake/plan-file.ts';
import type { EpochMs } from '../../src/lib/clock.ts';
import { systemRandomness } from '../../src/lib/ids.ts';
import { addDays, daysBetween, localTime } from '../../src/lib/office-time.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import type { Storage } from '../../src/storage/store.ts';
import { ZONE } from './office-clock.ts';

const EXAMPLE_OPENING = '2022-02-07';
/** Registration began so many days ago; the example's closes two weeks later. */
const OPEN_SINCE_DAYS = 7;

/** The example plan with all its milestones moved so that registration is open at `now`. */
export function planOpenAt(now: EpochMs): Plan {
  const opening = addDays(localTime(now, ZONE).date, -OPEN_SINCE_DAYS);
  const read = readPlanFile(planTextFrom(opening));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.plan;
}

/** The example plan's file with all its milestones moved so that registration opens on a date. */
export function planTextFrom(opening: string): string {
  const year = Number(opening.slice(0, 4));
  const moved = daysBetween(EXAMPLE_OPENING, opening);
  return (
    readFileSync(join(projectRoot, 'examples/ban-dan-toc-2022.yaml'), 'utf8')
      .replace(/^year: \d+$/m, `year: ${year}`)
      // The period of five years that the plan belongs to: the example's second.
      .replaceAll('2021-2025', `${year - 1}-${year + 3}`)
      .replace(/^( +at: )(\d{4}-\d\d-\d\d)/gm, (_line, indent: string, date: string) => indent + addDays(date, moved))
  );
}

/** A registered account of somebody on the staff list. */
export interface OfficeAccount {
  readonly channel: string;
  readonly code: string;
  /** Account and private chat alike, as on Telegram. */
  readonly accountId: string;
}

/** Fills an empty database: plan, staff and linked accounts, through the use cases that real ones go through. */
export function openOffice(
  storage: Storage,
  office: {
    readonly plan: Plan;
    /** Asked once the plan's divisions are stored. */
    staff(work: Work): readonly StaffRecord[];
    readonly accounts: readonly OfficeAccount[];
  },
  now: EpochMs,
): void {
  const { store, unitOfWork } = storage;
  const work: Work = { store, now, random: systemRandomness, zone: ZONE };
  unitOfWork.run(() => {
    importPlan(work, office.plan);
    for (const record of office.staff(work)) store.members.save(record, now);
    for (const { channel, code, accountId } of office.accounts) {
      const person = store.members.byCode(code);
      if (person === null) throw new Error(`nobody has code ${code}`);
      link(work, { channel, accountId, chatId: accountId }, person);
    }
  });
}
