import type { VoidCause } from '../../domain/ballot/course.ts';
import { electionQuorum } from '../../domain/ballot/pass-rule.ts';
import type { EpochMs } from '../../lib/clock.ts';
import type { Result } from '../../lib/result.ts';
import type { DocumentWords } from './document-words.ts';
import { fillTemplate, type Template } from './fill-template.ts';
import { COUNCIL_HEAD, councilHead } from './letterhead.ts';
import { ROUND, type RoundDetails, roundData } from './round-data.ts';
import type { DataOf, Shape } from './shape.ts';
import type { TemplateProblem } from './template-problem.ts';

/** What the minutes of a round without a result are made from. */
export interface VoidMinutes extends RoundDetails {
  readonly voided: { readonly cause: VoidCause; readonly reason: string | null; readonly at: EpochMs };
}

export const VOID_MINUTES = {
  ...COUNCIL_HEAD,
  ...ROUND,
  voided_at: 'text',
  void_cause: 'text',
  void_reason: 'text',
  members: 'text',
  quorum: 'text',
} as const satisfies Shape;

/** The minutes of a round that came to nothing, as a Word file: why, since when, and that no box was opened. */
export function voidMinutes(
  minutes: VoidMinutes,
  template: Template,
  words: DocumentWords,
): Promise<Result<Uint8Array, TemplateProblem>> {
  return fillTemplate(template, VOID_MINUTES, voidMinutesData(minutes, words), words);
}

/** How many had voted is not said: with few members it would tell who had not. */
function voidMinutesData(minutes: VoidMinutes, words: DocumentWords): DataOf<typeof VOID_MINUTES> {
  const { election, voided } = minutes;
  return {
    ...councilHead({ ...minutes, council: election.council, year: election.year }, words),
    ...roundData(minutes, words),
    voided_at: words.moment(voided.at),
    void_cause: words.text(`document.void_cause.${voided.cause}`),
    void_reason: voided.reason ?? '',
    members: String(election.roll.length),
    quorum: String(electionQuorum(election)),
  };
}
