import type { BackupProblem } from '../app/backup-ports.ts';
import { backupFailure, backupSeen } from '../app/backup-record.ts';
import type { Work } from '../app/ports.ts';
import type { MemberContext } from './context.ts';
import { type Say, say } from './text-key.ts';
import type { Notice } from './types.ts';

/** What somebody who can have it mended is told when no backup could be made. */
export function backupFailedNotice(work: Pick<Work, 'store'>, problem: BackupProblem, to: number): Notice {
  const what = [say('backup.failed', { problem: say(`backup.problem.${problem}`) }), seenSay(work)];
  return { to, kind: 'backup_failed', lane: 'receipt', reply: { say: [...what, say('backup.retried')], commands: [] } };
}

/** How the backups stand, for the desk. */
export function backupsShown(context: MemberContext): readonly Say[] {
  const failure = backupFailure(context.store);
  if (failure === null) return [seenSay(context)];
  const { problem, since } = failure;
  return [
    seenSay(context),
    say('backup.failing', {
      since: { as: 'moment', date: since },
      problem: say(`backup.problem.${problem}`),
    }),
  ];
}

function seenSay({ store }: Pick<Work, 'store'>): Say {
  const seen = backupSeen(store);
  return seen === null ? say('backup.none') : say('backup.newest', { at: { as: 'moment', date: seen } });
}
