import { and, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import type { ChatIdentity, Consents, Identities, Invites } from '../app/ports.ts';
import type { Database } from './database.ts';
import type { KeptPeople } from './kept-people.ts';
import { chatIdentity, consent, division, invite, linkAttempt, member } from './schema.ts';
import { type PersonRow, personColumns, toPerson } from './staff-repo.ts';
import { prepareRead, prepareWrite } from './statement.ts';

const identityColumns = {
  identityId: sql<number>`${chatIdentity.id}`.as('identity_id'),
  channel: chatIdentity.channel,
  accountId: chatIdentity.accountId,
  chatId: chatIdentity.chatId,
  linkedAt: chatIdentity.linkedAt,
  reachable: chatIdentity.reachable,
  unreachableReason: chatIdentity.unreachableReason,
  preferred: chatIdentity.preferred,
  noticeVersion: chatIdentity.noticeVersion,
};

type JoinedRow = PersonRow & Omit<ChatIdentity, 'id' | 'memberId'> & { readonly identityId: number };

function split(row: JoinedRow) {
  const { identityId, channel, accountId, chatId, linkedAt, reachable, unreachableReason, ...rest } = row;
  const { preferred, noticeVersion, ...person } = rest;
  const identity = {
    id: identityId,
    channel,
    accountId,
    chatId,
    memberId: person.id,
    linkedAt,
    reachable,
    unreachableReason,
    preferred,
    noticeVersion,
  };
  return { person: toPerson(person), identity };
}

/** Chat accounts linked to people; read once, until anything about people is written. */
export function createIdentities(database: Database, kept: KeptPeople): Identities {
  const { drizzle } = database;
  const joined = () =>
    drizzle
      .select({ ...personColumns, ...identityColumns })
      .from(chatIdentity)
      .innerJoin(member, eq(member.id, chatIdentity.memberId))
      .innerJoin(division, eq(division.id, member.divisionId))
      .$dynamic();
  const find = prepareRead(
    database,
    joined().where(
      and(
        eq(chatIdentity.channel, sql.placeholder('channel')),
        eq(chatIdentity.accountId, sql.placeholder('accountId')),
      ),
    ),
    { ...personColumns, ...identityColumns },
  );
  const ofMember = prepareRead(
    database,
    drizzle
      .select()
      .from(chatIdentity)
      .where(eq(chatIdentity.memberId, sql.placeholder('memberId')))
      .orderBy(desc(chatIdentity.preferred), desc(chatIdentity.reachable), chatIdentity.id),
    getTableColumns(chatIdentity),
  );
  const add = prepareWrite(
    database,
    drizzle.insert(chatIdentity).values({
      channel: sql.placeholder('channel'),
      accountId: sql.placeholder('accountId'),
      chatId: sql.placeholder('chatId'),
      memberId: sql.placeholder('memberId'),
      linkedAt: sql.placeholder('linkedAt'),
      lastSeenAt: sql.placeholder('linkedAt'),
      reachable: true,
      unreachableReason: null,
      preferred: sql.placeholder('preferred'),
      noticeVersion: sql.placeholder('noticeVersion'),
    }),
  );

  return {
    find: ({ channel, accountId }) =>
      kept.byAccount(channel, accountId, () => {
        const row = find.get({ channel, accountId });
        return row === undefined ? null : split(row);
      }),
    ofMember: (memberId) => ofMember.all({ memberId }),
    linkedMembers: () =>
      new Set(
        drizzle
          .selectDistinct({ id: chatIdentity.memberId })
          .from(chatIdentity)
          .all()
          .map((row) => row.id),
      ),
    linkedOn: (channel) =>
      new Set(
        drizzle
          .selectDistinct({ id: chatIdentity.memberId })
          .from(chatIdentity)
          .where(eq(chatIdentity.channel, channel))
          .all()
          .map((row) => row.id),
      ),
    link(identity) {
      kept.forget();
      const first = ofMember.all({ memberId: identity.memberId }).length === 0;
      add({ ...identity, preferred: first });
    },
    unlink(identityId) {
      kept.forget();
      drizzle.delete(chatIdentity).where(eq(chatIdentity.id, identityId)).run();
    },
    agree(identityId, noticeVersion) {
      kept.forget();
      drizzle.update(chatIdentity).set({ noticeVersion }).where(eq(chatIdentity.id, identityId)).run();
    },
    setReachable(identityId, reason) {
      kept.forget();
      drizzle
        .update(chatIdentity)
        .set({ reachable: reason === null, unreachableReason: reason })
        .where(eq(chatIdentity.id, identityId))
        .run();
    },
    prefer(memberId, identityId) {
      kept.forget();
      drizzle
        .update(chatIdentity)
        .set({ preferred: sql`${chatIdentity.id} = ${identityId}` })
        .where(eq(chatIdentity.memberId, memberId))
        .run();
    },
    moveChat(channel, from, to) {
      kept.forget();
      drizzle
        .update(chatIdentity)
        .set({ chatId: to })
        .where(and(eq(chatIdentity.channel, channel), eq(chatIdentity.chatId, from)))
        .run();
    },
    unreachable: () => joined().where(eq(chatIdentity.reachable, false)).all().map(split),
  };
}

/** One-time codes and the attempts to guess them. */
export function createInvites({ drizzle }: Database): Invites {
  return {
    byId: (id) => drizzle.select().from(invite).where(eq(invite.id, id)).get() ?? null,
    byHash: (codeHash) => drizzle.select().from(invite).where(eq(invite.codeHash, codeHash)).get() ?? null,
    issue(memberId, codeHash, now, expiresAt) {
      drizzle
        .update(invite)
        .set({ revokedAt: now })
        .where(and(eq(invite.memberId, memberId), sql`${invite.usedAt} IS NULL`, sql`${invite.revokedAt} IS NULL`))
        .run();
      drizzle.insert(invite).values({ memberId, codeHash, createdAt: now, expiresAt }).run();
    },
    markUsed(inviteId, now) {
      drizzle.update(invite).set({ usedAt: now }).where(eq(invite.id, inviteId)).run();
    },
    attempts({ channel, accountId }) {
      const where = and(eq(linkAttempt.channel, channel), eq(linkAttempt.accountId, accountId));
      return drizzle.select().from(linkAttempt).where(where).get() ?? null;
    },
    recordAttempts({ channel, accountId }, failures, windowStartedAt) {
      drizzle
        .insert(linkAttempt)
        .values({ channel, accountId, failures, windowStartedAt })
        .onConflictDoUpdate({
          target: [linkAttempt.channel, linkAttempt.accountId],
          set: { failures, windowStartedAt },
        })
        .run();
    },
    clearAttempts({ channel, accountId }) {
      drizzle
        .delete(linkAttempt)
        .where(and(eq(linkAttempt.channel, channel), eq(linkAttempt.accountId, accountId)))
        .run();
    },
    prune({ expired, attempts }) {
      drizzle.delete(invite).where(lt(invite.expiresAt, expired)).run();
      drizzle.delete(linkAttempt).where(lt(linkAttempt.windowStartedAt, attempts)).run();
    },
  };
}

/** Who agreed to which personal-data notice, and withdrew. */
export function createConsents({ drizzle }: Database): Consents {
  return {
    give(memberId, channel, noticeVersion, now) {
      drizzle.insert(consent).values({ memberId, channel, noticeVersion, givenAt: now }).run();
    },
    withdraw(memberId, channel, now) {
      drizzle
        .update(consent)
        .set({ withdrawnAt: now })
        .where(and(eq(consent.memberId, memberId), eq(consent.channel, channel), sql`${consent.withdrawnAt} IS NULL`))
        .run();
    },
    ofMember: (memberId) =>
      drizzle
        .select({
          channel: consent.channel,
          noticeVersion: consent.noticeVersion,
          givenAt: consent.givenAt,
          withdrawnAt: consent.withdrawnAt,
        })
        .from(consent)
        .where(eq(consent.memberId, memberId))
        .all(),
  };
}
