import * as z from 'zod';
import { draftOfReport, saveItem } from '../../app/review-report.ts';
import type { ReportContent, ReportItem } from '../../domain/review-content.ts';
import type { MemberContext } from '../context.ts';
import { type Move, rewind, type Step } from '../flow.ts';
import type { Say } from '../text-key.ts';

/** Data of the reporting dialogue: the draft itself lives in the report. */
export const progressState = z.object({
  kind: z.enum(['individual', 'collective']),
  /** 0 before a draft is opened. */
  reportId: z.number().int(),
  /** The item that is being answered, from 0. */
  item: z.number().int(),
  /** An item is being changed from the card, to which it returns. */
  changing: z.boolean(),
  /** Jobs that fetch files for this item, oldest first, and when the last file came (UTC ms). */
  jobs: z.array(z.number().int()),
  sentAt: z.number().int(),
});

export type ProgressState = z.infer<typeof progressState>;

/** A step of the reporting dialogue. */
export type ProgressStep = Step<ProgressState, MemberContext>;

/** The state in which a report begins. */
export function freshProgress(kind: ProgressState['kind'], reportId = 0): ProgressState {
  return { kind, reportId, item: 0, changing: false, jobs: [], sentAt: 0 };
}

/** The draft as stored; what was answered last is always in it. */
export function draftOf(context: MemberContext, state: ProgressState): ReportContent {
  return draftOfReport(context, state.reportId);
}

/** The item under way; the last one where an amended pledge has fewer. */
export function itemOf(context: MemberContext, state: ProgressState): ReportItem & { readonly number: number } {
  const { items } = draftOf(context, state);
  const index = Math.min(state.item, items.length - 1);
  const item = items[index];
  if (item === undefined) throw new Error('a report without items');
  return { ...item, number: index + 1 };
}

/** Saves part of the item under way. */
export function keep(
  context: MemberContext,
  state: ProgressState,
  change: Partial<Omit<ReportItem, 'key' | 'text'>>,
): void {
  saveItem(context, state.reportId, itemOf(context, state).key, change);
}

/** After the last question on an item: the next item that lacks an answer, or the card. */
export function nextItem(context: MemberContext, state: ProgressState, texts?: readonly Say[]): Move<ProgressState> {
  const rest = { ...state, changing: false, jobs: [], sentAt: 0 };
  const { items } = draftOf(context, state);
  const next = items.findIndex((item, index) => index > state.item && (item.status === null || item.note === null));
  if (state.changing || next === -1) return rewind('card', rest, texts);
  // Going back within the items is a choice of its own: the way back holds steps, not items.
  return rewind('status', { ...rest, item: next }, texts);
}
