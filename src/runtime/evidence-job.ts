import type { QueuedJob, UnitOfWork } from '../app/delivery-ports.ts';
import type { EvidenceKept, JobRequest } from '../app/job-request.ts';
import type { Store } from '../app/ports.ts';
import { attachFile, mayAttach } from '../app/review-evidence.ts';
import { FILE_LIMITS } from '../domain/file-kind.ts';
import type { Clock } from '../lib/clock.ts';
import type { Randomness } from '../lib/ids.ts';
import type { FetchFile } from './fetch-file.ts';
import type { Files } from './files.ts';
import type { JobHandler } from './jobs.ts';

export interface EvidenceJobOptions {
  readonly store: Store;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly zone: string;
  readonly files: Files;
  readonly fetchFile: FetchFile;
}

const FETCH_TEXT = {
  'too-large': 'error.file_over_limit',
  gone: 'error.file_gone',
  unavailable: 'error.file_unavailable',
} as const;

/**
 * Keeps what somebody sent as evidence: fetched at once, known by its content, stored under a random name. The item
 * shows it from the moment it is kept, whether or not the dialogue still waits.
 */
export function createEvidenceJob(options: EvidenceJobOptions): JobHandler {
  const { store, unitOfWork, clock, random, zone, files, fetchFile } = options;

  function inWork<T>(job: QueuedJob, use: (work: Parameters<typeof mayAttach>[0], actor: Actor) => T): T | null {
    return unitOfWork.run(() => {
      // The sender of the file, by who they are now: an account given up since is nobody's.
      const actor = store.identities.find({ channel: job.channel, accountId: job.accountId })?.person;
      return actor?.id === job.memberId ? use({ store, now: clock.now(), random, zone }, actor) : null;
    });
  }

  async function kept(job: QueuedJob): Promise<EvidenceKept> {
    const { ref, name, reportId, key } = job.payload as Extract<JobRequest, { kind: 'keep_evidence' }>;
    const allowed = inWork(job, (work, actor) => ({ before: mayAttach(work, actor, reportId, key) }))?.before;
    if (allowed === undefined) return refusal('error.not_allowed');
    if (!allowed.ok) return refusal(`error.${allowed.error}`);
    const fetched = await fetchFile(job.channel, ref, FILE_LIMITS.evidence.bytes);
    if (!fetched.ok) return refusal(FETCH_TEXT[fetched.error]);
    const { checkFileKind } = await import('../intake/file-check.ts');
    const checked = await checkFileKind(fetched.bytes, name, 'evidence');
    if (!checked.ok) return refusal(`error.${checked.error}`);
    const { storedName, sha256 } = files.keep(fetched.bytes);
    const file = { storedName, sha256, ...checked.value, sizeBytes: fetched.bytes.byteLength };
    // An expected refusal undoes nothing, because nothing was written: it is carried in a value of its own.
    const attached = inWork(job, (work, actor) => ({
      after: attachFile(work, actor, reportId, key, pick(file)),
    }))?.after;
    if (attached === undefined || !attached.ok || !attached.value.stored) files.remove(storedName);
    if (attached === undefined) return refusal('error.not_allowed');
    if (!attached.ok) return refusal(`error.${attached.error}`);
    return { ok: true, text: 'progress.evidence.kept', params: { name: file.name } };
  }

  return async (job) => ({ kind: 'result', result: await kept(job) });
}

type Actor = Parameters<typeof mayAttach>[1];
type File = Parameters<typeof attachFile>[4];

function pick({ storedName, sha256, name, mime, sizeBytes }: File): File {
  return { storedName, sha256, name, mime, sizeBytes };
}

function refusal(text: string): EvidenceKept {
  return { ok: false, text, params: {} };
}
