import { and, asc, eq, gte, isNull, lte, sql } from 'drizzle-orm';
import type { StandingReads } from '../app/standing-ports.ts';
import type { ItemStatus } from '../domain/review-content.ts';
import type { InitiativeLevel } from '../domain/title.ts';
import type { Database } from './database.ts';
import { achievementOf, holderOf } from './history-repo.ts';
import { awardRecord, pledge, reviewReport } from './schema.ts';
import { prepareRead } from './statement.ts';

/** What standings count; long texts stay in the database, which knows how to look into them. */
export function createStandingReads(database: Database): StandingReads {
  const { pledges, reports, statuses, results } = prepareReads(database);
  return {
    pledges(campaignId) {
      const lists = parsedOnce();
      return pledges.all({ campaignId }).map(({ titles, awards, level, ...row }) => ({
        ...row,
        content:
          titles === null || awards === null
            ? null
            : { titles: lists(titles), awards: lists(awards), initiative: level === null ? null : { level } },
      }));
    },
    reports: (reviewId) => reports.all({ reviewId }),
    statuses: (reviewId, divisionId) => statuses.all({ reviewId, divisionId }),
    results: (fromYear, untilYear) =>
      results
        .all({ fromYear, untilYear })
        .map((row) => ({ id: row.id, year: row.year, holder: holderOf(row), achievement: achievementOf(row) })),
  };
}

// Lists of titles and awards are few, and the same for thousands.
function parsedOnce(): <Item>(json: string) => readonly Item[] {
  const known = new Map<string, readonly unknown[]>();
  return <Item>(json: string) => {
    const list = known.get(json) ?? (JSON.parse(json) as readonly unknown[]);
    known.set(json, list);
    // Written from a PledgeContent by the repository of pledges alone.
    return list as readonly Item[];
  };
}

function prepareReads(database: Database) {
  const { drizzle } = database;
  const { kind, memberId, divisionId, state, content } = pledge;
  const ofPledge = {
    kind,
    memberId,
    divisionId,
    state,
    titles: sql<string | null>`${content} ->> '$.titles'`,
    awards: sql<string | null>`${content} ->> '$.awards'`,
    level: sql<InitiativeLevel | null>`${content} ->> '$.initiative.level'`,
  };
  const ofReport = {
    kind: reviewReport.kind,
    memberId: reviewReport.memberId,
    divisionId: reviewReport.divisionId,
    state: reviewReport.state,
  };
  const status = sql<ItemStatus>`item.value ->> '$.status'`;
  const ofStatus = { status, count: sql<number>`count(*)` };
  const { id, year, holder, kind: sort, code, name } = awardRecord;
  const ofResult = {
    id,
    year,
    holder,
    memberId: awardRecord.memberId,
    divisionId: awardRecord.divisionId,
    kind: sort,
    code,
    name,
  };
  return {
    pledges: prepareRead(
      database,
      drizzle
        .select(ofPledge)
        .from(pledge)
        .where(eq(pledge.campaignId, sql.placeholder('campaignId'))),
      ofPledge,
    ),
    reports: prepareRead(
      database,
      drizzle
        .select(ofReport)
        .from(reviewReport)
        .where(eq(reviewReport.reviewId, sql.placeholder('reviewId'))),
      ofReport,
    ),
    statuses: prepareRead(
      database,
      drizzle
        .select(ofStatus)
        .from(reviewReport)
        .innerJoin(sql`json_each(${reviewReport.content}, '$.items') AS item`, sql`true`)
        .where(
          and(
            eq(reviewReport.reviewId, sql.placeholder('reviewId')),
            eq(reviewReport.divisionId, sql.placeholder('divisionId')),
            sql`${reviewReport.state} IN ('submitted', 'confirmed')`,
            sql`${status} IS NOT NULL`,
          ),
        )
        .groupBy(status),
      ofStatus,
    ),
    results: prepareRead(
      database,
      drizzle
        .select(ofResult)
        .from(awardRecord)
        .where(
          and(
            gte(year, sql.placeholder('fromYear')),
            lte(year, sql.placeholder('untilYear')),
            isNull(awardRecord.cancelledAt),
          ),
        )
        .orderBy(asc(year), asc(id)),
      ofResult,
    ),
  };
}
