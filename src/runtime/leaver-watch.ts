import { takeLeaveOfSome, takeSoonAnonymised } from '../app/leaving.ts';
import type { Work } from '../app/ports.ts';
import { leaversNear } from '../conversation/leaver-wording.ts';
import { say } from '../conversation/text-key.ts';
import { DAY, type EpochMs } from '../lib/clock.ts';
import type { WatchOptions } from './watch-options.ts';

/**
 * Looks once a day, and at every beat while there is more to do: tells the secretary whose name goes within a month,
 * unlinks who left, anonymises whose time has come.
 */
export function createLeaverWatch(options: WatchOptions): (now: EpochMs) => void {
  const { store, random, zone, unitOfWork, post, catalogue, defaultLocale } = options;
  const nameOf = (code: string) => catalogue.plain(say('person.anonymised', { code }), defaultLocale);
  let doneAt: EpochMs = Number.NEGATIVE_INFINITY;

  function tellSecretaries(work: Work): void {
    const near = takeSoonAnonymised(work);
    for (const { id } of near.length === 0 ? [] : store.members.withRole('secretary')) {
      const key = `leavers:${id}:${near.map((leaver) => leaver.id).join('.')}`;
      const reply = { say: leaversNear(near), commands: [{ command: 'quanly', label: say('command.quanly.label') }] };
      post.notice({ to: id, kind: 'leavers_near', lane: 'receipt', reply }, key, work.now);
    }
  }

  return (now) => {
    // A clock that was put back must not keep everything until it has caught up.
    if (Math.abs(now - doneAt) < DAY) return;
    const more = unitOfWork.run(() => {
      const work: Work = { store, now, random, zone, via: 'program' };
      tellSecretaries(work);
      return takeLeaveOfSome(work, nameOf);
    });
    if (!more) doneAt = now;
  };
}
