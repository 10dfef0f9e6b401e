import type { WaitingScope } from '../app/review-ports.ts';
import type { Database } from './database.ts';

/** Counts rows that wait for somebody, from an index alone, in a table of pledges or of reports. */
export function prepareWaitingCount(
  { sqlite }: Database,
  table: 'pledge' | 'review_report',
  parent: 'campaign_id' | 'review_id',
): (parentId: number, scope: WaitingScope) => number {
  const straight = `(kind = 'collective' OR member_id IN (SELECT value FROM json_each(@directMembers))
    OR division_id IN (SELECT value FROM json_each(@headless)))`;
  const prepared = new Map<string, ReturnType<typeof sqlite.prepare>>();

  function statement(ofDivision: boolean, direct: boolean | null) {
    const known = prepared.get(`${ofDivision}:${direct}`);
    if (known !== undefined) return known;
    const division = ofDivision ? 'AND division_id = @divisionId' : '';
    const route = direct === null ? '' : direct ? `AND ${straight}` : `AND NOT ${straight}`;
    const made = sqlite
      .prepare(
        `SELECT count(*) FROM ${table} WHERE ${parent} = @parentId AND state = @state ${division} ${route}
          AND NOT (kind = 'individual' AND member_id = @ownMember)
          AND NOT (kind = 'collective' AND division_id = @ownDivision)`,
      )
      .pluck();
    prepared.set(`${ofDivision}:${direct}`, made);
    return made;
  }

  return (parentId, { state, divisionId, direct, directMembers, headless, own }) => {
    const values = {
      parentId,
      state,
      ownMember: own.memberId,
      // No division has this id.
      ownDivision: own.divisionId ?? -1,
      ...(divisionId === null ? {} : { divisionId }),
      ...(direct === null ? {} : { directMembers: JSON.stringify(directMembers), headless: JSON.stringify(headless) }),
    };
    return Number(statement(divisionId !== null, direct).get(values));
  };
}
