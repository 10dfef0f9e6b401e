import { orderReminder } from '../../../src/app/reminder-desk.ts';
import { SECOND } from '../../../src/lib/clock.ts';
import { systemRandomness } from '../../../src/lib/ids.ts';
import type { Storage } from '../../../src/storage/store.ts';
import { CAST } from '../../support/office.ts';
import { ZONE } from '../../support/office-clock.ts';

const ORDERS = 10;
const APART_MS = 3 * SECOND;

/** Words of a reminder, in which no other's are contained. */
function reminderText(number: number): string {
  return `Việc chung thứ ${String(number).padStart(2, '0')} của cơ quan`;
}

/** The secretary orders reminders to everybody while the bot will be killed; returns their texts and when all are due. */
export function orderReminders({ store, unitOfWork }: Storage, now: number) {
  const texts = Array.from({ length: ORDERS }, (_, index) => reminderText(index + 1));
  const work = { store, now, random: systemRandomness, zone: ZONE };
  unitOfWork.run(() => {
    const by = store.members.byCode(CAST.secretary);
    if (by === null) throw new Error('no secretary');
    for (const [index, text] of texts.entries()) {
      const ordered = orderReminder(work, by, { text, audience: 'all', dueAt: now + (index + 1) * APART_MS });
      if (!ordered.ok) throw new Error(`reminder refused: ${ordered.error}`);
    }
  });
  return { texts, allDueAt: now + ORDERS * APART_MS };
}
