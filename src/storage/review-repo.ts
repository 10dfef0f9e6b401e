import { and, asc, eq, getTableColumns, ne, sql } from 'drizzle-orm';
import type { ReviewReports, Reviews } from '../app/review-ports.ts';
import { REPORT_STATES, type Report, type ReportState, type Review } from '../domain/review.ts';
import type { ReportContent } from '../domain/review-content.ts';
import type { Database } from './database.ts';
import { member, review, reviewReport, reviewReportEvent, reviewReportVersion, reviewSnapshot } from './schema.ts';
import { prepareRead } from './statement.ts';
import { prepareWaitingCount } from './waiting-count.ts';

/** Reviews with their snapshots. */
export function createReviews({ drizzle }: Database, onForeignChange: (forget: () => void) => void): Reviews {
  // Two rounds a year, asked for by every menu and every reminder.
  const kept = new Map<string, Review | null>();
  onForeignChange(() => kept.clear());
  return {
    find(campaignId, round) {
      const key = `${campaignId}:${round}`;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const where = and(eq(review.campaignId, campaignId), eq(review.round, round));
      const found = drizzle.select().from(review).where(where).get() ?? null;
      kept.set(key, found);
      return found;
    },
    byId: (id) => drizzle.select().from(review).where(eq(review.id, id)).get() ?? null,
    open(opened) {
      kept.clear();
      return drizzle
        .insert(review)
        .values({ ...opened, state: 'open' })
        .returning({ id: review.id })
        .get().id;
    },
    close(id, { at, by, reason }) {
      kept.clear();
      drizzle
        .update(review)
        .set({ state: 'closed', closedAt: at, closedBy: by, closeReason: reason })
        .where(eq(review.id, id))
        .run();
    },
    snapshot: (reviewId) =>
      drizzle
        .select({ takenAt: reviewSnapshot.takenAt, sha256: reviewSnapshot.sha256, body: reviewSnapshot.body })
        .from(reviewSnapshot)
        .where(eq(reviewSnapshot.reviewId, reviewId))
        .get() ?? null,
    freeze(reviewId, snapshot) {
      drizzle
        .insert(reviewSnapshot)
        .values({ reviewId, ...snapshot })
        .run();
    },
  };
}

// Both columns are written from a ReportContent by this file alone.
function toReport(row: typeof reviewReport.$inferSelect): Report {
  return {
    ...row,
    draft: row.draft === null ? null : (JSON.parse(row.draft) as ReportContent),
    content: row.content === null ? null : (JSON.parse(row.content) as ReportContent),
  };
}

/** Reports with their versions and history. */
export function createReviewReports(database: Database): ReviewReports {
  const { drizzle } = database;
  // Asked for everybody whenever reminders fall due.
  const ofMember = prepareRead(
    database,
    drizzle
      .select()
      .from(reviewReport)
      .where(
        and(
          eq(reviewReport.reviewId, sql.placeholder('reviewId')),
          eq(reviewReport.memberId, sql.placeholder('memberId')),
          sql`${reviewReport.kind} = 'individual'`,
        ),
      ),
    getTableColumns(reviewReport),
  );

  function one(where: ReturnType<typeof and>): Report | null {
    const row = drizzle.select().from(reviewReport).where(where).get();
    return row === undefined ? null : toReport(row);
  }

  const inStates = prepareRead(
    database,
    drizzle
      .select()
      .from(reviewReport)
      .where(
        and(
          eq(reviewReport.reviewId, sql.placeholder('reviewId')),
          sql`${reviewReport.state} IN (SELECT value FROM json_each(${sql.placeholder('states')}))`,
          sql`${reviewReport.divisionId} = coalesce(${sql.placeholder('divisionId')}, ${reviewReport.divisionId})`,
        ),
      )
      .orderBy(asc(reviewReport.submittedAt), asc(reviewReport.id)),
    getTableColumns(reviewReport),
  );

  function many(reviewId: number, states: readonly ReportState[], divisionId: number | null = null): readonly Report[] {
    return inStates.all({ reviewId, states: JSON.stringify(states), divisionId }).map(toReport);
  }

  return {
    byId: (id) => one(eq(reviewReport.id, id)),
    ofMember(reviewId, memberId) {
      const row = ofMember.get({ reviewId, memberId });
      return row === undefined ? null : toReport(row);
    },
    ofDivision: (reviewId, divisionId) =>
      one(
        and(
          eq(reviewReport.reviewId, reviewId),
          eq(reviewReport.divisionId, divisionId),
          sql`${reviewReport.kind} = 'collective'`,
        ),
      ),
    all: (reviewId) => many(reviewId, REPORT_STATES),
    inStates: many,
    countWaiting: prepareWaitingCount(database, 'review_report', 'review_id'),
    followOwners(reviewId) {
      const home = sql`(SELECT ${member.divisionId} FROM ${member} WHERE ${member.id} = ${reviewReport.memberId})`;
      drizzle
        .update(reviewReport)
        .set({ divisionId: home })
        .where(
          and(
            eq(reviewReport.reviewId, reviewId),
            eq(reviewReport.kind, 'individual'),
            ne(reviewReport.divisionId, home),
          ),
        )
        .run();
    },
    create: ({ draft, now, ...values }) =>
      drizzle
        .insert(reviewReport)
        .values({
          ...values,
          state: 'draft',
          version: 0,
          draft: draft === null ? null : JSON.stringify(draft),
          updatedAt: now,
        })
        .returning({ id: reviewReport.id })
        .get().id,
    saveDraft(id, draft, now) {
      drizzle
        .update(reviewReport)
        .set({ draft: draft === null ? null : JSON.stringify(draft), updatedAt: now })
        .where(eq(reviewReport.id, id))
        .run();
    },
    saveVersion(report, content, by, now) {
      const version = report.version + 1;
      const written = JSON.stringify(content);
      drizzle
        .insert(reviewReportVersion)
        .values({ reportId: report.id, version, content: written, submittedAt: now, submittedBy: by })
        .run();
      drizzle
        .update(reviewReport)
        .set({ state: 'submitted', version, draft: null, content: written, submittedAt: now, updatedAt: now })
        .where(eq(reviewReport.id, report.id))
        .run();
      return version;
    },
    setState(id, state, now) {
      drizzle.update(reviewReport).set({ state, updatedAt: now }).where(eq(reviewReport.id, id)).run();
    },
    permitLate(id, until, now) {
      drizzle.update(reviewReport).set({ lateUntil: until, updatedAt: now }).where(eq(reviewReport.id, id)).run();
    },
    record(id, event) {
      drizzle
        .insert(reviewReportEvent)
        .values({ reportId: id, ...event })
        .run();
    },
    events: (id) =>
      drizzle
        .select({
          at: reviewReportEvent.at,
          actorId: reviewReportEvent.actorId,
          actorName: member.fullName,
          action: reviewReportEvent.action,
          version: reviewReportEvent.version,
          note: reviewReportEvent.note,
        })
        .from(reviewReportEvent)
        .innerJoin(member, eq(member.id, reviewReportEvent.actorId))
        .where(eq(reviewReportEvent.reportId, id))
        .orderBy(asc(reviewReportEvent.id))
        .all(),
  };
}
