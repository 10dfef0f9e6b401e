import { notLinked } from '../app/linking.ts';
import { say } from '../conversation/text-key.ts';
import { holidayNotice } from '../domain/holidays/notices.ts';
import { holds, type Person } from '../domain/person.ts';
import { ruleSetById, unverifiedCount } from '../domain/rule-set.ts';
import { localTime } from '../lib/office-time.ts';
import { type Check, check } from './check.ts';
import type { Office } from './office.ts';

/** What the office has entered: plan with its rules, staff with their posts and accounts. */
export function officeChecks({ storage, work }: Office): readonly Check[] {
  const { store } = storage;
  const campaign = store.campaigns.current();
  if (campaign === null) return [check('plan', 'fail', 'doctor.plan.none', {}, 'doctor.plan.advice')];
  const { year, plan } = campaign;
  const people = store.members.active();
  const checks = [
    check('plan', 'ok', 'doctor.plan', { year: String(year), title: plan.title }),
    rulesCheck(plan.ruleSet),
  ];
  if (people.length === 0) return [...checks, check('staff', 'fail', 'doctor.staff.none', {}, 'doctor.staff.advice')];
  const unlinked = notLinked(work()).length;
  const params = { people: people.length, linked: people.length - unlinked, unlinked };
  return [
    ...checks,
    check('staff', unlinked === 0 ? 'ok' : 'warn', 'doctor.staff', params, 'doctor.staff.unlinked.advice'),
    people.some((person) => holds(person, 'secretary'))
      ? check('secretary', 'ok', 'doctor.secretary')
      : check('secretary', 'fail', 'doctor.secretary.none', {}, 'doctor.secretary.advice'),
    headsCheck(store.divisions.all(), people),
  ];
}

function rulesCheck(id: Parameters<typeof ruleSetById>[0]): Check {
  const ruleSet = ruleSetById(id);
  const count = unverifiedCount(ruleSet);
  const rules = say(`rule_set.${ruleSet.id}`);
  if (count === 0 && ruleSet.verified) return check('rules', 'ok', 'doctor.rules', { rules });
  return check('rules', 'warn', 'doctor.rules.unverified', { rules, count }, 'doctor.rules.advice');
}

function headsCheck(
  divisions: ReturnType<Office['storage']['store']['divisions']['all']>,
  people: readonly Person[],
): Check {
  const headed = new Set(people.filter((person) => holds(person, 'head')).map(({ divisionId }) => divisionId));
  const headless = divisions.filter(({ id, active }) => active && !headed.has(id));
  if (headless.length === 0) return check('heads', 'ok', 'doctor.heads');
  const names = { list: headless.map(({ name }) => name), join: 'comma' as const };
  return check('heads', 'warn', 'doctor.heads.missing', { divisions: names }, 'doctor.heads.advice');
}

/** Notices of a year's days off come late in the year before it. */
const NOTICE_MONTH = 12;

/** Whether the days off of this year, and at its end of the next, are those that were announced. */
export function holidayChecks({ storage, work }: Office): readonly Check[] {
  const { now, zone } = work();
  const { year, month } = localTime(now, zone);
  const years = month >= NOTICE_MONTH ? [year, year + 1] : [year];
  const computed = years.filter((one) => {
    const own = storage.store.calendar.ofYear(one, 'office').length > 0;
    return !own && holidayNotice(one)?.verified !== true;
  });
  const shown = { years: { list: years.map(String), join: 'comma' as const } };
  if (computed.length === 0) return [check('holidays', 'ok', 'doctor.holidays', shown)];
  const params = { years: { list: computed.map(String), join: 'comma' as const } };
  return [check('holidays', 'warn', 'doctor.holidays.unverified', params, 'doctor.holidays.advice')];
}
