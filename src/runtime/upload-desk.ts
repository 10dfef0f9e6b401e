import type { Dialogues, UnitOfWork } from '../app/delivery-ports.ts';
import type { UploadLink } from '../app/file-ports.ts';
import type { Store } from '../app/ports.ts';
import type { Receiver } from '../channels/channel.ts';
import { say } from '../conversation/text-key.ts';
import { FILE_FORMS, FILE_LIMITS } from '../domain/file-kind.ts';
import type { Locale } from '../domain/person.ts';
import { type CheckedFile, checkFileKind, type FileProblem } from '../intake/file-check.ts';
import type { Clock } from '../lib/clock.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { Catalogue } from '../presentation/catalogue.ts';
import { uploadedRef } from './fetch-file.ts';
import { ownerOf } from './file-desk.ts';
import type { Files } from './files.ts';
import { hashOfToken } from './links.ts';
import { errorFields, type Log } from './log.ts';

export interface UploadDeskOptions {
  readonly store: Pick<Store, 'uploadLinks' | 'identities' | 'members'>;
  readonly unitOfWork: UnitOfWork;
  readonly dialogues: Dialogues;
  readonly files: Files;
  readonly clock: Clock;
  readonly catalogue: Catalogue;
  readonly defaultLocale: Locale;
  readonly receive: Receiver;
  readonly log: Log;
}

/** What a one-time address is for, and whether it still is. */
export interface UploadTicket {
  /** `stale`: the question was asked anew, with another address. */
  readonly state: 'open' | 'used' | 'expired' | 'stale';
  readonly locale: Locale;
  readonly limitBytes: number;
  /** MIME types and endings, as an input for files takes them. */
  readonly accept: string;
  /** In the person's language: the forms with the limit of size, and how long the address is good. */
  readonly limits: string;
  readonly until: string;
}

export type UploadProblem =
  | FileProblem
  | 'upload-not-found'
  | 'upload-expired'
  | 'upload-stale'
  | 'upload-failed'
  | 'upload-not-stored';

/** Takes files at one-time addresses and delivers them to the dialogues that asked for them. */
export interface UploadDesk {
  look(token: string): UploadTicket | null;
  /** Delivers the file once; a second delivery at a used address changes nothing and is as good as the first. */
  deliver(token: string, name: string, bytes: Uint8Array): Promise<Result<void, UploadProblem>>;
}

/** Characters of the hash in the event's key: enough to tell all events apart. */
const KEY_CHARACTERS = 32;

/** Builds the desk. */
export function createUploadDesk(options: UploadDeskOptions): UploadDesk {
  const { store, unitOfWork, dialogues, files, clock, catalogue, receive, log } = options;

  function stateOf(link: UploadLink): UploadTicket['state'] {
    if (link.usedAt !== null) return 'used';
    if (clock.now() >= link.expiresAt) return 'expired';
    const asked = dialogues.load(`m${link.memberId}`)?.promptToken;
    return asked === link.promptToken ? 'open' : 'stale';
  }

  /** The link as it is now, with its person; null where there is none, or where its right has ended. */
  function found(hash: string) {
    // In a transaction: what the command line has changed about people counts from its start.
    return unitOfWork.run(() => {
      const link = store.uploadLinks.byHash(hash);
      const person = link === null ? null : ownerOf(link, store);
      return link === null || person === null ? null : { link, person, state: stateOf(link) };
    });
  }

  // No await from here on: what was asked of the link holds until the event is committed.
  function deliverChecked(hash: string, checked: CheckedFile, bytes: Uint8Array): Result<void, UploadProblem> {
    const now = found(hash);
    if (now === null) return err('upload-not-found');
    if (now.state !== 'open') return REFUSED[now.state];
    const storedName = stored(bytes);
    if (storedName === null) return err('upload-not-stored');
    const status = received(hash, now.link, checked, storedName, bytes.byteLength);
    if (status === 'done') return ok(undefined);
    files.remove(storedName);
    return err(status === 'not-stored' ? 'upload-not-stored' : 'upload-failed');
  }

  function stored(bytes: Uint8Array): string | null {
    try {
      return files.store(bytes);
    } catch (error) {
      log.error(errorFields(error), 'uploaded file not stored');
      return null;
    }
  }

  function received(
    hash: string,
    link: UploadLink,
    { name, mime }: CheckedFile,
    storedName: string,
    sizeBytes: number,
  ) {
    const { channel, chatId, accountId } = link;
    try {
      const [receipt] = receive([
        {
          channel,
          eventKey: `upload:${hash.slice(0, KEY_CHARACTERS)}`,
          at: clock.now(),
          chat: { id: chatId, kind: 'private' },
          from: { id: accountId, displayName: '' },
          binding: true,
          body: { kind: 'file', file: { ref: uploadedRef(storedName), name, sizeBytes, mime, uploadHash: hash } },
        },
      ]);
      return receipt?.status ?? 'failed';
    } catch (error) {
      log.error(errorFields(error), 'uploaded file not delivered');
      return 'not-stored';
    }
  }

  return {
    look(token) {
      const seen = found(hashOfToken(token));
      if (seen === null) return null;
      const { link, person, state } = seen;
      const locale = person.locale ?? options.defaultLocale;
      const { bytes: limitBytes, forms } = FILE_LIMITS[link.kind];
      const accept = forms.flatMap((form) => [
        FILE_FORMS[form].mime,
        ...FILE_FORMS[form].endings.map((end) => `.${end}`),
      ]);
      return {
        state,
        locale,
        limitBytes,
        accept: accept.join(','),
        limits: catalogue.plain(say('upload.page.limits', { kind: say(`file_kind.${link.kind}`) }), locale),
        until: catalogue.plain(say('upload.page.until', { until: { as: 'moment', date: link.expiresAt } }), locale),
      };
    },
    async deliver(token, name, bytes) {
      const hash = hashOfToken(token);
      const before = found(hash);
      if (before === null) return err('upload-not-found');
      if (before.state !== 'open') return REFUSED[before.state];
      const checked = await checkFileKind(bytes, name, before.link.kind);
      return checked.ok ? deliverChecked(hash, checked.value, bytes) : checked;
    },
  };
}

/** What a delivery at an address that is not open any more comes to. */
const REFUSED: Readonly<Record<Exclude<UploadTicket['state'], 'open'>, Result<void, UploadProblem>>> = {
  used: ok(undefined),
  expired: err('upload-expired'),
  stale: err('upload-stale'),
};
