import type { DeliveryStore } from '../app/delivery-ports.ts';
import { pruneSentCounts } from '../app/message-quota.ts';
import type { Store } from '../app/ports.ts';
import { keptSince } from '../domain/retention.ts';
import type { EpochMs } from '../lib/clock.ts';

/** Deletes every row that is past its period (domain/retention.ts); the log of writes is emptied with them. */
export function forgetOld(work: {
  readonly store: Store;
  readonly delivery: DeliveryStore;
  readonly now: EpochMs;
  readonly zone: string;
}): void {
  const { store, delivery, now } = work;
  delivery.inboundEvents.prune(keptSince('event_keys', now));
  delivery.outbox.prune({
    delivered: keptSince('delivered_messages', now),
    texts: keptSince('undelivered_texts', now),
    givenUp: keptSince('undelivered_messages', now),
  });
  delivery.jobQueue.prune(keptSince('jobs', now));
  delivery.dialogues.prune(keptSince('dialogues', now));
  store.fileLinks.prune(keptSince('links', now));
  store.uploadLinks.prune(keptSince('links', now));
  store.invites.prune({ expired: keptSince('invites', now), attempts: keptSince('link_attempts', now) });
  store.chatTraces.sweep(keptSince('strangers', now));
  pruneSentCounts(work);
}
