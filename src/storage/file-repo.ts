import { eq, lt } from 'drizzle-orm';
import type { FileLinks, UploadLinks } from '../app/file-ports.ts';
import type { Database } from './database.ts';
import { fileLink, uploadLink } from './schema.ts';

/** Addresses of files to fetch. */
export function createFileLinks({ drizzle }: Database): FileLinks {
  return {
    add(tokenHash, link, now) {
      drizzle
        .insert(fileLink)
        .values({ tokenHash, ...link, createdAt: now })
        .run();
    },
    byHash: (tokenHash) => drizzle.select().from(fileLink).where(eq(fileLink.tokenHash, tokenHash)).get() ?? null,
    prune: (before) => drizzle.delete(fileLink).where(lt(fileLink.expiresAt, before)).run().changes,
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
