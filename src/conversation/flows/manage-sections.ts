import { exportsFor } from '../../app/exports.ts';
import { may, type Right } from '../../domain/rights.ts';
import { backupsShown } from '../backup-wording.ts';
import type { MemberContext } from '../context.ts';
import { quotaShown } from '../quota-wording.ts';
import type { Say, TextKey } from '../text-key.ts';
import { EXEMPLAR_LIST } from './exemplar-state.ts';
import { deliveryProblems, registrationProgress } from './manage-shown.ts';
import type { ManageSection } from './manage-state.ts';

/** One thing to do at the secretary's desk. */
export interface ManageEntry {
  readonly id: string;
  readonly section: ManageSection;
  readonly label: TextKey;
  /** The step of the desk's dialogue that it leads to, or what it only shows. */
  readonly does:
    | { readonly step: string }
    | { readonly command: string; readonly args?: string }
    | { readonly shows: (context: MemberContext) => readonly Say[] };
  /** Whether this person has it; the desk itself is the secretary's and the administrator's. */
  readonly allowed: (context: MemberContext) => boolean;
}

function whoever(right: Right): ManageEntry['allowed'] {
  return ({ person }) => may(person, right);
}

/** Everything at the desk; a section shows its entries in this order. */
export const MANAGE_ENTRIES: readonly ManageEntry[] = [
  {
    id: 'progress',
    section: 'registration',
    label: 'manage.progress',
    does: { shows: registrationProgress },
    allowed: whoever('administer'),
  },
  {
    id: 'late',
    section: 'registration',
    label: 'manage.late',
    does: { step: 'late' },
    allowed: whoever('permit_late'),
  },
  {
    id: 'review',
    section: 'review',
    label: 'manage.review',
    does: { step: 'review' },
    allowed: whoever('run_reviews'),
  },
  {
    id: 'elections',
    section: 'ballots',
    label: 'manage.elections',
    does: { command: 'dotbophieu' },
    allowed: whoever('prepare_elections'),
  },
  {
    id: 'reminders',
    section: 'reminders',
    label: 'manage.reminders',
    does: { command: 'nhacviec' },
    allowed: whoever('order_reminders'),
  },
  {
    id: 'staff_file',
    section: 'people',
    label: 'manage.staff',
    does: { step: 'staff_file' },
    allowed: whoever('administer'),
  },
  {
    id: 'leave',
    section: 'people',
    label: 'manage.leave',
    does: { step: 'leave_whose' },
    allowed: whoever('keep_leave'),
  },
  {
    id: 'leavers',
    section: 'people',
    label: 'manage.leavers',
    does: { step: 'leavers' },
    allowed: whoever('anonymise'),
  },
  {
    id: 'invites',
    section: 'people',
    label: 'manage.invites',
    does: { step: 'invites' },
    allowed: whoever('administer'),
  },
  {
    id: 'indicators',
    section: 'results',
    label: 'manage.indicators',
    does: { step: 'indicators' },
    allowed: whoever('enter_figures'),
  },
  {
    id: 'results',
    section: 'results',
    label: 'manage.results',
    does: { step: 'results' },
    allowed: whoever('keep_results'),
  },
  {
    id: 'exemplars',
    section: 'results',
    label: 'manage.exemplars',
    does: { command: 'nhantomoi', args: EXEMPLAR_LIST },
    allowed: whoever('keep_exemplars'),
  },
  {
    id: 'delivery',
    section: 'messages',
    label: 'manage.delivery',
    does: { shows: deliveryProblems },
    allowed: whoever('administer'),
  },
  {
    id: 'quota',
    section: 'messages',
    label: 'manage.quota',
    does: { shows: quotaShown },
    allowed: ({ person, quotas }) => quotas.length > 0 && may(person, 'administer'),
  },
  {
    id: 'backups',
    section: 'messages',
    label: 'manage.backups',
    does: { shows: backupsShown },
    allowed: whoever('administer'),
  },
  {
    id: 'group',
    section: 'messages',
    label: 'manage.group',
    does: { step: 'group' },
    allowed: whoever('bind_group'),
  },
  {
    id: 'history_file',
    section: 'results',
    label: 'manage.history',
    does: { step: 'history_file' },
    allowed: whoever('keep_results'),
  },
  {
    id: 'exports',
    section: 'exports',
    label: 'manage.exports',
    does: { command: 'xuatdulieu' },
    allowed: ({ person }) => exportsFor(person).length > 0,
  },
  {
    id: 'audit',
    section: 'audit',
    label: 'manage.audit',
    does: { step: 'audit' },
    allowed: whoever('read_audit'),
  },
];

/** Whether the person has an entry of the desk now. */
export function hasEntry(context: MemberContext, id: string): boolean {
  return MANAGE_ENTRIES.some((entry) => entry.id === id && entry.allowed(context));
}

/** What the person may do in a section. */
export function entriesOf(context: MemberContext, section: ManageSection): readonly ManageEntry[] {
  return MANAGE_ENTRIES.filter((entry) => entry.section === section && entry.allowed(context));
}
