import { exportsFor } from '../../app/exports.ts';
import { holds } from '../../domain/person.ts';
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

const anybodyHere = (): boolean => true;
const secretaryOnly = ({ person }: MemberContext): boolean => holds(person, 'secretary');

/** Everything at the desk; a section shows its entries in this order. */
const MANAGE_ENTRIES: readonly ManageEntry[] = [
  {
    id: 'progress',
    section: 'registration',
    label: 'manage.progress',
    does: { shows: registrationProgress },
    allowed: anybodyHere,
  },
  { id: 'late', section: 'registration', label: 'manage.late', does: { step: 'late' }, allowed: secretaryOnly },
  { id: 'review', section: 'review', label: 'manage.review', does: { step: 'review' }, allowed: secretaryOnly },
  {
    id: 'elections',
    section: 'ballots',
    label: 'manage.elections',
    does: { command: 'dotbophieu' },
    allowed: secretaryOnly,
  },
  {
    id: 'reminders',
    section: 'reminders',
    label: 'manage.reminders',
    does: { command: 'nhacviec' },
    allowed: secretaryOnly,
  },
  { id: 'staff_file', section: 'people', label: 'manage.staff', does: { step: 'staff_file' }, allowed: anybodyHere },
  { id: 'leave', section: 'people', label: 'manage.leave', does: { step: 'leave_whose' }, allowed: secretaryOnly },
  { id: 'invites', section: 'people', label: 'manage.invites', does: { step: 'invites' }, allowed: anybodyHere },
  {
    id: 'indicators',
    section: 'results',
    label: 'manage.indicators',
    does: { step: 'indicators' },
    allowed: secretaryOnly,
  },
  {
    id: 'results',
    section: 'results',
    label: 'manage.results',
    does: { step: 'results' },
    allowed: secretaryOnly,
  },
  {
    id: 'exemplars',
    section: 'results',
    label: 'manage.exemplars',
    does: { command: 'nhantomoi', args: EXEMPLAR_LIST },
    allowed: secretaryOnly,
  },
  {
    id: 'delivery',
    section: 'messages',
    label: 'manage.delivery',
    does: { shows: deliveryProblems },
    allowed: anybodyHere,
  },
  {
    id: 'quota',
    section: 'messages',
    label: 'manage.quota',
    does: { shows: quotaShown },
    allowed: ({ quotas }) => quotas.length > 0,
  },
  {
    id: 'group',
    section: 'messages',
    label: 'manage.group',
    does: { step: 'group' },
    allowed: secretaryOnly,
  },
  {
    id: 'history_file',
    section: 'results',
    label: 'manage.history',
    does: { step: 'history_file' },
    allowed: secretaryOnly,
  },
  {
    id: 'exports',
    section: 'exports',
    label: 'manage.exports',
    does: { command: 'xuatdulieu' },
    allowed: ({ person }) => exportsFor(person).length > 0,
  },
];

/** What the person may do in a section. */
export function entriesOf(context: MemberContext, section: ManageSection): readonly ManageEntry[] {
  return MANAGE_ENTRIES.filter((entry) => entry.section === section && entry.allowed(context));
}
