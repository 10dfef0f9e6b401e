import { initiativeDemand } from '../../app/pledge-check.ts';
import { PLEDGE_LIMITS, type PledgeDraft, promised } from '../../domain/pledge.ts';
import { INITIATIVE_LEVELS } from '../../domain/title.ts';
import { lengthInCharacters } from '../../lib/vietnamese.ts';
import { again, go } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import { typedLine, typedText } from '../typed-text.ts';
import { shortTitleSay } from '../wording.ts';
import { campaignOf, draftOf, keep, onwards, type RegisterStep } from './register-state.ts';

/** The initiative in the middle of which a draft was left. */
export function begunLines({ begun }: PledgeDraft): readonly Say[] {
  return begun === undefined ? [] : [say('register.initiative.begun', { name: begun.name })];
}

/** Whether there is an initiative; where a chosen title demands one, that is said. */
export const initiativeStep: RegisterStep = {
  help: 'help.register.initiative',
  ask(context, state) {
    const content = draftOf(context, state);
    const demand = initiativeDemand(campaignOf(context), content.titles);
    const texts: Say[] = [say('register.initiative.ask')];
    if (demand !== null) {
      texts.push(
        say(demand.alternative ? 'register.initiative.demanded_or_grade' : 'register.initiative.demanded', {
          title: shortTitleSay(demand.title),
          from: say(`level.from.${demand.level}`),
        }),
      );
    }
    const { initiative, begun } = content;
    if (initiative !== null) texts.push(say('register.initiative.current', { name: initiative.name }));
    const first = initiative === null && begun === undefined;
    return {
      say: [...texts, ...begunLines(content)],
      choices: [
        ...(begun === undefined ? [] : [{ id: 'continue', label: say('register.initiative.continue') }]),
        { id: 'yes', label: say(first ? 'register.initiative.yes' : 'register.initiative.rewrite') },
        ...(initiative === null ? [] : [{ id: 'keep', label: say('register.initiative.keep') }]),
        { id: 'no', label: say('register.initiative.no') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    const draft = draftOf(context, state);
    if (id === 'yes') return go('initiative_name', state);
    if (id === 'continue') return go(draft.begun?.summary ? 'initiative_level' : 'initiative_summary', state);
    if (id !== 'no' && id !== 'keep') return again(say('dialogue.not_understood'));
    const content = promised(draft);
    keep(context, state, id === 'no' ? { ...content, initiative: null } : content);
    return onwards(state, 'initiative');
  },
};

export const initiativeNameStep: RegisterStep = {
  help: 'help.register.initiative_name',
  ask: () => ({
    say: [say('register.initiative_name.ask')],
    accepts: 'text',
    example: say('register.initiative_name.example'),
  }),
  answer(context, state, answer) {
    const name = typedLine(answer, PLEDGE_LIMITS.initiativeName);
    if (!name.ok) return name.error;
    if (lengthInCharacters(name.value) < 5) return again(say('register.initiative_name.too_short'));
    keep(context, state, { ...draftOf(context, state), begun: { name: name.value, summary: '' } });
    return go('initiative_summary', state);
  },
};

export const initiativeSummaryStep: RegisterStep = {
  help: 'help.register.initiative_summary',
  ask: () => ({
    say: [say('register.initiative_summary.ask')],
    accepts: 'text',
    example: say('register.initiative_summary.example'),
  }),
  answer(context, state, answer) {
    const typed = typedText(answer, PLEDGE_LIMITS.initiativeSummary);
    if (!typed.ok) return typed.error;
    const draft = draftOf(context, state);
    if (draft.begun === undefined) return go('initiative_name', state);
    keep(context, state, { ...draft, begun: { ...draft.begun, summary: typed.value } });
    return go('initiative_level', state);
  },
};

export const initiativeLevelStep: RegisterStep = {
  help: 'help.register.initiative_level',
  ask: () => ({
    say: [say('register.initiative_level.ask')],
    choices: INITIATIVE_LEVELS.map((level) => ({ id: level, label: say(`register.level.${level}`) })),
  }),
  answer(context, state, answer) {
    const level = INITIATIVE_LEVELS.find((candidate) => answer.kind === 'choice' && answer.ids[0] === candidate);
    if (level === undefined) return again(say('dialogue.not_understood'));
    const draft = draftOf(context, state);
    if (draft.begun === undefined) return go('initiative_name', state);
    keep(context, state, { ...promised(draft), initiative: { ...draft.begun, level } });
    return onwards(state, 'initiative');
  },
};
