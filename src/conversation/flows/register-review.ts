import { cautions, shortcomings } from '../../app/pledge-check.ts';
import { type Submitted, submit } from '../../app/registration.ts';
import type { MemberContext } from '../context.ts';
import { again, end, go } from '../flow.ts';
import { pledgeSubmitted } from '../notices.ts';
import { type Say, say } from '../text-key.ts';
import type { Choice } from '../types.ts';
import { contentLines, unmetSay } from '../wording.ts';
import { campaignOf, draftOf, type RegisterState, type RegisterStep } from './register-state.ts';

const ITEMS: Readonly<Record<RegisterState['kind'], readonly string[]>> = {
  individual: ['titles', 'awards', 'grade', 'initiative', 'commitments'],
  collective: ['titles', 'awards', 'grade', 'commitments'],
};

/** The numbered review card: any item can be changed, then it is submitted. */
export const reviewStep: RegisterStep = {
  help: 'help.register.review',
  ask(context, state) {
    const campaign = campaignOf(context);
    const content = draftOf(context, state);
    const who =
      state.kind === 'individual'
        ? say('register.review.person', { name: context.person.fullName, position: context.person.position })
        : say('register.review.division', { division: context.person.divisionName });
    const missing = missingLines(context, state);
    const doubts = cautions(context, campaign, context.person, state.kind, content);
    const changes = ITEMS[state.kind].map(
      (item, index): Choice => ({
        id: item,
        label: say('register.review.change', {
          number: index + 1,
          item: say(`register.item.${item}` as 'register.item.titles'),
        }),
      }),
    );
    return {
      say: [
        say('register.review.heading', { year: String(campaign.year) }),
        who,
        ...contentLines(content, state.kind),
        ...(missing.length === 0 ? [] : [say('register.review.missing'), ...missing]),
        ...(doubts.length === 0
          ? []
          : [say('register.review.cautions'), ...doubts.map((doubt) => unmetSay(doubt.title, doubt.unmet))]),
      ],
      choices: [
        ...changes,
        { id: 'submit', label: say('register.review.submit') },
        { id: 'later', label: say('register.review.later') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'submit') return submitNow(context, state);
    if (id === 'later')
      return end([say('register.review.saved')], [{ command: 'dangky', label: say('command.dangky.label') }]);
    if (id === undefined || !ITEMS[state.kind].includes(id)) return again(say('dialogue.not_understood'));
    return go(id, { ...state, changing: true });
  },
};

/** What is still missing, one line each. */
function missingLines(context: MemberContext, state: RegisterState): readonly Say[] {
  const content = draftOf(context, state);
  return shortcomings(context, campaignOf(context), context.person, state.kind, content).map((missing) => {
    if (missing.kind === 'no_title') return say('register.missing.no_title');
    if (missing.kind === 'no_commitment') return say('register.missing.no_commitment');
    return unmetSay(missing.title, missing.unmet);
  });
}

function submitNow(context: MemberContext, state: RegisterState) {
  const result = submit(context, context.person, state.kind);
  if (!result.ok) {
    if (result.error === 'pledge_incomplete')
      return again(say('error.pledge_incomplete'), ...missingLines(context, state));
    return end([say(`error.${result.error}`)]);
  }
  const submitted = result.value;
  if (submitted.unchanged) return end([say('register.unchanged', { version: submitted.version })]);
  pledgeSubmitted(context, submitted);
  return end(submittedLines(submitted), [{ command: 'dangkycuatoi', label: say('command.dangkycuatoi.label') }]);
}

function submittedLines({ version, amended, route, heads }: Submitted): readonly Say[] {
  const next =
    route.by === 'head'
      ? say('register.next.head', { names: { list: heads.map((head) => head.fullName), join: 'comma' } })
      : say(`register.next.secretary.${route.because}`);
  return [say(amended ? 'register.amended' : 'register.submitted', { version }), next];
}
