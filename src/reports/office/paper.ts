import type { Campaign } from '../../app/ports.ts';
import type { PaperDetails } from '../documents/letterhead.ts';

/** A document of the agency; number and day are written in when it is signed. */
export function paperOf({ plan, year }: Campaign): PaperDetails {
  return { agency: plan.agency, year, number: null, date: null };
}
