import type { Outbox, QueuedJob, UnitOfWork } from '../app/delivery-ports.ts';
import { entitlementByRight } from '../app/exports.ts';
import type { ListRead } from '../app/job-request.ts';
import { type IssuedCode, issueCodes, mayAdminister, notLinked } from '../app/linking.ts';
import { DIGEST_PICTURE } from '../app/picture-request.ts';
import type { Store } from '../app/ports.ts';
import type { Channel } from '../channels/channel.ts';
import { say } from '../conversation/text-key.ts';
import { FILE_LIMITS } from '../domain/file-kind.ts';
import { HISTORY_LIST } from '../domain/history-columns.ts';
import type { ListRow, ListShape } from '../domain/list-shape.ts';
import type { Locale } from '../domain/person.ts';
import { STAFF_LIST } from '../domain/staff-columns.ts';
import type { Clock } from '../lib/clock.ts';
import type { Randomness } from '../lib/ids.ts';
import type { Catalogue } from '../presentation/catalogue.ts';
import { historyHeaders, staffHeaders } from '../presentation/staff-sheet-terms.ts';
import type { Pictures } from '../reports/charts/pictures.ts';
import type { ReadTemplate } from '../reports/documents/document-kinds.ts';
import type { Fill } from '../reports/documents/fill-template.ts';
import { createCountRecordJob } from './count-record-job.ts';
import { createDigestPictureJob } from './digest-picture.ts';
import { createEvidenceJob } from './evidence-job.ts';
import { createExportJob } from './export-job.ts';
import { dropUpload, type FetchFile } from './fetch-file.ts';
import type { Files } from './files.ts';
import type { JobHandler, JobOutcome } from './jobs.ts';
import type { Links } from './links.ts';
import type { Log } from './log.ts';
import { createOwnDataJob } from './own-data-job.ts';
import { createIllustrated, createPictureJob } from './picture-job.ts';

