/** How the rows of a table that are about one person are found, and what of them is shown to that person. */
export interface OwnTable {
  readonly table: string;
  readonly sort: 'own' | 'act';
  /** Columns that refer to a person and are looked at here. */
  readonly refers: readonly string[];
  /** Condition in SQL; `:id` is the person. */
  readonly where: string;
  /** Of what somebody did to others' data only these columns are theirs; of what is about them, all but `omits`. */
  readonly shows?: readonly string[];
  readonly omits?: readonly string[];
}

/** Ids of a person's own registrations, in SQL; `:id` is the person. */
export const OWN_PLEDGES = 'SELECT id FROM pledge WHERE member_id = :id';
/** The same of reports. */
export const OWN_REPORTS = 'SELECT id FROM review_report WHERE member_id = :id';
const OWN_EXEMPLARS = 'SELECT id FROM exemplar WHERE proposer_id = :id OR subject_member_id = :id';
const NOT_MINE = ' AND member_id IS NOT :id';

function about(table: string, column: string, omits: readonly string[] = []): OwnTable {
  return { table, sort: 'own', refers: [column], where: `${column} = :id`, omits };
}

function act(table: string, refers: readonly string[], shows: readonly string[], besides = ''): OwnTable {
  const who = refers.map((column) => `${column} = :id`).join(' OR ');
  return { table, sort: 'act', refers, where: `(${who})${besides}`, shows };
}

/**
 * Every table that says something about a person, in the order in which it is shown. A table with a new reference to
 * `member` needs a row here: a test says so. Hashes of codes and addresses say nothing to anybody, and are left out.
 */
export const OWN_TABLES: readonly OwnTable[] = [
  { table: 'member', sort: 'own', refers: [], where: 'id = :id' },
  about('chat_identity', 'member_id'),
  about('consent', 'member_id'),
  about('invite', 'member_id', ['code_hash']),
  about('preference', 'member_id'),
  about('leave', 'member_id'),
  { table: 'dialogue', sort: 'own', refers: [], where: `subject IN ('m' || :id, 'n' || :id)` },
  about('pledge', 'member_id'),
  { table: 'pledge_version', sort: 'own', refers: [], where: `pledge_id IN (${OWN_PLEDGES})` },
  { table: 'pledge_title', sort: 'own', refers: [], where: `pledge_id IN (${OWN_PLEDGES})` },
  { table: 'pledge_event', sort: 'own', refers: [], where: `pledge_id IN (${OWN_PLEDGES})` },
  about('review_report', 'member_id'),
  { table: 'review_report_version', sort: 'own', refers: [], where: `report_id IN (${OWN_REPORTS})` },
  { table: 'review_report_event', sort: 'own', refers: [], where: `report_id IN (${OWN_REPORTS})` },
  { table: 'evidence_file', sort: 'own', refers: [], where: `report_id IN (${OWN_REPORTS})` },
  {
    table: 'exemplar',
    sort: 'own',
    refers: ['proposer_id', 'subject_member_id'],
    where: 'proposer_id = :id OR subject_member_id = :id',
  },
  { table: 'exemplar_event', sort: 'own', refers: [], where: `exemplar_id IN (${OWN_EXEMPLARS})` },
  about('award_record', 'member_id'),
  about('discipline_record', 'member_id'),
  about('ballot_link', 'member_id', ['token_hash']),
  about('due_item', 'member_id'),
  about('outbox', 'member_id'),
  // What a job read or wrote may be a list of others.
  about('job', 'member_id', ['payload', 'result']),
  about('file_link', 'member_id', ['token_hash']),
  about('upload_link', 'member_id', ['token_hash']),
  { table: 'audit_entry', sort: 'own', refers: [], where: `subject_kind = 'member' AND subject_id = :id` },

  act('leave', ['added_by'], ['from_date', 'to_date', 'added_at'], ' AND member_id <> :id'),
  act('pledge_version', ['submitted_by'], ['version', 'submitted_at'], ` AND pledge_id NOT IN (${OWN_PLEDGES})`),
  act('pledge_event', ['actor_id'], ['at', 'action', 'version', 'note'], ` AND pledge_id NOT IN (${OWN_PLEDGES})`),
  act('review', ['opened_by', 'closed_by'], ['round', 'opened_at', 'open_reason', 'closed_at', 'close_reason']),
  act('review_report_version', ['submitted_by'], ['version', 'submitted_at'], ` AND report_id NOT IN (${OWN_REPORTS})`),
  act(
    'review_report_event',
    ['actor_id'],
    ['at', 'action', 'version', 'note'],
    ` AND report_id NOT IN (${OWN_REPORTS})`,
  ),
  act('evidence_file', ['added_by'], ['name', 'size_bytes', 'added_at'], ` AND report_id NOT IN (${OWN_REPORTS})`),
  act(
    'exemplar',
    ['opinion_by'],
    ['opinion', 'opinion_reason', 'opinion_at'],
    ` AND exemplar.id NOT IN (${OWN_EXEMPLARS})`,
  ),
  act('exemplar_event', ['actor_id'], ['at', 'action', 'note'], ` AND exemplar_id NOT IN (${OWN_EXEMPLARS})`),
  act('indicator_value', ['entered_by'], ['code', 'round', 'as_of', 'value', 'note', 'source', 'entered_at']),
  act('award_record', ['entered_by', 'cancelled_by'], ['year', 'kind', 'code', 'entered_at', 'cancelled_at'], NOT_MINE),
  act('discipline_record', ['entered_by', 'cancelled_by'], ['year', 'entered_at', 'cancelled_at'], NOT_MINE),
  act('election_event', ['actor_id'], ['at', 'action', 'note']),
  act('reminder_order', ['ordered_by'], ['text', 'audience', 'due_at', 'ordered_at', 'cancelled_at']),
  act('wave_change', ['changed_by'], ['wave_code', 'due_at', 'changed_at']),
  act('audit_entry', ['actor_id'], ['at', 'via', 'action'], ` AND (subject_kind IS NOT 'member' OR subject_id <> :id)`),
];

/** Tables that say nothing about a person by themselves; those above and these are all there are. */
export const NOBODYS_TABLES: readonly string[] = [
  // The office's own, counts, and what no person of the office stands in.
  'calendar_day',
  'campaign',
  'division',
  'group_picture',
  'inbound_event',
  'plan_version',
  'schema_migration',
  'sent_message',
  'setting',
  'weekly_digest',
  // Accounts that are nobody's yet.
  'link_attempt',
  // Sealed marks, of nobody known.
  'ballot_box',
  // Read with their roll (own-data-repo.ts): whether one is on it, voted or was put forward, never what.
  'election',
  'ballot_roll',
  // The whole office's review as it closed, sealed by its checksum; each person's part is in their report.
  'review_snapshot',
];
