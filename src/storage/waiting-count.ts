import type { WaitingScope } from '../app/review-ports.ts';
import type { Database } from './database.ts';
import { inScope } from './waiting-scope.ts';

/** Counts rows that wait for somebody, from an index alone, in a table of pledges or of reports. */
export function prepareWaitingCount(
  { sqlite }: Database,
  table: 'pledge' | 'review_report',
  parent: 'campaign_id' | 'review_id',
): (parentId: number, scope: WaitingScope) => number {
  const prepared = new Map<string, ReturnType<typeof sqlite.prepare>>();

  return (parentId, scope) => {
    const { sql, values } = inScope(scope);
    const known = prepared.get(sql);
    const statement =
      known ?? sqlite.prepare(`SELECT count(*) FROM ${table} WHERE ${parent} = @parentId AND ${sql}`).pluck();
    if (known === undefined) prepared.set(sql, statement);
    return Number(statement.get({ ...values, parentId }));
  };
}
