import type { FileLink, FileLinks, GroupPicture, LinkOwner, UploadLinks } from '../app/file-ports.ts';
import { isLeadershipGroup } from '../app/leadership-group.ts';
import type { Identities, Settings } from '../app/ports.ts';
import { say } from '../conversation/text-key.ts';
import type { Reply } from '../conversation/types.ts';
import { FILE_LIMITS } from '../domain/file-kind.ts';
import { DAY, type EpochMs, MINUTE } from '../lib/clock.ts';
import { type Randomness, sha256Hex } from '../lib/ids.ts';
import type { Capabilities } from '../presentation/types.ts';
import { isKept } from './files.ts';

export interface LinksOptions {
  readonly fileLinks: FileLinks;
  readonly uploadLinks: UploadLinks;
  readonly identities: Identities;
  readonly settings: Settings;
  readonly random: Randomness;
  /** Where our pages are reached from outside, null where they are not; asked anew each time. */
  readonly publicUrl: () => string | null;
}

/** For whom a link is made: a person in one of their chats; nobody for a stranger and for a group. */
export type LinkReader = Omit<LinkOwner, 'memberId'> & { readonly memberId: number | null };

/** Ways round what a channel cannot carry; all links are rows of the transaction that sends them. */
export interface Links {
  /** Whether a file reaches a person on a channel: in the message, or by a link. */
  handsOver(capabilities: Capabilities): boolean;
  /** Whether a picture is shown in a channel's chats, in the message or from its address. */
  showsPictures(capabilities: Capabilities): boolean;
  /** Where the ballot page is reached with this token; null where it is not. */
  ballotAddress(token: string): string | null;
  /** The reply as the channel can carry it: links or plain words in place of files, an address for a picture. */
  around(
    reply: Reply,
    reader: LinkReader,
    capabilities: Capabilities,
    now: EpochMs,
  ): { readonly reply: Reply; readonly photoUrl?: string };
}

/** A day less than files are kept that are only handed over. */
const DOWNLOAD_VALIDITY_MS = 7 * DAY;
/** Evidence can be asked for again at any time by those who may still see it. */
const KEPT_VALIDITY_MS = 1 * DAY;
/** A platform fetches a picture when the message is sent, and may show it again on another device. */
const PICTURE_VALIDITY_MS = 1 * DAY;
/** Time to find a file on the phone, or to walk to the computer. */
const UPLOAD_VALIDITY_MS = 30 * MINUTE;
/** 192 random bits. */
const TOKEN_BYTES = 24;

/** Under which hash a token is stored. */
export function hashOfToken(token: string): string {
  return sha256Hex(token);
}

/** Builds the maker of links. */
export function createLinks(options: LinksOptions): Links {
  const { fileLinks, uploadLinks, identities, settings, random, publicUrl } = options;

  function address(place: 'files' | 'upload' | 'ballot', token: string): string | null {
    const base = publicUrl();
    return base === null ? null : new URL(`/${place}/${token}`, base).href;
  }

  function fileAddress(
    file: NonNullable<Reply['file']>,
    owner: LinkOwner,
    link: Pick<FileLink, 'purpose' | 'expiresAt'>,
    now: EpochMs,
  ) {
    const token = random.token(TOKEN_BYTES);
    const url = address('files', token);
    const { storedName, name, mime, entitlement = null } = file;
    const row = { ...owner, storedName, name, mime, entitlement, ...link };
    if (url !== null) fileLinks.add(hashOfToken(token), row, now);
    return url;
  }

  // A stranger's chat is no group, and gets no file.
  function groupAddress(
    { storedName, name, mime }: NonNullable<Reply['file']>,
    place: Pick<GroupPicture, 'channel' | 'chatId' | 'expiresAt'>,
    now: EpochMs,
  ): string | null {
    const token = random.token(TOKEN_BYTES);
    const url = isLeadershipGroup({ settings }, place) ? address('files', token) : null;
    if (url !== null) fileLinks.add(hashOfToken(token), { ...place, memberId: null, storedName, name, mime }, now);
    return url;
  }

  function withoutFile(reply: Reply, owner: LinkOwner | null, now: EpochMs): Reply {
    const { file, ...rest } = reply;
    if (file === undefined) return reply;
    const expiresAt = now + (isKept(file.storedName) ? KEPT_VALIDITY_MS : DOWNLOAD_VALIDITY_MS);
    const url = owner === null ? null : fileAddress(file, owner, { purpose: 'download', expiresAt }, now);
    const words =
      url === null
        ? [say('download.not_possible', { name: file.name })]
        : [
            say('download.link', { name: file.name, until: { as: 'moment', date: expiresAt } }),
            say('link.alone', { url }),
          ];
    return { ...rest, say: [...reply.say, ...words] };
  }

  function withUpload(reply: Reply, owner: LinkOwner | null, { photosIn }: Capabilities, now: EpochMs): Reply {
    const { wantsFile: kind, promptToken } = reply;
    if (kind === undefined || promptToken === undefined) return reply;
    const photos = photosIn === true && FILE_LIMITS[kind].forms.includes('jpeg');
    const token = random.token(TOKEN_BYTES);
    const url = address('upload', token);
    const identity = identityOf(owner);
    if (url === null || owner === null || identity === null) {
      return { ...reply, say: [...reply.say, say(photos ? 'upload.photos_only' : 'upload.not_possible')] };
    }
    const { accountId } = identity;
    const expiresAt = now + UPLOAD_VALIDITY_MS;
    uploadLinks.add(hashOfToken(token), { ...owner, accountId, promptToken, kind, expiresAt }, now);
    const words = say(photos ? 'upload.link_photos' : 'upload.link', {
      until: { as: 'moment', date: expiresAt },
      kind: say(`file_kind.${kind}`),
    });
    return { ...reply, say: [...reply.say, words, say('link.alone', { url })] };
  }

  function identityOf(owner: LinkOwner | null) {
    if (owner === null) return null;
    const { channel, chatId } = owner;
    const own = identities.ofMember(owner.memberId);
    return own.find((identity) => identity.channel === channel && identity.chatId === chatId) ?? null;
  }

  return {
    showsPictures: ({ filesOut, photoLinks }) => filesOut || (photoLinks && publicUrl() !== null),
    ballotAddress: (token) => address('ballot', token),
    handsOver: (capabilities) => capabilities.filesOut || publicUrl() !== null,
    around(reply, { channel, chatId, memberId }, capabilities, now) {
      const owner = memberId === null ? null : { channel, chatId, memberId };
      const asked = capabilities.filesIn ? reply : withUpload(reply, owner, capabilities, now);
      const { file, ...bare } = asked;
      if (file === undefined || capabilities.filesOut) return { reply: asked };
      if (capabilities.photoLinks && file.mime.startsWith('image/')) {
        const expiresAt = now + PICTURE_VALIDITY_MS;
        const photoUrl =
          owner === null
            ? groupAddress(file, { channel, chatId, expiresAt }, now)
            : fileAddress(file, owner, { purpose: 'picture', expiresAt }, now);
        if (photoUrl !== null) return { reply: bare, photoUrl };
      }
      return { reply: withoutFile(asked, owner, now) };
    },
  };
}
