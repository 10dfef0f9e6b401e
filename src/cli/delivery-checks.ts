import { HOUR, MINUTE } from '../lib/clock.ts';
import { type Check, check } from './check.ts';
import type { Office } from './office.ts';

/** A queue older than this means that messages do not leave. */
const OLD_QUEUE_MS = HOUR;

/** Whether messages leave and arrive. */
export function deliveryChecks({ storage, work }: Office): readonly Check[] {
  const { outbox } = storage.delivery;
  const { pending = 0, failed = 0, unknown = 0 } = outbox.counts();
  const oldest = outbox.oldestPending();
  const age = oldest === null ? 0 : Math.max(0, work().now - oldest);
  const queue = { pending, minutes: Math.floor(age / MINUTE) };
  const count = storage.store.identities.unreachable().length;
  const givenUp = failed + unknown > 0 ? 'warn' : 'ok';
  return [
    check('queue', age > OLD_QUEUE_MS ? 'fail' : 'ok', 'doctor.queue', queue, 'doctor.queue.advice'),
    check('undelivered', givenUp, 'doctor.undelivered', { failed, unknown }, 'doctor.undelivered.advice'),
    check('unreachable', count > 0 ? 'warn' : 'ok', 'doctor.unreachable', { count }, 'doctor.unreachable.advice'),
  ];
}
