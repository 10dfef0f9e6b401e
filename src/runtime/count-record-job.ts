import { audit } from '../app/audit.ts';
import { countRecordOf } from '../app/count-record.ts';
import { entitlementByRight } from '../app/exports.ts';
import type { JobRequest } from '../app/job-request.ts';
import { say } from '../conversation/text-key.ts';
import { may } from '../domain/rights.ts';
import type { FileJobOptions } from './file-job.ts';
import type { JobHandler } from './jobs.ts';

type CountRecordRequest = Extract<JobRequest, { kind: 'count_record' }>;

/** Writes the record of a count for whoever runs the round or is a teller when the work begins. */
export function createCountRecordJob(options: FileJobOptions): JobHandler {
  const { store, unitOfWork, clock, zone, catalogue, files, handsOver } = options;
  return async ({ payload, channel, accountId, memberId }, locale) => {
    if (!handsOver(channel)) return refusal('error.channel_without_files');
    const { electionId } = payload as CountRecordRequest;
    const { asker, stored } = unitOfWork.run(() => ({
      asker: store.identities.find({ channel, accountId })?.person,
      stored: store.elections.byId(electionId),
    }));
    const record = stored === null ? null : countRecordOf(stored);
    const mayHave = asker?.id === memberId && may(asker, 'read_counts');
    if (!mayHave) return refusal('error.not_allowed');
    if (record === null) return refusal('error.election_not_counted');
    const storedName = files.store(Buffer.from(`${JSON.stringify(record, null, 2)}\n`));
    unitOfWork.run(() => {
      const subject = { kind: 'election', id: electionId } as const;
      const details = { export: 'count_record' };
      audit({ store, now: clock.now(), zone }, { action: 'data_exported', actor: asker, subject, details });
    });
    const name = `${catalogue.plain(say('file.count_record', { election: String(electionId) }), locale)}.json`;
    const texts = [say('count.record_sent', { name: record.name, fingerprint: stored?.fingerprint?.short ?? '' })];
    const file = { storedName, name, mime: 'application/json', entitlement: entitlementByRight('read_counts') };
    return { kind: 'message', reply: { say: texts, file } };
  };
}

function refusal(key: 'error.not_allowed' | 'error.channel_without_files' | 'error.election_not_counted') {
  return { kind: 'message', reply: { say: [say(key)] } } as const;
}