export interface JobHandlerOptions {
  readonly store: Store;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly zone: string;
  readonly catalogue: Catalogue;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly files: Files;
  readonly templates: ReadTemplate;
  readonly fetchFile: FetchFile;
  readonly links: Links;
  readonly outbox: Pick<Outbox, 'problems'>;
  readonly pictures: Pictures | null;
  readonly fill: Fill;
  readonly log: Log;
  readonly defaultLocale: Locale;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

// What reads and writes workbooks is loaded by the job that needs it, not at every start.

/** The asynchronous work that dialogues can ask for, by its kind. */
export function createJobHandlers(options: JobHandlerOptions): Readonly<Record<string, JobHandler>> {
  const { store, unitOfWork, clock, random, zone, catalogue, channels, files, fetchFile, links } = options;

  const illustrated = createIllustrated(options);

  // For the desk alone, also when its link is opened later.
  function handOver(bytes: Uint8Array, name: string, text: Parameters<typeof say>): JobOutcome {
    const file = { storedName: files.store(bytes), name, mime: XLSX, entitlement: entitlementByRight('administer') };
    return { kind: 'message', reply: { say: [say(...text)], file } };
  }

  function handsOver(channelName: string): boolean {
    const channel = channels.get(channelName);
    return channel !== undefined && links.handsOver(channel.capabilities);
  }

  async function readList<Column extends string>(
    { payload, channel }: QueuedJob,
    shape: ListShape<Column>,
    headers: Readonly<Record<Column, readonly string[]>>,
  ): Promise<ListRead<ListRow<Column>>> {
    const { ref, name } = payload as { ref: string; name: string };
    const fetched = await fetchFile(channel, ref, FILE_LIMITS.staff_list.bytes);
    if (!fetched.ok) return { ok: false, text: FETCH_TEXT[fetched.error], params: {} };
    // What is read is in the job's result; the list itself, with all its columns, is not kept.
    dropUpload(files, ref);
    const { readListSheet } = await import('../intake/list-sheet.ts');
    const sheet = await readListSheet(fetched.bytes, name, shape, headers);
    return sheet.ok
      ? { ok: true, rows: sheet.value.rows, skipped: sheet.value.skipped, unwanted: sheet.value.unwanted }
      : { ok: false, text: `staff_sheet.problem.${sheet.error.code}`, params: sheet.error.params };
  }

  return {
    async read_staff_list(job, locale) {
      return { kind: 'result', result: await readList(job, STAFF_LIST, staffHeaders(catalogue, locale)) };
    },
    async read_history_list(job, locale) {
      return { kind: 'result', result: await readList(job, HISTORY_LIST, historyHeaders(catalogue, locale)) };
    },
    async history_template({ channel }, locale) {
      if (!handsOver(channel)) return NO_FILES;
      const { historyTemplate } = await import('../reports/history-template.ts');
      const bytes = await historyTemplate(catalogue, locale);
      return handOver(bytes, catalogue.plain(say('file.history_template'), locale), ['manage.history.template_sent']);
    },
    keep_evidence: createEvidenceJob(options),
    picture: createPictureJob({ ...options, handsOver }, illustrated),
    [DIGEST_PICTURE]: createDigestPictureJob({ ...options, handsOver }, illustrated),
    count_record: createCountRecordJob({ ...options, handsOver }),
    own_data: createOwnDataJob({ ...options, handsOver }),
    export: createExportJob({ ...options, handsOver }),
    async staff_template({ channel }, locale) {
      if (!handsOver(channel)) return NO_FILES;
      const divisions = store.campaigns.current()?.plan.divisions ?? [];
      const { staffTemplate } = await import('../reports/staff-template.ts');
      const bytes = await staffTemplate(divisions, catalogue, locale);
      return handOver(bytes, catalogue.plain(say('file.staff_template'), locale), ['manage.staff.template_sent']);
    },
    async invite_slips({ payload, channel, accountId, memberId }, locale) {
      // Issuing takes the earlier codes away: not for a file that cannot arrive, nor for one who lost the right, or the
      // account, since.
      if (!handsOver(channel)) return NO_FILES;
      const asker = unitOfWork.run(() => store.identities.find({ channel, accountId }))?.person;
      if (asker?.id !== memberId || !mayAdminister(asker)) return NOT_ALLOWED;
      const { everybody } = payload as { everybody: boolean };
      // Codes exist in clear only here: issued, printed into the file, and stored as hashes.
      const issued = unitOfWork.run(() => {
        const work = { store, now: clock.now(), random, zone };
        return issueCodes(work, everybody ? store.members.active() : notLinked(work), asker);
      });
      const bots = {
        telegram: channels.get('telegram')?.account?.() ?? null,
        zalo: channels.get('zalo')?.account?.() ?? null,
      };
      const bytes = await slipsOf(issued, store, catalogue, locale, bots, clock.now());
      const name = catalogue.plain(say('file.invite_slips'), locale);
      return handOver(bytes, name, ['manage.invites.sent', { count: issued.length }]);
    },
  };
}

const NO_FILES: JobOutcome = { kind: 'message', reply: { say: [say('error.channel_without_files')] } };
const NOT_ALLOWED: JobOutcome = { kind: 'message', reply: { say: [say('error.not_allowed')] } };

const FETCH_TEXT = {
  'too-large': 'error.file_too_large',
  gone: 'error.file_gone',
  unavailable: 'error.file_unavailable',
} as const;

/** Writes the slips of issued codes, by division, as a workbook to print. */
export async function slipsOf(
  issued: readonly IssuedCode[],
  store: Store,
  catalogue: Catalogue,
  locale: Locale,
  bots: { readonly telegram: string | null; readonly zalo: string | null },
  now: number,
): Promise<Uint8Array> {
  const divisions = store.divisions.all().map((division) => ({
    name: division.name,
    people: issued
      .filter(({ person }) => person.divisionId === division.id)
      .map(({ person, code }) => ({
        staffCode: person.code,
        fullName: person.fullName,
        position: person.position,
        inviteCode: code,
      })),
  }));
  const agency = store.campaigns.current()?.plan.agency.name ?? '';
  const { inviteSlips } = await import('../reports/invite-slips.ts');
  return inviteSlips(
    {
      agency,
      divisions: divisions.filter((division) => division.people.length > 0),
      expiresAt: issued[0]?.expiresAt ?? now,
      telegramBot: bots.telegram,
      zaloBot: bots.zalo,
    },
    catalogue,
    locale,
  );
}
