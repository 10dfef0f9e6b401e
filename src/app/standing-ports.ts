import type { StandingPledge, StandingReport, StandingResult, StatusCount } from '../domain/standings/facts.ts';

/** What standings count, read without the words around it: one read each, however many people there are. */
export interface StandingReads {
  /** All pledges of a campaign. */
  pledges(campaignId: number): readonly StandingPledge[];
  /** All reports of a review. */
  reports(reviewId: number): readonly StandingReport[];
  /** Statuses in the reports of a division that stand: submitted or confirmed. */
  statuses(reviewId: number, divisionId: number): readonly StatusCount[];
  /** Results that count, of these years. */
  results(fromYear: number, untilYear: number): readonly StandingResult[];
}
