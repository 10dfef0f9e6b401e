import { type Hours, minutesOutside } from '../domain/hours.ts';
import { holds, type Person } from '../domain/person.ts';
import { OPTIONAL_MESSAGES, type OptionalMessage } from '../domain/preferences.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { officeCalendar } from './calendar.ts';
import type { Work } from './ports.ts';

/** Own quiet hours must leave this much of the day beside the office's. */
const LEAST_FREE_MINUTES = 60;

/** Optional messages that a person would get, by who they are now. */
export function optionalMessages(person: Person): readonly OptionalMessage[] {
  return OPTIONAL_MESSAGES.filter((kind) =>
    kind === 'digest' ? holds(person, 'leader') : holds(person, 'head') || holds(person, 'secretary'),
  );
}

/** Whether a person has asked to do without an optional message. */
export function isMuted(work: Work, memberId: number, kind: OptionalMessage): boolean {
  return work.store.preferences.of(memberId).muted.includes(kind);
}

/** Sets a person's own quiet hours, null for none. */
export function setQuietHours(work: Work, memberId: number, quiet: Hours | null): Result<void, 'quiet_too_long'> {
  const { lunch, ...night } = officeCalendar(work).quiet;
  const office = lunch === null ? [night] : [night, lunch];
  if (quiet !== null && minutesOutside([...office, quiet]) < LEAST_FREE_MINUTES) return err('quiet_too_long');
  work.store.preferences.set(memberId, { ...work.store.preferences.of(memberId), quiet });
  return ok(undefined);
}

/** Turns an optional message off, or on again. */
export function toggleMessage(work: Work, memberId: number, kind: OptionalMessage): void {
  const { quiet, muted } = work.store.preferences.of(memberId);
  const others = muted.filter((known) => known !== kind);
  work.store.preferences.set(memberId, { quiet, muted: others.length < muted.length ? others : [...muted, kind] });
}
