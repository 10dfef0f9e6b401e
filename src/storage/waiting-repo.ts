import type { Part, WaitingLists, WaitingScope } from '../app/review-ports.ts';
import type { EpochMs } from '../lib/clock.ts';
import type { Database } from './database.ts';
import { inScope } from './waiting-scope.ts';

/** What waits for somebody, by id. */
export function createWaitingLists(database: Database): WaitingLists {
  return {
    pledges: prepareWaitingList(
      database,
      'FROM pledge WHERE campaign_id = @parentId',
      `NOT EXISTS (SELECT 1 FROM pledge_event WHERE pledge_id = pledge.id AND action = 'endorsed' AND at > @until)`,
    ),
    reports: prepareWaitingList(database, 'FROM review_report WHERE review_id = @parentId', 'submitted_at <= @until'),
  };
}

function prepareWaitingList({ sqlite }: Database, from: string, byThen: string): WaitingLists['pledges'] {
  const prepared = new Map<string, ReturnType<typeof sqlite.prepare<[object]>>>();

  function statement(where: string) {
    const known = prepared.get(where);
    if (known !== undefined) return known;
    // Only the first ones of each scope can be among the first of all.
    const made = sqlite.prepare<[object]>(`SELECT id, submitted_at ${from} AND ${where}
      ORDER BY submitted_at, id LIMIT @most`);
    prepared.set(where, made);
    return made;
  }

  return (parentId: number, scopes: readonly WaitingScope[], { offset, limit }: Part, until?: EpochMs) => {
    const rows = scopes.flatMap((scope) => {
      const { sql, values } = inScope(scope);
      const found = statement(until === undefined ? sql : `${sql} AND ${byThen}`);
      return found.all({
        ...values,
        parentId,
        most: offset + limit,
        ...(until === undefined ? {} : { until }),
      }) as Row[];
    });
    rows.sort((left, right) => (left.submitted_at ?? 0) - (right.submitted_at ?? 0) || left.id - right.id);
    return rows.slice(offset, offset + limit).map(({ id }) => id);
  };
}

interface Row {
  readonly id: number;
  readonly submitted_at: EpochMs | null;
}
