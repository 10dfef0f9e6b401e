import type { Achievement } from '../../src/domain/history.ts';
import { EMPTY_CONTENT, type PledgeContent } from '../../src/domain/pledge.ts';
import { CAST, type Office } from './office.ts';
import { pledgeFor } from './reporting.ts';

const DECISION = { number: '15/QĐ-BDT', date: '2022-02-10', authority: 'Trưởng ban' } as const;

/** A pledge for advanced worker and grassroots fighter with an initiative. */
export const FIGHTER_CONTENT: PledgeContent = {
  ...EMPTY_CONTENT,
  titles: ['advanced_worker', 'grassroots_emulation_fighter'],
  grade: 'excellent',
  initiative: { name: 'Số hóa hồ sơ người có uy tín', summary: 'Giảm thời gian rà soát', level: 'grassroots' },
  commitments: [{ code: null, text: 'Hoàn thành 100% hồ sơ đúng hạn' }],
};

/** Records what somebody achieved, in this year unless another one is given. */
export function achieved(office: Office, code: string, achievement: Achievement, year = office.plan.year): void {
  office.work(({ store, now }) => {
    const holder = { of: 'person', memberId: office.person(code).id } as const;
    const enteredBy = office.person(CAST.secretary).id;
    store.yearResults.add({ holder, year, achievement, decision: DECISION, enteredBy, enteredAt: now });
  });
}

/** Records that somebody is advanced worker of the year. */
export function advancedWorker(office: Office, code: string): void {
  achieved(office, code, { kind: 'title', title: 'advanced_worker' });
}

/** Records an initiative recognised this year. */
export function recognised(office: Office, code: string, level: 'grassroots' | 'provincial' = 'grassroots'): void {
  achieved(office, code, { kind: 'initiative', level, name: 'Số hóa hồ sơ' });
}

/** Records a disciplinary measure of the year. */
export function disciplined(office: Office, code: string, level: 'reprimand' | 'warning'): void {
  office.work(({ store, now }) => {
    const enteredBy = office.person(CAST.secretary).id;
    const { year } = office.plan;
    store.disciplineRecords.add({
      memberId: office.person(code).id,
      year,
      level,
      decision: DECISION,
      enteredBy,
      enteredAt: now,
    });
  });
}

/** Somebody who meets every rule for grassroots fighter, and somebody whose initiative is not recognised yet. */
export function twoCandidates(office: Office): void {
  for (const code of [CAST.staff, CAST.colleague]) {
    pledgeFor(office, code, FIGHTER_CONTENT);
    advancedWorker(office, code);
  }
  recognised(office, CAST.staff);
}
