import type { UnitOfWork } from '../app/delivery-ports.ts';
import { quotaStanding, takeAlarm } from '../app/message-quota.ts';
import type { Store, Work } from '../app/ports.ts';
import { quotaAlarmNotice } from '../conversation/quota-notices.ts';
import type { MonthlyQuota } from '../domain/message-quota.ts';
import type { EpochMs } from '../lib/clock.ts';
import { errorFields, type Log } from './log.ts';
import type { Post } from './post.ts';

export interface QuotaWatchOptions {
  readonly store: Store;
  readonly unitOfWork: UnitOfWork;
  readonly random: Work['random'];
  readonly zone: string;
  readonly quotas: readonly MonthlyQuota[];
  readonly post: Post;
  readonly log: Log;
}

/** What looks at every counted channel's month, and tells each secretary once of every alarm that it has reached. */
export function createQuotaWatch(options: QuotaWatchOptions): (now: EpochMs) => void {
  const { store, unitOfWork, random, zone, quotas, post, log } = options;

  function look(quota: MonthlyQuota, now: EpochMs): void {
    const work: Work = { store, now, random, zone };
    const alarm = takeAlarm(work, quota);
    if (alarm === null) return;
    const standing = quotaStanding(work, quota);
    for (const { id } of store.members.withRole('secretary')) {
      const key = `quota:${quota.channel}:${standing.month}:${alarm}:${id}`;
      post.notice(quotaAlarmNotice(work, standing, alarm, id), key, now);
    }
  }

  return (now) => {
    for (const quota of quotas) {
      try {
        unitOfWork.run(() => look(quota, now));
      } catch (error) {
        // The month is looked at again in a minute; what is due meanwhile fires all the same.
        log.error({ channel: quota.channel, ...errorFields(error) }, 'month of messages not looked at');
      }
    }
  };
}
