import type { EpochMs } from '../lib/clock.ts';

export const AUDIT_AREAS = [
  'people',
  'plan',
  'pledge',
  'review',
  'exemplar',
  'record',
  'reminder',
  'election',
  'system',
] as const;
/** What an entry is about, for whoever looks for one. */
type AuditArea = (typeof AUDIT_AREAS)[number];

/**
 * How exactly an entry says when: to the millisecond, or the office's day alone. The time of an act around a ballot would
 * narrow down when somebody voted.
 */
type AuditGranularity = 'moment' | 'day';

interface AuditRule {
  readonly area: AuditArea;
  readonly granularity: AuditGranularity;
}

/** Everything that is logged. No cast is, and nothing that a cast causes. */
export const AUDIT_ACTIONS = {
  staff_imported: { area: 'people', granularity: 'moment' },
  roles_changed: { area: 'people', granularity: 'moment' },
  member_left: { area: 'people', granularity: 'moment' },
  member_returned: { area: 'people', granularity: 'moment' },
  member_anonymised: { area: 'people', granularity: 'moment' },
  invite_issued: { area: 'people', granularity: 'moment' },
  invites_issued: { area: 'people', granularity: 'moment' },
  chat_linked: { area: 'people', granularity: 'moment' },
  chat_unlinked: { area: 'people', granularity: 'moment' },
  consent_given: { area: 'people', granularity: 'moment' },
  consent_withdrawn: { area: 'people', granularity: 'moment' },
  own_data_exported: { area: 'people', granularity: 'moment' },

  plan_imported: { area: 'plan', granularity: 'moment' },
  calendar_imported: { area: 'plan', granularity: 'moment' },

  pledge_submitted: { area: 'pledge', granularity: 'moment' },
  pledge_amended: { area: 'pledge', granularity: 'moment' },
  pledge_withdrawn: { area: 'pledge', granularity: 'moment' },
  pledge_endorsed: { area: 'pledge', granularity: 'moment' },
  pledge_accepted: { area: 'pledge', granularity: 'moment' },
  pledge_returned: { area: 'pledge', granularity: 'moment' },
  pledge_late_permitted: { area: 'pledge', granularity: 'moment' },

  review_opened: { area: 'review', granularity: 'moment' },
  review_closed: { area: 'review', granularity: 'moment' },
  report_submitted: { area: 'review', granularity: 'moment' },
  report_amended: { area: 'review', granularity: 'moment' },
  report_confirmed: { area: 'review', granularity: 'moment' },
  report_returned: { area: 'review', granularity: 'moment' },
  report_late_permitted: { area: 'review', granularity: 'moment' },

  exemplar_submitted: { area: 'exemplar', granularity: 'moment' },
  exemplar_supported: { area: 'exemplar', granularity: 'moment' },
  exemplar_not_supported: { area: 'exemplar', granularity: 'moment' },
  exemplar_listed: { area: 'exemplar', granularity: 'moment' },
  exemplar_returned: { area: 'exemplar', granularity: 'moment' },
  exemplar_declined: { area: 'exemplar', granularity: 'moment' },
  exemplar_withdrawn: { area: 'exemplar', granularity: 'moment' },
  exemplar_spread: { area: 'exemplar', granularity: 'moment' },
  exemplar_spread_ended: { area: 'exemplar', granularity: 'moment' },
  exemplar_recognised: { area: 'exemplar', granularity: 'moment' },

  history_imported: { area: 'record', granularity: 'moment' },
  result_recorded: { area: 'record', granularity: 'moment' },
  result_cancelled: { area: 'record', granularity: 'moment' },
  discipline_recorded: { area: 'record', granularity: 'moment' },
  discipline_cancelled: { area: 'record', granularity: 'moment' },
  indicator_entered: { area: 'record', granularity: 'moment' },
  indicator_withdrawn: { area: 'record', granularity: 'moment' },
  leave_entered: { area: 'record', granularity: 'moment' },
  leave_removed: { area: 'record', granularity: 'moment' },

  reminder_ordered: { area: 'reminder', granularity: 'moment' },
  reminder_moved: { area: 'reminder', granularity: 'moment' },
  reminder_cancelled: { area: 'reminder', granularity: 'moment' },
  reminder_sent_now: { area: 'reminder', granularity: 'moment' },

  election_created: { area: 'election', granularity: 'day' },
  election_discarded: { area: 'election', granularity: 'day' },
  election_shares_made: { area: 'election', granularity: 'day' },
  election_opened: { area: 'election', granularity: 'day' },
  election_postponed: { area: 'election', granularity: 'day' },
  election_closed: { area: 'election', granularity: 'day' },
  election_paper_entered: { area: 'election', granularity: 'day' },
  election_paper_confirmed: { area: 'election', granularity: 'day' },
  election_paper_refused: { area: 'election', granularity: 'day' },
  election_count_stopped: { area: 'election', granularity: 'day' },
  election_counted: { area: 'election', granularity: 'day' },
  election_published: { area: 'election', granularity: 'day' },
  election_void: { area: 'election', granularity: 'day' },
  election_recounted: { area: 'election', granularity: 'day' },
  election_key_destroyed: { area: 'election', granularity: 'day' },

  leadership_group_set: { area: 'system', granularity: 'moment' },
  leadership_group_cleared: { area: 'system', granularity: 'moment' },
  data_exported: { area: 'system', granularity: 'moment' },
  backup_made: { area: 'system', granularity: 'moment' },
  backup_restored: { area: 'system', granularity: 'moment' },
  queue_retried: { area: 'system', granularity: 'moment' },
} as const satisfies Readonly<Record<string, AuditRule>>;
/** What was done. */
export type AuditAction = keyof typeof AUDIT_ACTIONS;

