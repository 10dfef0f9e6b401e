import {
  discardDraft,
  findRegistration,
  lastYearsContent,
  openDraft,
  routeOf,
  withdraw,
} from '../../app/registration.ts';
import { holds } from '../../domain/person.ts';
import { changeable, EMPTY_CONTENT, type Pledge, type PledgeContent } from '../../domain/pledge.ts';
import type { MemberContext } from '../context.ts';
import { again, defineFlow, end, go, type Move, rewind } from '../flow.ts';
import { pledgeWithdrawn } from '../notices.ts';
import { type Say, say } from '../text-key.ts';
import { contentLines, stateSay } from '../wording.ts';
import { commitmentsStep, ownCommitmentStep } from './register-commitments.ts';
import {
  begunLines,
  initiativeLevelStep,
  initiativeNameStep,
  initiativeStep,
  initiativeSummaryStep,
} from './register-initiative.ts';
import { reviewStep } from './register-review.ts';
import { campaignOf, type RegisterState, type RegisterStep, registerState } from './register-state.ts';
import { awardsStep, gradeStep, missingTitlesStep, titlesStep } from './register-titles.ts';
import { whoseStep } from './whose.ts';

function fresh(kind: RegisterState['kind']): RegisterState {
  return { kind, pledgeId: 0, changing: false };
}

/** Where registration starts for one's own or the division's pledge: at the draft, at what stands, or at an empty sheet. */
function enter(context: MemberContext, kind: RegisterState['kind']): Move<RegisterState> {
  const found = findRegistration(context, context.person, kind);
  if (!found.ok) return end([say(`error.${found.error}`)]);
  const { campaign, window, pledge } = found.value;
  const open = changeable(window, pledge, context.now);
  if (!open.ok) {
    const at = open.error === 'registration_not_open' ? window.opensAt : window.closesAt;
    const texts = [say(`register.${open.error}`, { at: { as: 'moment', date: at } })];
    return end(texts, [{ command: 'dangkycuatoi', label: say('command.dangkycuatoi.label') }]);
  }
  const state = { ...fresh(kind), pledgeId: pledge?.id ?? 0 };
  if (pledge !== null && pledge.draft !== null) return go('resume', state);
  if (pledge !== null && pledge.version > 0 && pledge.state !== 'withdrawn') return go('standing', state);
  if (lastYearsContent(context, campaign, context.person, kind) !== null) return go('copy', state);
  return start(context, state, EMPTY_CONTENT);
}

/**
 * Opens the draft with the given content and asks the first question, or the review card when there is content, or after
 * an initiative in the middle of which it was left.
 */
function start(context: MemberContext, state: RegisterState, content: PledgeContent | null): Move<RegisterState> {
  const opened = openDraft(context, context.person, state.kind, content);
  if (!opened.ok) return end([say(`error.${opened.error}`)]);
  const next = { ...state, pledgeId: opened.value.pledgeId };
  const { titles, awards, begun } = opened.value.content;
  const filled = titles.length > 0 || awards.length > 0;
  if (begun !== undefined) return go('initiative', { ...next, changing: filled });
  return go(filled ? 'review' : 'titles', next);
}

/** One's own pledge of the current campaign; the division's only while one leads that division. */
function mayGoOn(context: MemberContext, { kind, pledgeId }: RegisterState): boolean {
  const { person, store } = context;
  const pledge = pledgeId === 0 ? null : store.pledges.byId(pledgeId);
  if (pledge !== null && pledge.campaignId !== store.campaigns.current()?.id) return false;
  if (kind === 'individual') return true;
  return holds(person, 'head') && (pledge === null || pledge.divisionId === person.divisionId);
}

const ownOrDivisionStep = whoseStep<RegisterState>({
  light: true,
  help: 'help.register.whose',
  own: 'register.whose.own',
  ask: ({ person }) => ({ text: say('register.whose.ask'), division: person.divisionName }),
  chosen: (context, _state, kind) => enter(context, kind),
});

