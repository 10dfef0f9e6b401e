import { and, asc, desc, eq, notInArray } from 'drizzle-orm';
import type { ElectionEvent, Elections, StoredElection } from '../app/ballot-ports.ts';
import type { Database } from './database.ts';
import { election, electionEvent } from './schema.ts';

type Row = typeof election.$inferSelect;

// Every JSON column is written by this file alone, from the type that it is read as.
function toElection(row: Row): StoredElection {
  const { id, campaignId, method, publicKey } = row;
  return {
    id,
    campaignId,
    method,
    publicKey,
    election: JSON.parse(row.election) as StoredElection['election'],
    course: JSON.parse(row.course) as StoredElection['course'],
    preparation: JSON.parse(row.preparation) as StoredElection['preparation'],
    fingerprint: parsed<NonNullable<StoredElection['fingerprint']>>(row.fingerprint),
    slots: JSON.parse(row.slots) as StoredElection['slots'],
    paper: parsed<NonNullable<StoredElection['paper']>>(row.paper),
    result: parsed<NonNullable<StoredElection['result']>>(row.result),
  };
}

function parsed<T>(json: string | null): T | null {
  return json === null ? null : (JSON.parse(json) as T);
}

function toRow(stored: Omit<StoredElection, 'id'>): Omit<Row, 'id' | 'createdAt'> {
  const { campaignId, method, publicKey, fingerprint, paper, result } = stored;
  return {
    campaignId,
    method,
    publicKey,
    state: stored.course.state,
    election: JSON.stringify(stored.election),
    course: JSON.stringify(stored.course),
    preparation: JSON.stringify(stored.preparation),
    fingerprint: fingerprint === null ? null : JSON.stringify(fingerprint),
    slots: JSON.stringify(stored.slots),
    paper: paper === null ? null : JSON.stringify(paper),
    result: result === null ? null : JSON.stringify(result),
  };
}

/** Elections; `ended` is called when one has come to its end, so that its key can go after the commit. */
export function createElections(
  { drizzle }: Database,
  onForeignChange: (forget: () => void) => void,
  ended: () => void,
): Elections {
  // Every menu asks whether something is open.
  let running: readonly StoredElection[] | null = null;
  function forget(): void {
    running = null;
  }
  onForeignChange(forget);
  return {
    byId(id) {
      const row = drizzle.select().from(election).where(eq(election.id, id)).get();
      return row === undefined ? null : toElection(row);
    },
    ofCampaign: (campaignId) =>
      drizzle
        .select()
        .from(election)
        .where(eq(election.campaignId, campaignId))
        .orderBy(desc(election.id))
        .all()
        .map(toElection),
    running() {
      running ??= drizzle
        .select()
        .from(election)
        .where(notInArray(election.state, ['published', 'void']))
        .orderBy(asc(election.id))
        .all()
        .map(toElection);
      return running;
    },
    create(stored, now) {
      forget();
      return drizzle
        .insert(election)
        .values({ ...toRow(stored), createdAt: now })
        .returning({ id: election.id })
        .get().id;
    },
    save(stored) {
      forget();
      drizzle.update(election).set(toRow(stored)).where(eq(election.id, stored.id)).run();
      const { state } = stored.course;
      if (state === 'published' || state === 'void') ended();
    },
    discard(id) {
      forget();
      drizzle.delete(electionEvent).where(eq(electionEvent.electionId, id)).run();
      const { changes } = drizzle
        .delete(election)
        .where(and(eq(election.id, id), eq(election.state, 'draft')))
        .run();
      if (changes !== 1) throw new Error('only a draft can be discarded');
    },
    record(electionId, event) {
      drizzle
        .insert(electionEvent)
        .values({ electionId, ...event })
        .run();
    },
    events: (electionId): readonly ElectionEvent[] =>
      drizzle
        .select({
          at: electionEvent.at,
          actorId: electionEvent.actorId,
          action: electionEvent.action,
          note: electionEvent.note,
        })
        .from(electionEvent)
        .where(eq(electionEvent.electionId, electionId))
        .orderBy(asc(electionEvent.id))
        .all(),
  };
}
