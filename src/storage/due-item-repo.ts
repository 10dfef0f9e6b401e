import type { DueGroup, DueItem, DueItems, PeopledWave } from '../app/due-ports.ts';
import type { EpochMs } from '../lib/clock.ts';
import type { Database } from './database.ts';

type Row = DueItem & { readonly state: 'planned' | 'fired' | 'skipped' };

const COLUMNS = `key, campaign_id AS campaignId, kind, member_id AS memberId, milestone, due_at AS dueAt,
  expires_at AS expiresAt, detail`;

// What planning may change: ahead of now, and not put to its time by firing or a person.
const PLANNED = `WHERE campaign_id = :campaignId AND state = 'planned' AND held = 0 AND due_at > :now`;
// One wave's rows, through the index of planned rows by time.
const DELETE_WAVE = `DELETE FROM due_item WHERE campaign_id = :campaignId AND state = 'planned' AND held = 0 AND due_at = :dueAt AND kind = :kind
  AND milestone = :milestone AND expires_at = :expiresAt AND detail IS :detail`;

/** Planned reminders and other things that fall due, by statements over whole waves. */
export function createDueItems({ sqlite }: Database): DueItems {
  const groups = sqlite.prepare(
    `SELECT kind, milestone, due_at AS dueAt, expires_at AS expiresAt, detail, count(*) AS count FROM due_item
     ${PLANNED} GROUP BY due_at, kind, milestone, expires_at, detail`,
  );
  const dropWave = sqlite.prepare(DELETE_WAVE);
  const dropOthers = sqlite.prepare(`${DELETE_WAVE} AND member_id NOT IN (SELECT value FROM json_each(:members))`);
  // A row that fired keeps its key, so the same reminder of the same day cannot be planned again.
  const addWave = sqlite.prepare(
    `INSERT INTO due_item (key, campaign_id, kind, member_id, milestone, due_at, expires_at, state, detail)
     SELECT :prefix || value || :suffix, :campaignId, :kind, iif(value = '-', NULL, value), :milestone, :dueAt,
       :expiresAt, 'planned', :detail
     FROM json_each(:members) WHERE true ON CONFLICT DO NOTHING`,
  );
  // In the order of the index: a whole office may be due at once, and sorting it would hold up everybody.
  const due = sqlite.prepare(`SELECT ${COLUMNS} FROM due_item WHERE state = 'planned' AND due_at <= ? ORDER BY due_at`);
  const next = sqlite.prepare(
    `SELECT ${COLUMNS} FROM due_item
     WHERE state = 'planned' AND due_at > :after AND kind IN (SELECT value FROM json_each(:kinds))
     ORDER BY due_at LIMIT 1`,
  );
  const ahead = sqlite.prepare(
    `SELECT kind, milestone, due_at AS dueAt, expires_at AS expiresAt, detail, count(*) AS count FROM due_item
     WHERE campaign_id = :campaignId AND state = 'planned' AND due_at > :after
     GROUP BY due_at, kind, milestone, expires_at, detail ORDER BY due_at`,
  );
  const withPrefix = sqlite.prepare(
    `SELECT ${COLUMNS}, state FROM due_item WHERE key >= :from AND key < :until ORDER BY key`,
  );
  const add = sqlite.prepare(
    `INSERT INTO due_item (key, campaign_id, kind, member_id, milestone, due_at, expires_at, state, detail, held)
     VALUES (:key, :campaignId, :kind, :memberId, :milestone, :dueAt, :expiresAt, 'planned', :detail, 1)
     ON CONFLICT DO NOTHING`,
  );
  const settle = sqlite.prepare(
    `UPDATE due_item SET state = :state, settled_at = :now WHERE key = :key AND state = 'planned'`,
  );
  const settleLatest = sqlite.prepare(
    `UPDATE due_item SET state = iif(key = :latest, 'fired', 'skipped'), settled_at = :now
     WHERE campaign_id = :campaignId AND kind = :kind AND state = 'planned' AND due_at <= :now`,
  );
  const postpone = sqlite.prepare(
    `UPDATE due_item SET due_at = :dueAt, held = 1 WHERE key = :key AND state = 'planned'`,
  );

  function replan(campaignId: number, waves: readonly PeopledWave[], now: EpochMs): number {
    const listed = listsAsJson();
    const stored = new Map((groups.all({ campaignId, now }) as DueGroup[]).map((group) => [placeOf(group), group]));
    const wanted = new Map<string, PeopledWave[]>();
    for (const peopled of waves) {
      if (peopled.wave.dueAt <= now) continue;
      const place = placeOf(peopled.wave);
      wanted.set(place, [...(wanted.get(place) ?? []), peopled]);
    }
    let written = 0;
    for (const [place, { kind, milestone, dueAt, expiresAt, detail }] of stored) {
      if (wanted.has(place)) continue;
      written += dropWave.run({ campaignId, kind, milestone, dueAt, expiresAt, detail }).changes;
    }
    for (const [place, peopled] of wanted) {
      let left = stored.get(place)?.count ?? 0;
      for (const { wave, memberIds } of peopled) {
        const { kind, milestone, dueAt, expiresAt, detail, prefix, suffix } = wave;
        const values = { campaignId, kind, milestone, dueAt, expiresAt, detail, prefix, suffix };
        const members = listed(memberIds);
        // Waves in one place share its rows, and none may take the other's for superfluous.
        if (left > 0 && peopled.length === 1) {
          const dropped = memberIds === null ? 0 : dropOthers.run({ ...values, members }).changes;
          left -= dropped;
          written += dropped;
          if (left === (memberIds?.length ?? 1)) continue;
        }
        written += addWave.run({ ...values, members }).changes;
      }
    }
    return written;
  }

  return {
    replan,
    due: (now) => due.all(now) as DueItem[],
    next: (kinds, after) => (next.get({ kinds: JSON.stringify(kinds), after }) as DueItem | undefined) ?? null,
    ahead: (campaignId, after) => ahead.all({ campaignId, after }) as DueGroup[],
    // Keys are ASCII up to here, so that every longer key sorts before the prefix with a higher end.
    withPrefix: (prefix) => withPrefix.all({ from: prefix, until: `${prefix}\u{10ffff}` }) as Row[],
    add: (item) => add.run({ ...item }).changes > 0,
    settle: (key, state, now) => settle.run({ key, state, now }).changes > 0,
    settleLatest: (campaignId, kind, latest, now) => settleLatest.run({ campaignId, kind, latest, now }).changes > 0,
    postpone(key, dueAt) {
      postpone.run({ key, dueAt });
    },
  };
}

type Place = Pick<DueGroup, 'kind' | 'milestone' | 'dueAt' | 'expiresAt' | 'detail'>;

function placeOf({ kind, milestone, dueAt, expiresAt, detail }: Place): string {
  return JSON.stringify([kind, milestone, dueAt, expiresAt, detail]);
}

// Many waves have the same people: their list is written once.
function listsAsJson(): (memberIds: readonly number[] | null) => string {
  const written = new Map<readonly number[] | null, string>();
  return (memberIds) => {
    const known = written.get(memberIds);
    if (known !== undefined) return known;
    const json = JSON.stringify(memberIds ?? ['-']);
    written.set(memberIds, json);
    return json;
  };
}
