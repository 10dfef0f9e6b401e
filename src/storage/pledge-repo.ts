import { and, asc, eq, getTableColumns, inArray, min, ne, sql } from 'drizzle-orm';
import type { Pledges } from '../app/ports.ts';
import type { Pledge, PledgeContent } from '../domain/pledge.ts';
import type { Database } from './database.ts';
import { member, pledge, pledgeEvent, pledgeTitle, pledgeVersion } from './schema.ts';
import { prepareRead, prepareWrite } from './statement.ts';
import { prepareWaitingCount } from './waiting-count.ts';

type PledgeRow = typeof pledge.$inferSelect;

// Both columns are written from a PledgeContent by this file alone, and json_valid is checked by the table.
function toPledge(row: PledgeRow): Pledge {
  return {
    ...row,
    draft: row.draft === null ? null : (JSON.parse(row.draft) as PledgeContent),
    content: row.content === null ? null : (JSON.parse(row.content) as PledgeContent),
  };
}

/** Pledges kept in memory; those of a few thousand people who register in the same hours. */
const MOST_KEPT = 5_000;

/** Registrations with their versions and history. */
export function createPledges(database: Database, onForeignChange: (forget: () => void) => void): Pledges {
  const { drizzle } = database;
  const statements = prepareStatements(database);
  const countWaiting = prepareWaitingCount(database, 'pledge', 'campaign_id');
  // The live quota is asked at every title question and changes at submissions only.
  const counts = new Map<string, number>();
  // A dialogue asks for its pledge several times an event, and each event of a person for the same one.
  const kept = new Map<number, Pledge>();
  onForeignChange(() => {
    counts.clear();
    kept.clear();
  });

  function counted(key: string, count: () => number): number {
    const known = counts.get(key);
    if (known !== undefined) return known;
    const fresh = count();
    counts.set(key, fresh);
    return fresh;
  }

  function keep(pledge: Pledge): Pledge {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(pledge.id, pledge);
    return pledge;
  }

  return {
    byId(id) {
      const known = kept.get(id);
      if (known !== undefined) return known;
      const row = statements.byId.get({ id });
      return row === undefined ? null : keep(toPledge(row));
    },
    ofMember(campaignId, memberId) {
      const row = statements.ofMember.get({ campaignId, memberId });
      return row === undefined ? null : keep(toPledge(row));
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
    all: (campaignId) => statements.all.all({ campaignId }).map(toPledge),
    inStates: (campaignId, states, divisionId) =>
      statements.inStates
        .all({ campaignId, states: JSON.stringify(states), divisionId: divisionId ?? null })
        .map(toPledge),
    create({ draft, ...values }) {
      const written = { ...values, draft: draft === null ? null : JSON.stringify(draft) };
      return Number(statements.create(written).lastInsertRowid);
    },
    saveDraft(id, draft, now) {
      const known = kept.get(id);
      if (known !== undefined) kept.set(id, { ...known, draft, updatedAt: now });
      statements.saveDraft({ id, draft: draft === null ? null : JSON.stringify(draft), now });
    },
    saveVersion(current, content, by, now) {
      counts.clear();
      kept.delete(current.id);
      const version = current.version + 1;
      const written = { id: current.id, version, content: JSON.stringify(content), by, now };
      statements.addVersion(written);
      statements.submit(written);
      statements.dropTitles({ id: current.id });
      for (const title of content.titles) {
        statements.addTitle({ campaignId: current.campaignId, title, id: current.id });
      }
      return version;
    },
    setState(id, state, now) {
      counts.clear();
      kept.delete(id);
      drizzle.update(pledge).set({ state, updatedAt: now }).where(eq(pledge.id, id)).run();
      if (state === 'withdrawn') statements.dropTitles({ id });
    },
    permitLate(id, until, now) {
      kept.delete(id);
      drizzle.update(pledge).set({ lateUntil: until, updatedAt: now }).where(eq(pledge.id, id)).run();
    },
    followOwners(campaignId) {
      counts.clear();
      kept.clear();
      const home = sql`(SELECT ${member.divisionId} FROM ${member} WHERE ${member.id} = ${pledge.memberId})`;
      drizzle
        .update(pledge)
        .set({ divisionId: home })
        .where(and(eq(pledge.campaignId, campaignId), eq(pledge.kind, 'individual'), ne(pledge.divisionId, home)))
        .run();
    },
    record(id, event) {
      statements.record({ id, ...event });
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
    firstSubmissions: (campaignId) =>
      drizzle
        .select({ divisionId: member.divisionId, at: min(pledgeVersion.submittedAt).mapWith(Number) })
        .from(pledge)
        .innerJoin(pledgeVersion, eq(pledgeVersion.pledgeId, pledge.id))
        .innerJoin(member, and(eq(member.id, pledge.memberId), eq(member.active, true)))
        .where(and(eq(pledge.campaignId, campaignId), inArray(pledge.state, ['submitted', 'endorsed', 'accepted'])))
        .groupBy(pledge.id)
        .all(),
    countTitle: (campaignId, title) =>
      counted(`${campaignId}:${title}`, () => statements.countTitle.get({ campaignId, title })?.count ?? 0),
    countWaiting: (campaignId, scope) =>
      counted(`${campaignId}:${JSON.stringify(scope)}`, () => countWaiting(campaignId, scope)),
    countIndividuals: (campaignId) =>
      counted(`${campaignId}:`, () => statements.countIndividuals.get({ campaignId })?.count ?? 0),
  };
}

/** What a registration dialogue runs, prepared once. */
function prepareStatements(database: Database) {
  const { drizzle } = database;
  const value = sql.placeholder;
  const counting = { count: sql<number>`count(*)` };
  const columns = getTableColumns(pledge);
  const byId = drizzle
    .select()
    .from(pledge)
    .where(eq(pledge.id, value('id')));
  const ofMember = drizzle
    .select()
    .from(pledge)
    .where(
      and(
        eq(pledge.campaignId, value('campaignId')),
        eq(pledge.memberId, value('memberId')),
        sql`${pledge.kind} = 'individual'`,
      ),
    );
  const all = drizzle
    .select()
    .from(pledge)
    .where(eq(pledge.campaignId, value('campaignId')))
    .orderBy(asc(pledge.id));
  const inStates = drizzle
    .select()
    .from(pledge)
    .where(
      and(
        eq(pledge.campaignId, value('campaignId')),
        sql`${pledge.state} IN (SELECT value FROM json_each(${value('states')}))`,
        sql`${pledge.divisionId} = coalesce(${value('divisionId')}, ${pledge.divisionId})`,
      ),
    )
    .orderBy(asc(pledge.submittedAt), asc(pledge.id));
  const create = drizzle.insert(pledge).values({
    campaignId: value('campaignId'),
    kind: value('kind'),
    memberId: value('memberId'),
    divisionId: value('divisionId'),
    state: 'draft',
    version: 0,
    draft: value('draft'),
    updatedAt: value('now'),
  });
  const saveDraft = drizzle
    .update(pledge)
    .set({ draft: sql`${value('draft')}`, updatedAt: sql`${value('now')}` })
    .where(eq(pledge.id, value('id')));
  const addVersion = drizzle.insert(pledgeVersion).values({
    pledgeId: value('id'),
    version: value('version'),
    content: value('content'),
    submittedAt: value('now'),
    submittedBy: value('by'),
  });
  const submit = drizzle
    .update(pledge)
    .set({
      state: 'submitted',
      version: sql`${value('version')}`,
      content: sql`${value('content')}`,
      draft: null,
      submittedAt: sql`${value('now')}`,
      updatedAt: sql`${value('now')}`,
    })
    .where(eq(pledge.id, value('id')));
  const dropTitles = drizzle.delete(pledgeTitle).where(eq(pledgeTitle.pledgeId, value('id')));
  const addTitle = drizzle
    .insert(pledgeTitle)
    .values({ campaignId: value('campaignId'), title: value('title'), pledgeId: value('id') });
  const record = drizzle.insert(pledgeEvent).values({
    pledgeId: value('id'),
    at: value('at'),
    actorId: value('actorId'),
    action: value('action'),
    version: value('version'),
    note: value('note'),
  });
  const countTitle = drizzle
    .select(counting)
    .from(pledgeTitle)
    .where(and(eq(pledgeTitle.campaignId, value('campaignId')), eq(pledgeTitle.title, value('title'))));
  const countIndividuals = drizzle
    .select(counting)
    .from(pledge)
    .where(
      and(
        eq(pledge.campaignId, value('campaignId')),
        sql`${pledge.kind} = 'individual' AND ${pledge.state} IN ('submitted', 'endorsed', 'accepted', 'returned')`,
      ),
    );
  return {
    byId: prepareRead(database, byId, columns),
    ofMember: prepareRead(database, ofMember, columns),
    all: prepareRead(database, all, columns),
    inStates: prepareRead(database, inStates, columns),
    create: prepareWrite(database, create),
    saveDraft: prepareWrite(database, saveDraft),
    addVersion: prepareWrite(database, addVersion),
    submit: prepareWrite(database, submit),
    dropTitles: prepareWrite(database, dropTitles),
    addTitle: prepareWrite(database, addTitle),
    record: prepareWrite(database, record),
    countTitle: prepareRead(database, countTitle, counting),
    countIndividuals: prepareRead(database, countIndividuals, counting),
  };
}
