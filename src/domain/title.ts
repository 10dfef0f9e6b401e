/** Emulation titles for one person, lowest first (danh hiệu thi đua cá nhân). */
export const INDIVIDUAL_TITLES = [
  'advanced_worker',
  'grassroots_emulation_fighter',
  'provincial_emulation_fighter',
  'national_emulation_fighter',
] as const;

/** Emulation titles for a division or the whole agency, lowest first (danh hiệu thi đua tập thể). */
export const COLLECTIVE_TITLES = [
  'advanced_labour_collective',
  'excellent_labour_collective',
  'provincial_emulation_flag',
  'government_emulation_flag',
] as const;

/** Forms of commendation (hình thức khen thưởng): another thing than a title, and registered beside it. */
export const AWARD_FORMS = [
  'commendation_letter',
  'provincial_merit_certificate',
  'ministerial_merit_certificate',
  'government_merit_certificate',
] as const;

export const INITIATIVE_LEVELS = ['grassroots', 'provincial', 'national'] as const;

export type IndividualTitle = (typeof INDIVIDUAL_TITLES)[number];
export type CollectiveTitle = (typeof COLLECTIVE_TITLES)[number];
export type Title = IndividualTitle | CollectiveTitle;
export type AwardForm = (typeof AWARD_FORMS)[number];
export type InitiativeLevel = (typeof INITIATIVE_LEVELS)[number];
export type PledgeKind = 'individual' | 'collective';

/** Whether a title is one for a person. */
export function isIndividualTitle(title: Title): title is IndividualTitle {
  return (INDIVIDUAL_TITLES as readonly Title[]).includes(title);
}

/** Whether a title is one for a division or the agency. */
export function isCollectiveTitle(title: Title): title is CollectiveTitle {
  return (COLLECTIVE_TITLES as readonly Title[]).includes(title);
}
