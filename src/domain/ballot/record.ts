export const VOTING_METHODS = ['secret_ballot', 'open_vote'] as const;
/** How the council decides: sealed marks in boxes, or hands raised and totals written down. */
export type VotingMethod = (typeof VOTING_METHODS)[number];

export const ELECTION_ACTIONS = [
  'created',
  'shares_made',
  'opened',
  'postponed',
  'closed',
  'paper_entered',
  'paper_confirmed',
  'paper_refused',
  'count_stopped',
  'counted',
  'published',
  'void',
  'recounted',
] as const;
/** What the record of an election says; a cast is no part of it. */
export type ElectionAction = (typeof ELECTION_ACTIONS)[number];
