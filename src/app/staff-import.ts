import type { StaffRecord } from '../domain/member.ts';
import type { Person } from '../domain/person.ts';
import { REVIEW_ROUNDS } from '../domain/review.ts';
import type { StaffRow, StaffVocabulary } from '../domain/staff-columns.ts';
import { previewStaffList, recordsToStore, type StaffPreview } from '../domain/staff-list.ts';
import { replanCampaign } from './due-planning.ts';
import type { Work } from './ports.ts';

/** Compares a list with the stored staff, those who left included; writes nothing. */
export function previewStaff(work: Work, rows: readonly StaffRow[], vocabulary: StaffVocabulary): StaffPreview {
  const divisions = work.store.divisions.all().filter((division) => division.active);
  return previewStaffList(rows, divisions, work.store.members.all().map(toRecord), vocabulary);
}

/**
 * Stores the new and changed people of a preview; wrong rows and people missing from the list change nothing. Who moves
 * to another division takes pledge and reports along: its head decides on them from then on.
 */
export function applyStaff(work: Work, preview: StaffPreview): void {
  for (const record of recordsToStore(preview)) work.store.members.save(record, work.now);
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

function toRecord(person: Person): StaffRecord {
  const { code, fullName, divisionCode, position, roles, councilPost, phone, employment, active } = person;
  return { code, fullName, divisionCode, position, roles, councilPost, phone, employment, active };
}