/** The actions of one area, in the table's order. */
export function actionsOf(area: AuditArea): readonly AuditAction[] {
  return auditActions().filter((action) => AUDIT_ACTIONS[action].area === area);
}

/** Every action, in the table's order. */
export function auditActions(): readonly AuditAction[] {
  return Object.keys(AUDIT_ACTIONS) as AuditAction[];
}

export const AUDIT_WAYS = ['chat', 'web', 'cli', 'program'] as const;
/** Where an act came from: a chat, a page of the bot, the command line, or the program by itself. */
export type AuditVia = (typeof AUDIT_WAYS)[number];

export const AUDIT_SUBJECTS = ['member', 'division', 'year', 'election', 'exemplar'] as const;
/**
 * What an act was about: a person, a division, the campaign of a year, an election or an exemplar. Pledges and reports
 * are those of a person or a division, which is what one looks for; their own numbers stand among the details.
 */
export interface AuditSubject {
  readonly kind: (typeof AUDIT_SUBJECTS)[number];
  readonly id: number;
}

/** Codes, numbers and short identifiers; never a name, a text that somebody wrote, or anything about a mark. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null>>;

/** Who did what when, before it has its place in the chain. */
export interface AuditRecord {
  readonly at: EpochMs;
  /** Number of the person; null for the command line and for the program by itself. */
  readonly actorId: number | null;
  readonly via: AuditVia;
  readonly action: AuditAction;
  readonly subject: AuditSubject | null;
  readonly details: AuditDetails;
}

/** A record with its place: entries are numbered 1, 2, 3, … without a gap. */
export interface AuditEntry extends AuditRecord {
  readonly id: number;
  /** SHA-256 over the entry before it and this one, 64 hex digits. */
  readonly hash: string;
}

// Whatever a plan or a platform calls things by fits; a sentence, a name with its spaces or a mark's secret does not.
const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9_.,:/@+-]{0,119}$/;

/** Whether a value may stand among the details. */
export function isAuditDetail(value: AuditDetails[string]): boolean {
  return typeof value === 'string' ? IDENTIFIER.test(value) : typeof value !== 'number' || Number.isFinite(value);
}
