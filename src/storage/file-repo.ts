import { eq, lt } from 'drizzle-orm';
import type { FileLinks, UploadLinks } from '../app/file-ports.ts';
import type { Database } from './database.ts';
import { fileLink, groupPicture, uploadLink } from './schema.ts';

/** Addresses of files to fetch. */
export function createFileLinks({ drizzle }: Database): FileLinks {
  return {
    add(tokenHash, link, now) {
      if (link.memberId === null) {
        const { memberId: _, ...picture } = link;
        drizzle
          .insert(groupPicture)
          .values({ tokenHash, ...picture, createdAt: now })
          .run();
        return;
      }
      drizzle
        .insert(fileLink)
        .values({ tokenHash, ...link, createdAt: now })
        .run();
    },
    byHash(tokenHash) {
      const own = drizzle.select().from(fileLink).where(eq(fileLink.tokenHash, tokenHash)).get();
      if (own !== undefined) return own;
      const shown = drizzle.select().from(groupPicture).where(eq(groupPicture.tokenHash, tokenHash)).get();
      return shown === undefined ? null : { ...shown, memberId: null };
    },
    prune(before) {
      const own = drizzle.delete(fileLink).where(lt(fileLink.expiresAt, before)).run().changes;
      return own + drizzle.delete(groupPicture).where(lt(groupPicture.expiresAt, before)).run().changes;
    },
  };
}

/** One-time addresses for files to send. */
export function createUploadLinks({ drizzle }: Database): UploadLinks {
  return {
    add(tokenHash, { memberId, channel, chatId, accountId, promptToken, kind, expiresAt }, now) {
      drizzle
        .insert(uploadLink)
        .values({ tokenHash, memberId, channel, chatId, accountId, promptToken, kind, createdAt: now, expiresAt })
        .run();
    },
    byHash: (tokenHash) => drizzle.select().from(uploadLink).where(eq(uploadLink.tokenHash, tokenHash)).get() ?? null,
    use(tokenHash, now) {
      drizzle.update(uploadLink).set({ usedAt: now }).where(eq(uploadLink.tokenHash, tokenHash)).run();
    },
    prune: (before) => drizzle.delete(uploadLink).where(lt(uploadLink.expiresAt, before)).run().changes,
  };
}
