import { leadershipGroup } from '../../app/leadership-group.ts';
import type { Campaign } from '../../app/ports.ts';
import { digestReaders, mayReadDigests, nextDigest, sentDigest } from '../../app/weekly-digest.ts';
import type { WeeklyDigest } from '../../domain/digest/digest.ts';
import { may } from '../../domain/rights.ts';
import type { IsoDate } from '../../lib/clock.ts';
import type { MemberContext } from '../context.ts';
import { digestLines } from '../digest/wording.ts';
import { again, go, refresh, rewind } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import type { Choice } from '../types.ts';
import { drawing } from './reports-charts.ts';
import { PAGE, type ReportsState, type ReportsStep } from './reports-state.ts';

const BACK: Choice = { id: 'back', label: say('choice.back') };
const NOT_ALLOWED = { say: [say('error.not_allowed')], choices: [BACK] };

/** The campaign, for whoever may read digests: its own, and those of the years before. */
function readable(context: MemberContext): Campaign | null {
  return mayReadDigests(context.person) ? context.store.campaigns.current() : null;
}

function lines(context: MemberContext, digest: WeeklyDigest): readonly Say[] {
  return digestLines(digest, (text) => context.plain(text).length);
}

function weekParams(week: IsoDate) {
  return { from: { as: 'day' as const, date: week } };
}

/** The next digest as it would be now. */
const nextStep: ReportsStep = {
  light: true,
  help: 'help.reports',
  ask(context) {
    const campaign = readable(context);
    if (campaign === null) return NOT_ALLOWED;
    const next = nextDigest(context, campaign);
    if (next === null) return { say: [say('reports.no_next')], choices: [BACK] };
    const at = { as: 'moment' as const, date: next.dueAt };
    return { say: [say('reports.preview', { at }), ...lines(context, next.digest)], choices: [BACK] };
  },
  answer: (_context, state, answer) =>
    answer.kind === 'choice' && answer.ids[0] === 'back'
      ? rewind('home', state)
      : again(say('dialogue.not_understood')),
};

/** The weeks that have a digest, newest first. */
const weeksStep: ReportsStep = {
  light: true,
  help: 'help.reports',
  ask(context, { page }) {
    if (readable(context) === null) return NOT_ALLOWED;
    const weeks = weeksOf(context);
    const choices: Choice[] = weeks
      .slice(page * PAGE, (page + 1) * PAGE)
      .map((week) => ({ id: week, label: say('reports.weeks.one', weekParams(week)) }));
    if (weeks.length > (page + 1) * PAGE) choices.push({ id: 'more', label: say('choice.more') });
    if (page > 0) choices.push({ id: 'first', label: say('choice.first_page') });
    return { say: [say(weeks.length === 0 ? 'reports.no_digest' : 'reports.weeks.ask')], choices: [...choices, BACK] };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? (answer.ids[0] ?? '') : '';
    if (id === 'back') return rewind('home', { ...state, page: 0 });
    if (id === 'more') return refresh('weeks', { ...state, page: state.page + 1 });
    if (id === 'first') return refresh('weeks', { ...state, page: 0 });
    const known = weeksOf(context).includes(id);
    return known ? go('week', { ...state, week: id }) : again(say('dialogue.not_understood'));
  },
};

/** The weeks of all years that have a digest, newest first, for whoever may read them. */
export function weeksOf(context: MemberContext): readonly IsoDate[] {
  return readable(context) === null ? [] : context.store.digests.weeks(null);
}

/** The weeks before and after one; null at the ends. */
function neighbours(context: MemberContext, { week }: ReportsState) {
  const weeks = weeksOf(context);
  return {
    earlier: weeks.find((candidate) => candidate < week) ?? null,
    later: weeks.findLast((candidate) => candidate > week) ?? null,
  };
}

/** One digest as it was sent. */
const weekStep: ReportsStep = {
  light: true,
  help: 'help.reports',
  ask(context, state) {
    if (readable(context) === null) return NOT_ALLOWED;
    const digest = sentDigest(context, state.week);
    if (digest === null) return { say: [say('reports.no_digest')], choices: [BACK] };
    const { earlier, later } = neighbours(context, state);
    return {
      say: lines(context, digest),
      choices: [
        ...(earlier === null ? [] : [{ id: 'earlier', label: say('reports.earlier') }]),
        ...(later === null ? [] : [{ id: 'later', label: say('reports.later') }]),
        { id: 'picture', label: say('chart.choice.week') },
        ...(may(context.person, 'resend_digest') ? [{ id: 'resend', label: say('reports.resend') }] : []),
        BACK,
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('home', state);
    if (id === 'resend') return go('resend', state);
    if (id === 'picture') return again(drawing(context, 'divisions', state.week));
    const { earlier, later } = neighbours(context, state);
    const week = id === 'earlier' ? earlier : id === 'later' ? later : null;
    return week === null ? again(say('dialogue.not_understood')) : refresh('week', { ...state, week });
  },
};

/** Whether a digest is really to be sent once more, and to whom. */
const resendStep: ReportsStep = {
  help: 'help.reports',
  ask(context, { week }) {
    const toGroup = leadershipGroup(context) !== null;
    return {
      say: [
        toGroup
          ? say('reports.resend.ask_group', weekParams(week))
          : say('reports.resend.ask_leaders', { ...weekParams(week), count: digestReaders(context).length }),
      ],
      choices: [{ id: 'yes', label: say('reports.resend.yes') }, BACK],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('week', state);
    if (id !== 'yes') return again(say('dialogue.not_understood'));
    const digest = readable(context) === null ? null : sentDigest(context, state.week);
    if (digest === null || !may(context.person, 'resend_digest'))
      return rewind('home', state, [say('error.not_allowed')]);
    context.sendDigest(digest);
    return rewind('week', state, [say('reports.resend.done')]);
  },
};

/** The steps about digests. */
export const reportDigestSteps = { next: nextStep, weeks: weeksStep, week: weekStep, resend: resendStep };
