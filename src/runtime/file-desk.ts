import type { UnitOfWork } from '../app/delivery-ports.ts';
import { stillEntitled } from '../app/exports.ts';
import type { GroupPicture, LinkOwner } from '../app/file-ports.ts';
import { isLeadershipGroup } from '../app/leadership-group.ts';
import type { Store } from '../app/ports.ts';
import { evidenceNamed } from '../app/review-evidence.ts';
import type { Person } from '../domain/person.ts';
import type { Clock, EpochMs } from '../lib/clock.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { type Files, isKept } from './files.ts';
import { hashOfToken } from './links.ts';

export interface FileDeskOptions {
  readonly store: Store;
  readonly unitOfWork: UnitOfWork;
  readonly files: Files;
  readonly clock: Clock;
}

/** Hands out the files behind addresses that were written into chats. */
export interface FileDesk {
  openFile(token: string): Promise<
    Result<
      {
        readonly name: string;
        readonly mime: string;
        readonly bytes: Uint8Array;
        readonly purpose: 'download' | 'picture';
        readonly expiresAt: EpochMs;
      },
      'file-not-found' | 'file-expired'
    >
  >;
}

/**
 * The person whom a link was made for, while the chat is theirs and they work here; null ends the link: unlinking and
 * leaving the office take effect at once.
 */
export function ownerOf(
  { memberId, channel, chatId }: LinkOwner,
  { identities, members }: Pick<Store, 'identities' | 'members'>,
): Person | null {
  const person = members.byId(memberId);
  const own = identities.ofMember(memberId);
  const linked = own.some((identity) => identity.channel === channel && identity.chatId === chatId);
  return person?.active === true && linked ? person : null;
}

function shown(picture: GroupPicture) {
  return { ...picture, purpose: 'picture' as const };
}

/** Builds the desk; an address that never was and one whose right ended are told apart only by their time. */
export function createFileDesk({ store, unitOfWork, files, clock }: FileDeskOptions): FileDesk {
  return {
    async openFile(token) {
      // In a transaction: what the command line has changed about people counts from its start.
      const link = unitOfWork.run(() => {
        const found = store.fileLinks.byHash(hashOfToken(token));
        if (found === null) return null;
        if (found.memberId === null) return isLeadershipGroup(store, found) ? shown(found) : null;
        const owner = ownerOf(found, store);
        if (owner === null) return null;
        // What was exported for a secretary is not for one who is none any more.
        if (found.entitlement !== null && !stillEntitled(owner, found.entitlement)) return null;
        // Evidence is for those who may see it today: a head who was replaced, or somebody who moved, may not.
        return isKept(found.storedName) && evidenceNamed({ store }, owner, found.storedName) === null ? null : found;
      });
      if (link === null) return err('file-not-found');
      const { storedName, name, mime, purpose, expiresAt } = link;
      const bytes = clock.now() < expiresAt ? files.read(storedName) : null;
      return bytes === null ? err('file-expired') : ok({ name, mime, bytes, purpose, expiresAt });
    },
  };
}
