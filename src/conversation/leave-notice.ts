import type { LeaveDays } from '../domain/leave.ts';
import type { Person } from '../domain/person.ts';
import { DAY } from '../lib/clock.ts';
import type { MemberContext } from './context.ts';
import { say } from './text-key.ts';

/** After a week the list under /caidat says the same. */
const NOTICE_MS = 7 * DAY;

/** Tells a person that the secretary has entered leave for them: they know best whether it is right. */
export function leaveEntered(context: MemberContext, to: Person, { from, to: until }: LeaveDays): void {
  const texts = [
    say('notice.leave_entered', {
      by: context.person.fullName,
      from: { as: 'weekday', date: from },
      to: { as: 'weekday', date: until },
    }),
  ];
  const commands = [{ command: 'caidat', label: say('command.caidat.label') }];
  const expiresAt = context.now + NOTICE_MS;
  context.notify({ to: to.id, kind: 'leave_entered', lane: 'receipt', reply: { say: texts, commands }, expiresAt });
}
