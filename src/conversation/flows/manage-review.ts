import type { Campaign } from '../../app/ports.ts';
import { reviewDeadline } from '../../app/review.ts';
import { closeReviewByHand, openReviewByHand } from '../../app/review-opening.ts';
import { REVIEW_ROUNDS, type Review } from '../../domain/review.ts';
import { REPORT_LIMITS } from '../../domain/review-content.ts';
import type { MemberContext } from '../context.ts';
import { again, go, type Move, refresh, rewind, type Step } from '../flow.ts';
import { reviewOpened } from '../review-notices.ts';
import { roundHeading, roundSay } from '../review-wording.ts';
import { type Say, say } from '../text-key.ts';
import { typedReason } from '../typed-text.ts';
import type { Choice } from '../types.ts';
import { differenceLines, reviewProgressLines, snapshotLines } from './manage-review-shown.ts';
import type { ManageState } from './manage-state.ts';

type ManageStep = Step<ManageState, MemberContext>;

/** Which round: the preliminary review or the final one. */
export const reviewStep: ManageStep = {
  light: true,
  help: 'help.manage.review',
  ask: () => ({
    say: [say('manage.review.ask')],
    choices: [
      ...REVIEW_ROUNDS.map((round) => ({ id: round, label: roundHeading(round) })),
      { id: 'back', label: say('choice.back') },
    ],
  }),
  answer(_context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('section', state);
    const round = REVIEW_ROUNDS.find((candidate) => candidate === id);
    return round === undefined ? again(say('dialogue.not_understood')) : go('review_round', { ...state, round });
  },
};

interface Place {
  readonly campaign: Campaign | null;
  readonly review: Review | null;
}

function placeOf(context: MemberContext, { round }: ManageState): Place {
  const campaign = context.store.campaigns.current();
  return { campaign, review: campaign === null ? null : context.store.reviews.find(campaign.id, round) };
}

/** One round: how it stands, and what can be done with it. */
export const reviewRoundStep: ManageStep = {
  light: true,
  help: 'help.manage.review',
  ask(context, state) {
    const place = placeOf(context, state);
    return {
      say: [say('manage.review.heading', { round: roundHeading(state.round) }), ...stateLines(context, state, place)],
      choices: [...actions(place), { id: 'back', label: say('choice.back') }],
    };
  },
  answer(context, state, answer): Move<ManageState> {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    const { campaign, review } = placeOf(context, state);
    if (id === 'back') return rewind('review', state);
    if (id === 'open' || id === 'close') return go('review_reason', { ...state, act: id });
    if (campaign === null || review === null) return again(say('dialogue.not_understood'));
    switch (id) {
      case 'progress':
        return refresh('review_round', state, reviewProgressLines(context, campaign, state.round));
      case 'snapshot':
        return refresh('review_round', state, snapshotLines(context, review));
      case 'differences':
        return refresh('review_round', state, differenceLines(context, campaign, review));
      case 'late':
        return go('review_late', state);
      default:
        return again(say('dialogue.not_understood'));
    }
  },
};

function actions({ campaign, review }: Place): readonly Choice[] {
  if (campaign === null) return [];
  if (review === null) return [{ id: 'open', label: say('manage.review.open') }];
  const progress = { id: 'progress', label: say('manage.review.progress') };
  const late = { id: 'late', label: say('manage.review.late') };
  if (review.state === 'open') return [progress, late, { id: 'close', label: say('manage.review.close') }];
  return [
    progress,
    late,
    { id: 'snapshot', label: say('manage.review.snapshot') },
    { id: 'differences', label: say('manage.review.differences') },
  ];
}

function stateLines(context: MemberContext, { round }: ManageState, { campaign, review }: Place): readonly Say[] {
  if (campaign === null) return [say('error.no_campaign')];
  const deadline = reviewDeadline(campaign.plan, round, context.zone);
  const due =
    deadline === null
      ? say('manage.review.no_deadline')
      : say('progress.deadline', { at: { as: 'moment', date: deadline } });
  if (review === null) return [say('manage.review.not_opened'), due];
  return [
    byHand(context, 'opened', review.openedAt, review.openedBy, review.openReason),
    ...(review.closedAt === null
      ? [due]
      : [byHand(context, 'closed', review.closedAt, review.closedBy, review.closeReason)]),
  ];
}

function byHand(
  context: MemberContext,
  what: 'opened' | 'closed',
  at: number,
  by: number | null,
  reason: string | null,
): Say {
  const moment = { as: 'moment' as const, date: at };
  const name = by === null ? null : context.store.members.byId(by)?.fullName;
  return name == null || reason === null
    ? say(`manage.review.${what}`, { at: moment })
    : say(`manage.review.${what}_by`, { at: moment, name, reason });
}

function reasonExample({ act }: ManageState): Say {
  return say(act === 'open' ? 'manage.review.open_example' : 'manage.review.close_example');
}

/** Why the round is opened or closed by hand; kept with it. */
export const reviewReasonStep: ManageStep = {
  help: 'help.manage.review',
  ask: (context, state) => ({
    say: [
      ...(state.act === 'close' ? owingLines(context, state) : []),
      say(state.act === 'open' ? 'manage.review.open_ask' : 'manage.review.close_ask', {
        round: roundSay(state.round),
      }),
    ],
    choices: [{ id: 'back', label: say('choice.back') }],
    accepts: 'text',
    example: reasonExample(state),
  }),
  answer(context, state, answer) {
    if (answer.kind === 'choice') return rewind('review_round', state);
    const reason = typedReason(answer, REPORT_LIMITS.reason, reasonExample(state));
    if (!reason.ok) return reason.error;
    // Closing is for good: whatever was typed is not yet a yes.
    if (state.act === 'close') return go('review_close', { ...state, reason: reason.value });
    const done = openReviewByHand(context, context.person, state.round, reason.value);
    if (!done.ok) return rewind('review_round', state, [say(`error.${done.error}`)]);
    reviewOpened(context, done.value, state.round);
    return rewind('review_round', state, [say('manage.review.open_done', { round: roundSay(state.round) })]);
  },
};

/** Whether the round is really to be closed with this reason. */
export const reviewCloseStep: ManageStep = {
  help: 'help.manage.review',
  ask: (_context, { round, reason }) => ({
    say: [say('manage.review.close_confirm', { round: roundSay(round), reason })],
    choices: [
      { id: 'back', label: say('choice.back') },
      { id: 'close', label: say('manage.review.close') },
    ],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('review_round', state);
    if (id !== 'close') return again(say('dialogue.not_understood'));
    const done = closeReviewByHand(context, context.person, state.round, state.reason);
    const text = done.ok
      ? say('manage.review.close_done', { round: roundSay(state.round) })
      : say(`error.${done.error}`);
    return rewind('review_round', state, [text]);
  },
};

// Closing before everybody has reported is possible, never unawares.
function owingLines(context: MemberContext, state: ManageState): readonly Say[] {
  const { campaign } = placeOf(context, state);
  return campaign === null ? [] : reviewProgressLines(context, campaign, state.round);
}
