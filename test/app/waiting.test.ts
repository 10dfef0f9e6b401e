import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approvalQueue, waitingPledge } from '../../src/app/approval.ts';
import type { Work } from '../../src/app/ports.ts';
import { reportQueue, waitingReport } from '../../src/app/review-approval.ts';
import type { Part } from '../../src/app/review-ports.ts';
import { countWaitingPledges, countWaitingReports } from '../../src/app/waiting.ts';
import { ROLES } from '../../src/domain/member.ts';
import type { Person } from '../../src/domain/person.ts';
import { type Office, openOffice } from '../support/office.ts';
import { campaignIn, closeRound, FULL_CONTENT, openRound } from '../support/reporting.ts';

const people = fc.record({
  roles: fc.array(fc.constantFrom(...ROLES), { maxLength: 3 }),
  pledge: fc.constantFrom(null, 'draft', 'submitted', 'endorsed', 'accepted', 'returned'),
  report: fc.constantFrom(null, 'draft', 'submitted', 'confirmed', 'returned'),
});
const office = fc.array(people, { minLength: 33, maxLength: 33 });
const collectives = fc.array(fc.constantFrom('submitted', 'endorsed', 'accepted'), { minLength: 5, maxLength: 5 });

type Member = typeof people extends fc.Arbitrary<infer T> ? T : never;

function arrange(
  at: Office,
  members: readonly Member[],
  divisions: readonly ('submitted' | 'endorsed' | 'accepted')[],
) {
  const campaignId = campaignIn(at).id;
  at.work(({ store, now }) => {
    const reviewId = store.reviews.find(campaignId, 'preliminary')?.id ?? 0;
    const all = store.members.active();
    for (const [index, person] of all.entries()) {
      const { roles = [], pledge = null, report = null } = members[index] ?? {};
      const held = ROLES.filter((role) => role === 'staff' || (roles as readonly string[]).includes(role));
      store.members.save({ ...person, roles: held }, now);
      const own = { kind: 'individual' as const, memberId: person.id, divisionId: person.divisionId, draft: null, now };
      const known = store.pledges.ofMember(campaignId, person.id)?.id ?? store.pledges.create({ campaignId, ...own });
      store.pledges.setState(known, pledge ?? 'withdrawn', now);
      const reportId =
        store.reviewReports.ofMember(reviewId, person.id)?.id ?? store.reviewReports.create({ reviewId, ...own });
      store.reviewReports.setState(reportId, report ?? 'draft', now);
    }
    for (const [index, { id: divisionId }] of store.divisions.all().entries()) {
      const own = { kind: 'collective' as const, memberId: null, divisionId, draft: FULL_CONTENT, now };
      const state = divisions[index] ?? 'accepted';
      const known =
        store.pledges.ofDivision(campaignId, divisionId)?.id ?? store.pledges.create({ campaignId, ...own });
      store.pledges.setState(known, state, now);
      const report = { ...own, draft: null, reviewId };
      const reportId = store.reviewReports.ofDivision(reviewId, divisionId)?.id ?? store.reviewReports.create(report);
      store.reviewReports.setState(reportId, state === 'endorsed' ? 'confirmed' : 'submitted', now);
    }
  });
}

/** What the rules let the person decide on, each asked by itself, in the order of their submission. */
function pledgesFor(work: Work, person: Person): readonly number[] {
  return work.store.pledges
    .inStates(work.store.campaigns.current()?.id ?? 0, ['submitted', 'endorsed'])
    .flatMap(({ id }) => (waitingPledge(work, person, id) === null ? [] : [id]));
}

function reportsFor(work: Work, person: Person): readonly number[] {
  const review = work.store.reviews.find(work.store.campaigns.current()?.id ?? 0, 'preliminary');
  return work.store.reviewReports
    .inStates(review?.id ?? 0, ['submitted'])
    .flatMap(({ id }) => (waitingReport(work, person, id) === null ? [] : [id]));
}

/** A list as it is leafed through, five at a time. */
function inPages(page: (part: Part) => readonly number[]): readonly number[] {
  const all: number[] = [];
  for (let offset = 0; offset <= all.length; offset += 5) all.push(...page({ offset, limit: 5 }));
  return all;
}

describe('what waits for somebody', () => {
  it('is counted and listed as the rules have it, for everybody, whoever holds which role and whatever waits', async () => {
    const at = await openOffice();
    openRound(at, 'preliminary');
    let runs = 0;
    fc.assert(
      fc.property(office, collectives, (members, divisions) => {
        arrange(at, members, divisions);
        runs += 1;
        if (runs === 13) closeRound(at, 'preliminary');
        at.work((work) => {
          for (const person of work.store.members.active()) {
            const pledges = pledgesFor(work, person);
            expect(countWaitingPledges(work, person), `${person.code} pledges`).toBe(pledges.length);
            expect(inPages((part) => approvalQueue(work, person, part).map(({ pledge }) => pledge.id))).toEqual(
              pledges,
            );
            const reports = reportsFor(work, person);
            expect(countWaitingReports(work, person), `${person.code} reports`).toBe(reports.length);
            expect(inPages((part) => reportQueue(work, person, part).map(({ report }) => report.id))).toEqual(reports);
          }
        });
      }),
      { numRuns: 25 },
    );
  });

  it('reads the counts from an index alone', async () => {
    const at = await openOffice();
    for (const [table, parent] of [
      ['pledge', 'campaign_id'],
      ['review_report', 'review_id'],
    ]) {
      const sql = `EXPLAIN QUERY PLAN SELECT count(*) FROM ${table} WHERE ${parent} = 1 AND state = 'submitted'
        AND (kind = 'collective' OR member_id IN (SELECT value FROM json_each('[]')))`;
      const plan = at.storage.database.sqlite.prepare(sql).all() as { detail: string }[];
      expect(plan[0]?.detail).toContain('USING COVERING INDEX');
    }
  });
});
