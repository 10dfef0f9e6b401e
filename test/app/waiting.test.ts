import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approvalQueue } from '../../src/app/approval.ts';
import { reportQueue } from '../../src/app/review-approval.ts';
import { countWaitingPledges, countWaitingReports } from '../../src/app/waiting.ts';
import { ROLES } from '../../src/domain/member.ts';
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

describe('counting what waits for somebody', () => {
  it('gives the length of the list, for everybody, whoever holds which role and whatever waits', async () => {
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
            expect(countWaitingPledges(work, person), `${person.code} pledges`).toBe(
              approvalQueue(work, person).length,
            );
            expect(countWaitingReports(work, person), `${person.code} reports`).toBe(reportQueue(work, person).length);
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
