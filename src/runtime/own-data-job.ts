import { audit } from '../app/audit.ts';
import type { JobRequest } from '../app/job-request.ts';
import { ownDataEntitlement } from '../app/own-data.ts';
import { say } from '../conversation/text-key.ts';
import { FILE_FORMS } from '../domain/file-kind.ts';
import type { FileJobOptions } from './file-job.ts';
import type { JobHandler } from './jobs.ts';

type OwnDataRequest = Extract<JobRequest, { kind: 'own_data' }>;

/** Writes everything that is stored about whoever asks into a file for them alone. */
export function createOwnDataJob(options: FileJobOptions): JobHandler {
  const { store, unitOfWork, clock, zone, catalogue, files, handsOver } = options;
  return async ({ payload, channel, accountId, memberId }, locale, progress) => {
    if (!handsOver(channel)) return refusal('error.channel_without_files');
    const { format } = payload as OwnDataRequest;
    const now = clock.now();
    const found = unitOfWork.run(() => {
      const person = store.identities.find({ channel, accountId })?.person;
      if (person === undefined || person.id !== memberId || !person.active) return null;
      audit({ store, now, zone }, { action: 'own_data_exported', actor: person, details: { format } });
      return { person, tables: store.ownData.of(person.id) };
    });
    if (found === null) return refusal('error.not_allowed');
    const { person, tables } = found;
    const name = `${catalogue.plain(say('file.own_data', { code: person.code }), locale)}.${format}`;
    const mime = format === 'json' ? 'application/json' : FILE_FORMS.xlsx.mime;
    const storedName = await written();
    const file = { storedName, name, mime, entitlement: ownDataEntitlement(person) };
    return { kind: 'message', reply: { say: [say('own_data.done')], file } };

    async function written(): Promise<string> {
      if (format === 'json') {
        const { ownDataJson } = await import('../reports/own-data/machine-file.ts');
        return files.store(Buffer.from(ownDataJson(tables, person.code, now)));
      }
      const { ownDataSheets } = await import('../reports/own-data/readable-sheets.ts');
      const { writeTables } = await import('../reports/tables/write-tables.ts');
      const sheets = ownDataSheets(tables, person, now, (key, params) => catalogue.plain(say(key, params), locale));
      return files.storeWritten((path) => writeTables(path, sheets, { zone, now, progress }));
    }
  };
}

function refusal(key: 'error.not_allowed' | 'error.channel_without_files') {
  return { kind: 'message', reply: { say: [say(key)] } } as const;
}
