import type Sqlite from 'better-sqlite3';
import { type Course, voidElection } from '../domain/ballot/course.ts';
import type { EpochMs } from '../lib/clock.ts';

/** Name of the setting of app/restored-elections.ts. */
const RESTORED = 'restored_elections';

/**
 * Takes the ballots out of a copy of the database: rounds that are open or not yet counted are void in it, boxes and links
 * are gone, and so is the roll of what is void. Whoever restores the copy finds no round that could go on, and two copies
 * never tell what came in between. The copy is made anew, so that no page keeps what was deleted.
 */
export function removeBallots(copy: Sqlite.Database, now: EpochMs): void {
  // A copy made before an upgrade may be older than elections.
  const known = copy.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'ballot_box'").get();
  if (known === undefined) return;
  copy.pragma('secure_delete = ON');
  copy.transaction(() => {
    copy.exec('DELETE FROM ballot_box; DELETE FROM ballot_link;');
    const running = copy
      .prepare("SELECT id, course FROM election WHERE state IN ('open', 'closed')")
      .all() as readonly {
      readonly id: number;
      readonly course: string;
    }[];
    const ended = running.filter(({ id, course }) => end(copy, id, JSON.parse(course) as Course, now));
    // Whoever starts on the copy tells the members of these, once.
    const ids = JSON.stringify(ended.map(({ id }) => id));
    if (ended.length > 0) copy.prepare('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)').run(RESTORED, ids);
  })();
  copy.exec('VACUUM');
}

function end(copy: Sqlite.Database, id: number, course: Course, now: EpochMs): boolean {
  const voided = voidElection(course, 'restored', null, now);
  // An open vote has no boxes and is never open.
  if (!voided.ok) return false;
  copy
    .prepare("UPDATE election SET state = 'void', course = ?, paper = NULL WHERE id = ?")
    .run(JSON.stringify(voided.value), id);
  copy.prepare('DELETE FROM ballot_roll WHERE election_id = ?').run(id);
  copy.prepare("INSERT INTO election_event (election_id, at, action) VALUES (?, ?, 'void')").run(id, now);
  return true;
}
