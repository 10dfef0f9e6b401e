import type { OwnData, OwnRows } from '../app/privacy-ports.ts';
import type { Database } from './database.ts';
import { OWN_TABLES, type OwnTable } from './own-tables.ts';

/** Where somebody stands on the rolls and the ballots of elections: that one voted, never what. */
const ELECTIONS = `
  WITH me AS (SELECT code FROM member WHERE id = :id)
  SELECT election.id, json_extract(election.election, '$.name') AS name, election.state,
    CASE WHEN place.key IS NULL THEN 0 ELSE 1 END AS on_roll,
    CASE WHEN place.key IS NULL THEN NULL ELSE json_extract(place.value, '$.way') END AS way,
    substr(ballot_roll.ticks, place.key + 1, 1) = '1' AS voted,
    (SELECT group_concat(json_extract(line.value, '$.title'), ', ')
      FROM json_each(election.election, '$.nominees') AS line
      WHERE json_extract(line.value, '$.code') = me.code) AS nominated_for
  FROM election CROSS JOIN me
  LEFT JOIN json_each(election.election, '$.roll') AS place ON json_extract(place.value, '$.code') = me.code
  LEFT JOIN ballot_roll ON ballot_roll.election_id = election.id
  WHERE place.key IS NOT NULL OR nominated_for IS NOT NULL
  ORDER BY election.id`;

/** Reads everything that is stored about one person, table by table (own-tables.ts). */
export function createOwnData({ sqlite }: Database): OwnData {
  const elections = sqlite.prepare<{ id: number }>(ELECTIONS);

  function rowsOf({ table, sort, where, shows, omits = [] }: OwnTable, id: number): OwnRows {
    const statement = sqlite.prepare<{ id: number }>(`SELECT ${shows?.join(', ') ?? '*'} FROM ${table} WHERE ${where}`);
    const rows = (statement.all({ id }) as Readonly<Record<string, unknown>>[]).map((row) =>
      Object.fromEntries(Object.entries(row).filter(([column]) => !omits.includes(column))),
    );
    return { table, sort, rows };
  }

  return {
    of(id) {
      const voted = { table: 'election', sort: 'own', rows: elections.all({ id }) } as OwnRows;
      return [...OWN_TABLES.map((table) => rowsOf(table, id)), voted].filter(({ rows }) => rows.length > 0);
    },
  };
}
