import type { JobRequest } from '../../app/job-request.ts';
import type { MemberContext } from '../context.ts';

/** Queues asynchronous work for this chat; the number of the job. */
export function enqueue(context: MemberContext, { kind, ...payload }: JobRequest): number {
  const { channel, chatId, accountId } = context.chat;
  const asked = { kind, memberId: context.person.id, channel, chatId, accountId, payload };
  return context.store.jobs.enqueue({ ...asked, now: context.now });
}
