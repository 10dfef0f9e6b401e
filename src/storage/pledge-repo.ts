import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Pledges } from '../app/ports.ts';
import type { Pledge, PledgeContent } from '../domain/pledge.ts';
import type { Database } from './database.ts';
import { member, pledge, pledgeEvent, pledgeTitle, pledgeVersion } from './schema.ts';

type PledgeRow = typeof pledge.$inferSelect;

// Both columns are written from a PledgeContent by this file alone, and json_valid is checked by the table.
function toPledge(row: PledgeRow): Pledge {
  return {
    ...row,
    draft: row.draft === null ? null : (JSON.parse(row.draft) as PledgeContent),
    content: row.content === null ? null : (JSON.parse(row.content) as PledgeContent),
  };
}

/** Registrations with their versions and history. */
export function createPledges({ drizzle }: Database, onForeignChange: (forget: () => void) => void): Pledges {
  // The live quota is asked at every title question and changes at submissions only.
  const counts = new Map<string, number>();
  onForeignChange(() => counts.clear());

  function counted(key: string, count: () => number): number {
    const known = counts.get(key);
    if (known !== undefined) return known;
    const fresh = count();
    counts.set(key, fresh);
    return fresh;
  }

  const byId = drizzle
    .select()
    .from(pledge)
    .where(eq(pledge.id, sql.placeholder('id')))
    .prepare();
  const ofMember = drizzle
    .select()
    .from(pledge)
    .where(
      and(
        eq(pledge.campaignId, sql.placeholder('campaignId')),
        eq(pledge.memberId, sql.placeholder('memberId')),
        sql`${pledge.kind} = 'individual'`,
      ),
    )
    .prepare();
  const saveDraft = drizzle
    .update(pledge)
    .set({ draft: sql`${sql.placeholder('draft')}`, updatedAt: sql`${sql.placeholder('now')}` })
    .where(eq(pledge.id, sql.placeholder('id')))
    .prepare();
  const countTitle = drizzle
    .select({ count: sql<number>`count(*)` })
    .from(pledgeTitle)
    .where(
      and(eq(pledgeTitle.campaignId, sql.placeholder('campaignId')), eq(pledgeTitle.title, sql.placeholder('title'))),
    )
    .prepare();

  const countIndividuals = drizzle
    .select({ count: sql<number>`count(*)` })
    .from(pledge)
    .where(
      and(
        eq(pledge.campaignId, sql.placeholder('campaignId')),
        sql`${pledge.kind} = 'individual' AND ${pledge.state} IN ('submitted', 'endorsed', 'accepted', 'returned')`,
      ),
    )
    .prepare();

  return {
    byId(id) {
      const row = byId.get({ id });
      return row === undefined ? null : toPledge(row);
    },
    ofMember(campaignId, memberId) {
      const row = ofMember.get({ campaignId, memberId });
      return row === undefined ? null : toPledge(row);
    },
    ofDivision(campaignId, divisionId) {
      const where = and(
        eq(pledge.campaignId, campaignId),
        eq(pledge.divisionId, divisionId),
        eq(pledge.kind, 'collective'),
      );
      const row = drizzle.select().from(pledge).where(where).get();
      return row === undefined ? null : toPledge(row);
    },
    all: (campaignId) =>
      drizzle
        .select()
        .from(pledge)
        .where(eq(pledge.campaignId, campaignId))
        .orderBy(asc(pledge.id))
        .all()
        .map(toPledge),
    inStates: (campaignId, states) =>
      drizzle
        .select()
        .from(pledge)
        .where(and(eq(pledge.campaignId, campaignId), inArray(pledge.state, [...states])))
        .orderBy(asc(pledge.submittedAt), asc(pledge.id))
        .all()
        .map(toPledge),
    create({ campaignId, kind, memberId, divisionId, draft, now }) {
      return drizzle
        .insert(pledge)
        .values({
          campaignId,
          kind,
          memberId,
          divisionId,
          state: 'draft',
          version: 0,
          draft: draft === null ? null : JSON.stringify(draft),
          updatedAt: now,
        })
        .returning({ id: pledge.id })
        .get().id;
    },
    saveDraft(id, draft, now) {
      saveDraft.run({ id, draft: draft === null ? null : JSON.stringify(draft), now });
    },
    saveVersion(current, content, by, now) {
      counts.clear();
      const version = current.version + 1;
      const json = JSON.stringify(content);
      drizzle
        .insert(pledgeVersion)
        .values({ pledgeId: current.id, version, content: json, submittedAt: now, submittedBy: by })
        .run();
      drizzle
        .update(pledge)
        .set({ state: 'submitted', version, content: json, draft: null, submittedAt: now, updatedAt: now })
        .where(eq(pledge.id, current.id))
        .run();
      drizzle.delete(pledgeTitle).where(eq(pledgeTitle.pledgeId, current.id)).run();
      for (const title of content.titles) {
        drizzle.insert(pledgeTitle).values({ campaignId: current.campaignId, title, pledgeId: current.id }).run();
      }
      return version;
    },
    setState(id, state, now) {
      counts.clear();
      drizzle.update(pledge).set({ state, updatedAt: now }).where(eq(pledge.id, id)).run();
      if (state === 'withdrawn') drizzle.delete(pledgeTitle).where(eq(pledgeTitle.pledgeId, id)).run();
    },
    permitLate(id, until, now) {
      drizzle.update(pledge).set({ lateUntil: until, updatedAt: now }).where(eq(pledge.id, id)).run();
    },
    record(id, event) {
      drizzle
        .insert(pledgeEvent)
        .values({ pledgeId: id, ...event })
        .run();
    },
    events: (id) =>
      drizzle
        .select({
          at: pledgeEvent.at,
          actorId: pledgeEvent.actorId,
          actorName: member.fullName,
          action: pledgeEvent.action,
          version: pledgeEvent.version,
          note: pledgeEvent.note,
        })
        .from(pledgeEvent)
        .innerJoin(member, eq(member.id, pledgeEvent.actorId))
        .where(eq(pledgeEvent.pledgeId, id))
        .orderBy(asc(pledgeEvent.id))
        .all(),
    countTitle: (campaignId, title) =>
      counted(`${campaignId}:${title}`, () => countTitle.get({ campaignId, title })?.count ?? 0),
    countIndividuals: (campaignId) => counted(`${campaignId}:`, () => countIndividuals.get({ campaignId })?.count ?? 0),
  };
}
