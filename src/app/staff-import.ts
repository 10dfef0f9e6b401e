import type { StaffRecord } from '../domain/member.ts';
import type { Person } from '../domain/person.ts';
import { REVIEW_ROUNDS } from '../domain/review.ts';
import type { StaffRow, StaffVocabulary } from '../domain/staff-columns.ts';
import { previewStaffList, recordsToStore, type StaffPreview } from '../domain/staff-list.ts';
import { type Act, audit } from './audit.ts';
import { replanCampaign } from './due-planning.ts';
import { setMenusAnew } from './menu-changes.ts';
import type { Work } from './ports.ts';

/** Compares a list with the stored staff, those who left included; writes nothing. */
export function previewStaff(work: Work, rows: readonly StaffRow[], vocabulary: StaffVocabulary): StaffPreview {
  const divisions = work.store.divisions.all().filter((division) => division.active);
  const preview = previewStaffList(rows, divisions, work.store.members.all().map(toRecord), vocabulary);
  return withoutAnonymised(work, preview);
}

// A list goes on naming who left long ago: a name that was taken away comes back with the person only.
function withoutAnonymised({ store }: Work, preview: StaffPreview): StaffPreview {
  const gone = new Set(store.leavers.all().flatMap(({ code, anonymisedAt }) => (anonymisedAt === null ? [] : [code])));
  const stays = ({ record }: StaffPreview['changed'][number]) => gone.has(record.code) && !record.active;
  if (!preview.changed.some(stays)) return preview;
  return {
    ...preview,
    changed: preview.changed.filter((entry) => !stays(entry)),
    unchanged: [...preview.unchanged, ...preview.changed.filter(stays)],
  };
}

/**
 * Stores the new and changed people of a preview; wrong rows and people missing from the list change nothing. Who moves
 * to another division takes pledge and reports along: its head decides on them from then on. `actor` is whose word it is.
 */
export function applyStaff(work: Work, preview: StaffPreview, actor: Act['actor'] = null): void {
  for (const record of recordsToStore(preview)) work.store.members.save(record, work.now);
  noteChanges(work, preview, actor);
  const campaign = work.store.campaigns.current();
  if (campaign !== null) {
    work.store.pledges.followOwners(campaign.id);
    for (const round of REVIEW_ROUNDS) {
      const review = work.store.reviews.find(campaign.id, round);
      if (review !== null) work.store.reviewReports.followOwners(review.id);
    }
  }
  replanCampaign(work);
}

// One audit entry for the list, and one for each person who gets or loses a right by it; their menus follow.
function noteChanges(work: Work, { new: added, changed }: StaffPreview, actor: Act['actor']): void {
  audit(work, { action: 'staff_imported', actor, details: { new: added.length, changed: changed.length } });
  for (const { record, changes } of changed) {
    const before = new Map(changes.map((change) => [change.field, change.before]));
    const rights = before.has('roles') || before.has('councilPost');
    notePerson(work, actor, record, {
      activity: before.has('active'),
      from: before.get('roles') ?? record.roles,
      rights,
    });
  }
  for (const { record } of added) {
    if (record.roles.length > 1) notePerson(work, actor, record, { activity: false, from: null, rights: true });
  }
}

function notePerson(
  work: Work,
  actor: Act['actor'],
  { code, roles, councilPost, active }: StaffRecord,
  changed: { readonly activity: boolean; readonly rights: boolean; readonly from: StaffRecord[keyof StaffRecord] },
): void {
  if (!changed.activity && !changed.rights) return;
  const member = work.store.members.byCode(code);
  if (member === null) return;
  setMenusAnew(work, [member.id]);
  const about = { actor, subject: { kind: 'member', id: member.id } } as const;
  if (changed.activity) audit(work, { action: active ? 'member_returned' : 'member_left', ...about });
  if (!changed.rights) return;
  const from = changed.from === null ? null : String(changed.from);
  audit(work, { action: 'roles_changed', ...about, details: { from, to: roles.join(), post: councilPost } });
}

function toRecord(person: Person): StaffRecord {
  const { code, fullName, divisionCode, position, roles, councilPost, phone, employment, active } = person;
  return { code, fullName, divisionCode, position, roles, councilPost, phone, employment, active };
}
