import { audit } from '../app/audit.ts';
import type { Outbox } from '../app/delivery-ports.ts';
import { type ExportKind, type ExportScope, entitlementOf, exportNamed, exportScope } from '../app/exports.ts';
import type { JobRequest } from '../app/job-request.ts';
import type { Work } from '../app/ports.ts';
import { say } from '../conversation/text-key.ts';
import { FILE_FORMS } from '../domain/file-kind.ts';
import type { Locale } from '../domain/person.ts';
import type { Randomness } from '../lib/ids.ts';
import type { Catalogue } from '../presentation/catalogue.ts';
import type { ReadTemplate } from '../reports/documents/document-kinds.ts';
import type { Fill } from '../reports/documents/fill-template.ts';
import type { ExportMaterial } from '../reports/exports.ts';
import type { FileJobOptions } from './file-job.ts';
import type { JobHandler, JobOutcome } from './jobs.ts';

export interface ExportJobOptions extends FileJobOptions {
  readonly random: Randomness;
  readonly templates: ReadTemplate;
  readonly fill: Fill;
  readonly outbox: Pick<Outbox, 'problems'>;
}

/** Undelivered messages in one file: what is older is in the newest ones' way only. */
const MOST_MESSAGES = 20_000;

type ExportRequest = Extract<JobRequest, { kind: 'export' }>;

/** Writes an export into the file store, for whoever may have it by who they are when the work begins. */
export function createExportJob(options: ExportJobOptions): JobHandler {
  const { store, unitOfWork, clock, random, zone, catalogue, files, handsOver, outbox, templates, fill } = options;

  return async ({ payload, channel, accountId, memberId }, locale, progress) => {
    if (!handsOver(channel)) return refusal('error.channel_without_files');
    const { code, variant } = payload as ExportRequest;
    const kind = exportNamed(code);
    const asker = unitOfWork.run(() => store.identities.find({ channel, accountId }))?.person;
    const scope = asker?.id !== memberId || kind === null ? null : exportScope(asker, kind);
    if (kind === null || scope === null) return refusal('error.not_allowed');
    const read = <T>(use: (work: Work) => T) => unitOfWork.run(() => use({ store, now: clock.now(), random, zone }));
    const taken = () => {
      const details = { export: code, variant: variant === '' ? null : variant, division: scope.divisionId };
      read((work) => audit(work, { action: 'data_exported', actor: asker ?? null, details }));
    };
    const year = read((work) => work.store.campaigns.current())?.year;
    if (year === undefined) return refusal('error.no_campaign');
    if (kind.format === 'docx') {
      const { documentWords } = await import('../reports/documents/document-words.ts');
      const { officeDocument } = await import('../reports/office-documents.ts');
      const words = documentWords(catalogue, zone, fill);
      const made = await officeDocument(kind.code, { read, variant, words, templates });
      if (!made.ok) return { kind: 'message', reply: { say: [made.error] } };
      taken();
      return handedOver(files.store(made.value), kind, scope, year, catalogue, locale);
    }
    const text: ExportMaterial['text'] = (key, params) => catalogue.plain(say(key, params), locale);
    const { writeExport } = await import('../reports/write-export.ts');
    const material: ExportMaterial = {
      read,
      scope,
      variant,
      text,
      said: (words) => catalogue.plain(words, locale),
      undelivered: () => unitOfWork.run(() => outbox.problems(MOST_MESSAGES)),
    };
    const storedName = await files.storeWritten((path) =>
      writeExport(path, [kind.code], material, { zone, now: clock.now(), progress }),
    );
    taken();
    return handedOver(storedName, kind, scope, year, catalogue, locale);
  };
}

function handedOver(
  storedName: string,
  kind: ExportKind,
  scope: ExportScope,
  year: number,
  catalogue: Catalogue,
  locale: Locale,
): JobOutcome {
  const name = `${catalogue.plain(say(`file.export.${kind.code}`, { year: String(year) }), locale)}.${kind.format}`;
  const { mime } = FILE_FORMS[kind.format];
  return {
    kind: 'message',
    reply: {
      say: [say('export.done', { what: say(`export.${kind.code}`) })],
      file: { storedName, name, mime, entitlement: entitlementOf(kind, scope) },
    },
  };
}

function refusal(key: 'error.not_allowed' | 'error.no_campaign' | 'error.channel_without_files'): JobOutcome {
  return { kind: 'message', reply: { say: [say(key)] } };
}
