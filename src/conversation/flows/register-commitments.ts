import type { CommitmentOption } from '../../domain/plan.ts';
import { type Commitment, PLEDGE_LIMITS, type PledgeContent } from '../../domain/pledge.ts';
import { fold } from '../../lib/vietnamese.ts';
import type { MemberContext } from '../context.ts';
import { again, go, refresh, rewind } from '../flow.ts';
import { say } from '../text-key.ts';
import { typedLine } from '../typed-text.ts';
import { campaignOf, draftOf, keep, onwards, type RegisterState, type RegisterStep } from './register-state.ts';
import { type Toggle, toggleQuestion } from './toggles.ts';

const OWN = 'own:';

function optionsFor(context: MemberContext, state: RegisterState): readonly CommitmentOption[] {
  return campaignOf(context).plan.commitments.filter((option) => option.for === 'both' || option.for === state.kind);
}

function toggles(context: MemberContext, state: RegisterState, content: PledgeContent): readonly Toggle[] {
  const chosen = new Set(content.commitments.map((commitment) => commitment.code));
  const fromPlan = optionsFor(context, state).map((option) => ({
    id: `plan:${option.code}`,
    label: say('text', { text: option.text }),
    on: chosen.has(option.code),
    long: true,
  }));
  const own = content.commitments.flatMap((commitment, index) =>
    commitment.code === null
      ? [{ id: `${OWN}${index}`, label: say('text', { text: commitment.text }), on: true, long: true }]
      : [],
  );
  return [...fromPlan, ...own];
}

/** Which commitments of the plan's list, and which in own words. */
export const commitmentsStep: RegisterStep = {
  help: 'help.register.commitments',
  ask(context, state) {
    const content = draftOf(context, state);
    return toggleQuestion([say('register.commitments.ask')], toggles(context, state, content), [
      { id: 'own', label: say('register.commitments.own') },
      { id: 'done', label: say('choice.done') },
    ]);
  },
  answer(context, state, answer) {
    if (answer.kind !== 'choice') return again(say('dialogue.not_understood'));
    const before = draftOf(context, state);
    const commitments = applyTicks(before.commitments, answer.ids, optionsFor(context, state));
    if (commitments.length > PLEDGE_LIMITS.commitments) {
      return again(say('register.commitments.too_many', { most: PLEDGE_LIMITS.commitments }));
    }
    if (commitments !== before.commitments) keep(context, state, { ...before, commitments });
    if (answer.ids.includes('own')) return go('own_commitment', state);
    if (!answer.ids.includes('done')) return refresh('commitments', state);
    if (commitments.length === 0) return again(say('register.commitments.at_least_one'));
    return onwards(state, 'commitments');
  },
};

function applyTicks(
  held: readonly Commitment[],
  ids: readonly string[],
  options: readonly CommitmentOption[],
): readonly Commitment[] {
  const dropped = new Set(ids.filter((id) => id.startsWith(OWN)).map((id) => Number(id.slice(OWN.length))));
  let result = dropped.size === 0 ? held : held.filter((_, index) => !dropped.has(index));
  for (const option of options) {
    if (!ids.includes(`plan:${option.code}`)) continue;
    const without = result.filter((commitment) => commitment.code !== option.code);
    result = without.length < result.length ? without : [...result, { code: option.code, text: option.text }];
  }
  return result;
}

/** One commitment in own words. */
export const ownCommitmentStep: RegisterStep = {
  help: 'help.register.own_commitment',
  ask: () => ({
    say: [say('register.own_commitment.ask')],
    accepts: 'text',
    example: say('register.own_commitment.example'),
  }),
  answer(context, state, answer) {
    const typed = typedLine(answer, PLEDGE_LIMITS.commitment);
    if (!typed.ok) return typed.error;
    const text = typed.value;
    const content = draftOf(context, state);
    const known = content.commitments.some((commitment) => fold(commitment.text) === fold(text));
    if (known) return again(say('register.own_commitment.known'));
    if (content.commitments.length >= PLEDGE_LIMITS.commitments) {
      return rewind('commitments', state, [say('register.commitments.too_many', { most: PLEDGE_LIMITS.commitments })]);
    }
    keep(context, state, { ...content, commitments: [...content.commitments, { code: null, text }] });
    return rewind('commitments', state, [say('register.own_commitment.added')]);
  },
};
