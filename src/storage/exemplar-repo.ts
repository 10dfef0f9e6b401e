import { and, asc, desc, eq, gte, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import type { Exemplars } from '../app/exemplar-ports.ts';
import type { Exemplar, ExemplarOpinion, ExemplarSubject } from '../domain/exemplar.ts';
import type { Database } from './database.ts';
import { campaign, exemplar, exemplarEvent, member } from './schema.ts';

type ExemplarRow = typeof exemplar.$inferSelect;

function subjectOf(row: ExemplarRow): ExemplarSubject | null {
  if (row.subjectMemberId !== null) return { of: 'person', memberId: row.subjectMemberId };
  if (row.subjectDivisionId !== null) return { of: 'division', divisionId: row.subjectDivisionId };
  return row.subjectName === null ? null : { of: 'named', name: row.subjectName };
}

function opinionOf({ opinion, opinionReason, opinionBy, opinionAt }: ExemplarRow): ExemplarOpinion | null {
  if (opinion === null || opinionBy === null || opinionAt === null) return null;
  return { supports: opinion === 'supports', reason: opinionReason ?? '', by: opinionBy, at: opinionAt };
}

function toExemplar(row: ExemplarRow): Exemplar {
  const { id, campaignId, proposerId, divisionId, state, version, spread, recognisedBy, submittedAt, updatedAt } = row;
  const { kind, summary, results, movement, link } = row;
  return {
    id,
    campaignId,
    proposerId,
    divisionId,
    state,
    content: { kind, subject: subjectOf(row), summary, results, movement, link },
    version,
    opinion: opinionOf(row),
    spread,
    recognisedBy,
    submittedAt,
    updatedAt,
  };
}

/** Proposed exemplars and new models with their history. */
export function createExemplars({ drizzle }: Database): Exemplars {
  const change = (id: number, values: Partial<typeof exemplar.$inferInsert>): void => {
    drizzle.update(exemplar).set(values).where(eq(exemplar.id, id)).run();
  };
  return {
    byId(id) {
      const row = drizzle.select().from(exemplar).where(eq(exemplar.id, id)).get();
      return row === undefined ? null : toExemplar(row);
    },
    inStates: (campaignId, states, divisionId) =>
      drizzle
        .select()
        .from(exemplar)
        .where(
          and(
            eq(exemplar.campaignId, campaignId),
            inArray(exemplar.state, [...states]),
            divisionId === undefined ? undefined : eq(exemplar.divisionId, divisionId),
          ),
        )
        .orderBy(desc(exemplar.updatedAt), desc(exemplar.id))
        .all()
        .map(toExemplar),
    ofProposer: (campaignId, memberId) =>
      drizzle
        .select()
        .from(exemplar)
        .where(and(eq(exemplar.campaignId, campaignId), eq(exemplar.proposerId, memberId)))
        .orderBy(asc(exemplar.id))
        .all()
        .map(toExemplar),
    create({ now, ...values }) {
      const row = { ...values, state: 'draft', version: 0, spread: false, updatedAt: now } as const;
      return Number(drizzle.insert(exemplar).values(row).run().lastInsertRowid);
    },
    save(id, { subject, ...content }, divisionId, now) {
      change(id, {
        ...content,
        subjectMemberId: subject?.of === 'person' ? subject.memberId : null,
        subjectDivisionId: subject?.of === 'division' ? subject.divisionId : null,
        subjectName: subject?.of === 'named' ? subject.name : null,
        divisionId,
        updatedAt: now,
      });
    },
    submit(id, version, now) {
      const noOpinion = { opinion: null, opinionReason: null, opinionBy: null, opinionAt: null };
      change(id, { ...noOpinion, state: 'submitted', version, submittedAt: now, updatedAt: now });
    },
    setState: (id, state, now) => change(id, { state, updatedAt: now }),
    setOpinion(id, { supports, reason, by, at }) {
      const opinion = supports ? 'supports' : 'does_not';
      change(id, { opinion, opinionReason: reason, opinionBy: by, opinionAt: at, updatedAt: at });
    },
    setSpread: (id, spread, now) => change(id, { spread, updatedAt: now }),
    setRecognised: (id, recognisedBy, now) => change(id, { recognisedBy, updatedAt: now }),
    record(id, event) {
      drizzle
        .insert(exemplarEvent)
        .values({ exemplarId: id, ...event })
        .run();
    },
    events: (id) =>
      drizzle
        .select({
          at: exemplarEvent.at,
          actorId: exemplarEvent.actorId,
          actorName: member.fullName,
          action: exemplarEvent.action,
          version: exemplarEvent.version,
          note: exemplarEvent.note,
        })
        .from(exemplarEvent)
        .innerJoin(member, eq(member.id, exemplarEvent.actorId))
        .where(eq(exemplarEvent.exemplarId, id))
        .orderBy(asc(exemplarEvent.id))
        .all(),
    countRecognised: (fromYear, toYear) =>
      drizzle
        .select({ count: sql<number>`count(*)` })
        .from(exemplar)
        .innerJoin(campaign, eq(campaign.id, exemplar.campaignId))
        .where(
          and(
            eq(exemplar.state, 'listed'),
            isNotNull(exemplar.recognisedBy),
            gte(campaign.year, fromYear),
            lte(campaign.year, toYear),
          ),
        )
        .get()?.count ?? 0,
  };
}
