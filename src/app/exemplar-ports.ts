import type { Exemplar, ExemplarAction, ExemplarContent, ExemplarOpinion, ExemplarState } from '../domain/exemplar.ts';
import type { EpochMs } from '../lib/clock.ts';

/** One line of a proposal's history. */
export interface ExemplarEventRow {
  readonly at: EpochMs;
  readonly actorId: number;
  readonly actorName: string;
  readonly action: ExemplarAction;
  readonly version: number;
  readonly note: string | null;
}

export interface Exemplars {
  byId(id: number): Exemplar | null;
  /** Newest change first. */
  inStates(campaignId: number, states: readonly ExemplarState[], divisionId?: number): readonly Exemplar[];
  /** Everything that a person proposed in a campaign, oldest first. */
  ofProposer(campaignId: number, memberId: number): readonly Exemplar[];
  create(proposal: {
    readonly campaignId: number;
    readonly proposerId: number;
    readonly divisionId: number;
    readonly now: EpochMs;
  }): number;
  /** Writes the content and the division whose head is asked. */
  save(id: number, content: ExemplarContent, divisionId: number, now: EpochMs): void;
  /** Counts a submission: state, version and time; an opinion on an earlier version is dropped. */
  submit(id: number, version: number, now: EpochMs): void;
  setState(id: number, state: ExemplarState, now: EpochMs): void;
  setOpinion(id: number, opinion: ExemplarOpinion): void;
  setSpread(id: number, spread: boolean, now: EpochMs): void;
  setRecognised(id: number, by: string | null, now: EpochMs): void;
  record(id: number, event: Omit<ExemplarEventRow, 'actorName'>): void;
  events(id: number): readonly ExemplarEventRow[];
  /** Listed ones that an authority recognised, over the campaigns of these years. */
  countRecognised(fromYear: number, toYear: number): number;
}
