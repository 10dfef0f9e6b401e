import { and, asc, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import type { EvidenceFiles } from '../app/review-ports.ts';
import type { Database } from './database.ts';
import { campaign, evidenceFile, review, reviewReport, reviewReportVersion } from './schema.ts';

/** Files kept as evidence. */
export function createEvidenceFiles({ drizzle }: Database): EvidenceFiles {
  // A report's content names the ids of the files that it shows.
  const shown = (content: unknown) =>
    sql`EXISTS (SELECT 1 FROM json_tree(${content}) AS part WHERE part.key = 'fileId' AND part.value = ${evidenceFile.id})`;
  const inReport = sql`EXISTS (SELECT 1 FROM ${reviewReport} WHERE ${reviewReport.id} = ${evidenceFile.reportId}
    AND ${reviewReport.draft} IS NOT NULL AND ${shown(reviewReport.draft)})`;
  const inVersion = sql`EXISTS (SELECT 1 FROM ${reviewReportVersion}
    WHERE ${reviewReportVersion.reportId} = ${evidenceFile.reportId} AND ${shown(reviewReportVersion.content)})`;
  return {
    byId: (id) => drizzle.select().from(evidenceFile).where(eq(evidenceFile.id, id)).get() ?? null,
    byStoredName: (storedName) =>
      drizzle.select().from(evidenceFile).where(eq(evidenceFile.storedName, storedName)).get() ?? null,
    bySha(reportId, sha256) {
      const where = and(eq(evidenceFile.reportId, reportId), eq(evidenceFile.sha256, sha256));
      return drizzle.select().from(evidenceFile).where(where).get() ?? null;
    },
    add: (file) => drizzle.insert(evidenceFile).values(file).returning({ id: evidenceFile.id }).get().id,
    unused: (before, limit) =>
      drizzle
        .select()
        .from(evidenceFile)
        .where(and(lt(evidenceFile.addedAt, before), sql`NOT ${inReport}`, sql`NOT ${inVersion}`))
        .orderBy(asc(evidenceFile.id))
        .limit(limit)
        .all(),
    ofYearsBefore: (year, limit) =>
      drizzle
        .select(getTableColumns(evidenceFile))
        .from(evidenceFile)
        .innerJoin(reviewReport, eq(reviewReport.id, evidenceFile.reportId))
        .innerJoin(review, eq(review.id, reviewReport.reviewId))
        .innerJoin(campaign, eq(campaign.id, review.campaignId))
        .where(lt(campaign.year, year))
        .orderBy(asc(evidenceFile.id))
        .limit(limit)
        .all(),
    drop(id) {
      drizzle.delete(evidenceFile).where(eq(evidenceFile.id, id)).run();
    },
    storedNames: () =>
      new Set(
        drizzle
          .select({ name: evidenceFile.storedName })
          .from(evidenceFile)
          .all()
          .map(({ name }) => name),
      ),
  };
}
