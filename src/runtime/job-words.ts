import type { QueuedJob } from '../app/delivery-ports.ts';
import type { JobRequest } from '../app/job-request.ts';
import { say } from '../conversation/text-key.ts';
import type { CommandChoice } from '../conversation/types.ts';
import type { Locale } from '../domain/person.ts';
import type { Catalogue } from '../presentation/catalogue.ts';
import type { WorkShown } from './typing.ts';

type ExportRequest = Extract<JobRequest, { kind: 'export' }>;

/** What is offered where a job failed: the same once more, by a command that asks all rights anew. */
export function repeatsOf({ kind, payload }: QueuedJob): readonly CommandChoice[] {
  if (kind !== 'export') return [];
  const { code, variant } = payload as ExportRequest;
  return [{ command: `xuatdulieu ${code} ${variant}`.trim(), label: say('export.again') }];
}

/** How far a job is, for the message that said that it began; null where that message or the share is not known. */
export function progressShown(
  { kind, payload }: QueuedJob,
  done: number | null,
  catalogue: Catalogue,
  locale: Locale,
): WorkShown | null {
  if (kind !== 'export' || done === null) return null;
  const { code, shownIn } = payload as ExportRequest;
  if (shownIn === null) return null;
  const params = { what: say(`export.${code}`), percent: Math.floor(done * 100) };
  return { text: catalogue.plain(say('export.progress', params), locale), messageId: shownIn };
}
