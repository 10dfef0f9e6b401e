import { initiativeDemand } from '../../app/pledge-check.ts';
import { PLEDGE_LIMITS } from '../../domain/pledge.ts';
import { INITIATIVE_LEVELS } from '../../domain/title.ts';
import { lengthInCharacters, oneLine } from '../../lib/vietnamese.ts';
import { again, go } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import { shortTitleSay } from '../wording.ts';
import { campaignOf, draftOf, keep, onwards, type RegisterStep } from './register-state.ts';

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
          level: say(`level.${demand.level}`),
        }),
      );
    }
    const { initiative } = content;
    if (initiative !== null) texts.push(say('register.initiative.current', { name: initiative.name }));
    return {
      say: texts,
      choices: [
        { id: 'yes', label: say(initiative === null ? 'register.initiative.yes' : 'register.initiative.rewrite') },
        ...(initiative === null ? [] : [{ id: 'keep', label: say('register.initiative.keep') }]),
        { id: 'no', label: say('register.initiative.no') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'yes') return go('initiative_name', state);
    if (id === 'keep') return onwards(state, 'initiative');
    if (id !== 'no') return again(say('dialogue.not_understood'));
    keep(context, state, { ...draftOf(context, state), initiative: null });
    return onwards(state, 'initiative');
  },
};

function tooLong(text: string, most: number): Say | null {
  const length = lengthInCharacters(text);
  return length <= most ? null : say('dialogue.too_long', { length, most });
}

export const initiativeNameStep: RegisterStep = {
  help: 'help.register.initiative_name',
  ask: () => ({
    say: [say('register.initiative_name.ask')],
    accepts: 'text',
    example: say('register.initiative_name.example'),
  }),
  answer(_context, state, answer) {
    if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
    const name = oneLine(answer.text);
    const problem = tooLong(name, PLEDGE_LIMITS.initiativeName);
    if (problem !== null) return again(problem);
    if (lengthInCharacters(name) < 5) return again(say('register.initiative_name.too_short'));
    return go('initiative_summary', { ...state, initiative: { name, summary: '' } });
  },
};

export const initiativeSummaryStep: RegisterStep = {
  help: 'help.register.initiative_summary',
  ask: () => ({
    say: [say('register.initiative_summary.ask')],
    accepts: 'text',
    example: say('register.initiative_summary.example'),
  }),
  answer(_context, state, answer) {
    if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
    const problem = tooLong(answer.text, PLEDGE_LIMITS.initiativeSummary);
    if (problem !== null) return again(problem);
    return go('initiative_level', { ...state, initiative: { ...state.initiative, summary: answer.text } });
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
    keep(context, state, { ...draftOf(context, state), initiative: { ...state.initiative, level } });
    return onwards({ ...state, initiative: { name: '', summary: '' } }, 'initiative');
  },
};