const resumeStep: RegisterStep = {
  light: true,
  help: 'help.register.resume',
  ask(context, state) {
    const pledge = context.store.pledges.byId(state.pledgeId);
    const draft = pledge?.draft ?? EMPTY_CONTENT;
    return {
      say: [
        say('register.resume.ask', { at: { as: 'moment', date: pledge?.updatedAt ?? context.now } }),
        ...contentLines(draft, state.kind),
        ...begunLines(draft),
      ],
      choices: [
        { id: 'continue', label: say('register.resume.continue') },
        { id: 'again', label: say('register.resume.again') },
        { id: 'discard', label: say('register.resume.discard') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'continue') return start(context, state, null);
    if (id === 'again') return start(context, state, EMPTY_CONTENT);
    if (id !== 'discard') return again(say('dialogue.not_understood'));
    discardDraft(context, state.pledgeId);
    return end([say('register.resume.discarded')], [{ command: 'menu', label: say('command.menu.label') }]);
  },
};

const standingStep: RegisterStep = {
  light: true,
  help: 'help.register.standing',
  ask(context, state) {
    const pledge = context.store.pledges.byId(state.pledgeId);
    const returned = pledge?.state === 'returned' ? lastReason(context, state.pledgeId) : null;
    return {
      say: [
        ...(pledge === null ? [] : [standingSay(context, pledge)]),
        ...(returned === null ? [] : [say('pledge.returned_because', { reason: returned })]),
        ...contentLines(pledge?.content ?? EMPTY_CONTENT, state.kind),
      ],
      choices: [
        { id: 'amend', label: say('register.standing.amend') },
        { id: 'withdraw', label: say('register.standing.withdraw') },
        { id: 'close', label: say('choice.close') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'amend') return start(context, state, null);
    if (id === 'withdraw') return go('withdraw', state);
    if (id === 'close') return end([say('register.standing.kept')]);
    return again(say('dialogue.not_understood'));
  },
};

function standingSay(context: MemberContext, pledge: Pledge): Say {
  const state = stateSay(pledge.state, routeOf(context, pledge));
  return say('register.standing.ask', { state, version: pledge.version });
}

/** Reason of the newest return. */
function lastReason(context: MemberContext, pledgeId: number): string | null {
  return context.store.pledges.events(pledgeId).findLast((event) => event.action === 'returned')?.note ?? null;
}

const withdrawStep: RegisterStep = {
  help: 'help.register.standing',
  ask: () => ({
    say: [say('register.withdraw.ask')],
    choices: [
      { id: 'no', label: say('register.withdraw.no') },
      { id: 'yes', label: say('register.withdraw.yes') },
    ],
  }),
  answer(context, state, answer) {
    if (answer.kind !== 'choice') return again(say('dialogue.not_understood'));
    if (answer.ids[0] !== 'yes') return rewind('standing', state);
    const result = withdraw(context, context.person, state.kind);
    if (!result.ok) return end([say(`error.${result.error}`)]);
    pledgeWithdrawn(context, result.value);
    return end([say('register.withdraw.done')]);
  },
};

const copyStep: RegisterStep = {
  light: true,
  help: 'help.register.copy',
  ask(context, state) {
    const campaign = campaignOf(context);
    const content = lastYearsContent(context, campaign, context.person, state.kind) ?? EMPTY_CONTENT;
    return {
      say: [say('register.copy.ask', { year: String(campaign.year - 1) }), ...contentLines(content, state.kind)],
      choices: [
        { id: 'copy', label: say('register.copy.copy') },
        { id: 'new', label: say('register.copy.new') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'new') return start(context, state, EMPTY_CONTENT);
    if (id !== 'copy') return again(say('dialogue.not_understood'));
    return start(context, state, lastYearsContent(context, campaignOf(context), context.person, state.kind));
  },
};

/** Registration of a pledge: one's own, or as head the division's. */
export const registerFlow = defineFlow<RegisterState>({
  name: 'register',
  version: 2,
  state: registerState,
  allowed: mayGoOn,
  begin: (context) => (holds(context.person, 'head') ? go('whose', fresh('individual')) : enter(context, 'individual')),
  steps: {
    whose: ownOrDivisionStep,
    resume: resumeStep,
    standing: standingStep,
    withdraw: withdrawStep,
    copy: copyStep,
    titles: titlesStep,
    missing_titles: missingTitlesStep,
    awards: awardsStep,
    grade: gradeStep,
    initiative: initiativeStep,
    initiative_name: initiativeNameStep,
    initiative_summary: initiativeSummaryStep,
    initiative_level: initiativeLevelStep,
    commitments: commitmentsStep,
    own_commitment: ownCommitmentStep,
    review: reviewStep,
  },
});
