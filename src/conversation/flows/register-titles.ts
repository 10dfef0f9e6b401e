import { missingTitles } from '../../app/pledge-check.ts';
import { titleQuota } from '../../app/standings.ts';
import { prerequisitesOf } from '../../domain/eligibility.ts';
import { ruleSetById } from '../../domain/rule-set.ts';
import { AWARD_FORMS, COLLECTIVE_TITLES, INDIVIDUAL_TITLES, type Title } from '../../domain/title.ts';
import type { MemberContext } from '../context.ts';
import { again, go, refresh, rewind } from '../flow.ts';
import { sayRule } from '../rule-text.ts';
import { type Say, say } from '../text-key.ts';
import { awardSay, quotaSay, shortTitleSay, titleSay } from '../wording.ts';
import { campaignOf, draftOf, keep, onwards, type RegisterState, type RegisterStep } from './register-state.ts';
import { toggled, toggleQuestion } from './toggles.ts';

function offered(state: RegisterState): readonly Title[] {
  return state.kind === 'individual' ? INDIVIDUAL_TITLES : COLLECTIVE_TITLES;
}

/** Which titles: prerequisites are explained as soon as a title is ticked, and the quota line is live. */
export const titlesStep: RegisterStep = {
  help: 'help.register.titles',
  ask(context, state) {
    const campaign = campaignOf(context);
    const { titles } = draftOf(context, state);
    const quotas = offered(state).flatMap((title) => {
      const quota = titleQuota(context, campaign, title);
      return quota === null ? [] : [quotaSay(quota)];
    });
    const texts = [
      say(state.kind === 'individual' ? 'register.titles.ask' : 'register.titles.ask_collective', {
        year: String(campaign.year),
      }),
      ...quotas,
      ...explanations(context, titles),
    ];
    const toggles = offered(state).map((title) => ({ id: title, label: titleSay(title), on: titles.includes(title) }));
    return toggleQuestion(texts, toggles, [{ id: 'done', label: say('choice.done') }]);
  },
  answer(context, state, answer) {
    if (answer.kind !== 'choice') return again(say('dialogue.not_understood'));
    const content = draftOf(context, state);
    const ticked = answer.ids.filter((id): id is Title => (offered(state) as readonly string[]).includes(id));
    const titles = toggled(content.titles, ticked, offered(state));
    const changed = { ...content, titles };
    if (ticked.length > 0) keep(context, state, changed);
    if (!answer.ids.includes('done')) return refresh('titles', state);
    const missing = missingTitles(context, campaignOf(context), context.person, state.kind, changed);
    return missing.length > 0 ? go('missing_titles', state) : onwards(state, 'titles');
  },
};

function explanations(context: MemberContext, titles: readonly Title[]): readonly Say[] {
  const ruleSet = ruleSetById(campaignOf(context).plan.ruleSet);
  return titles.flatMap((title) => {
    const rules = prerequisitesOf(ruleSet, title).filter(
      (rule) => rule.kind !== 'judged' && rule.kind !== 'registered',
    );
    if (rules.length === 0) return [];
    const demands = { list: rules.map(sayRule), join: 'semicolon' as const };
    return [say('register.titles.demands', { title: shortTitleSay(title), demands })];
  });
}

/** A chosen title needs another one: take that too, or let the first go. */
export const missingTitlesStep: RegisterStep = {
  help: 'help.register.titles',
  ask(context, state) {
    const missing = missingTitles(context, campaignOf(context), context.person, state.kind, draftOf(context, state));
    return {
      say: [
        say('register.missing.ask'),
        ...missing.map(({ title, needs }) =>
          say('register.missing.line', { title: shortTitleSay(title), needs: titleSay(needs) }),
        ),
      ],
      choices: [
        { id: 'add', label: say('register.missing.add') },
        { id: 'drop', label: say('register.missing.drop') },
      ],
    };
  },
  answer(context, state, answer) {
    if (answer.kind !== 'choice') return again(say('dialogue.not_understood'));
    const campaign = campaignOf(context);
    let content = draftOf(context, state);
    // One title may need another that needs a third; each round settles one level, and there are four levels.
    for (const _ of offered(state)) {
      const missing = missingTitles(context, campaign, context.person, state.kind, content);
      const ids = missing.map(({ title, needs }) => (answer.ids[0] === 'add' ? needs : title));
      content = { ...content, titles: toggled(content.titles, [...new Set(ids)], offered(state)) };
    }
    keep(context, state, content);
    // The question has no sense once it is settled: going back leads to the titles.
    return answer.ids[0] === 'add' ? { ...onwards(state, 'titles'), remember: false } : rewind('titles', state);
  },
};

/** Which forms of commendation, if any. */
export const awardsStep: RegisterStep = {
  help: 'help.register.awards',
  ask(context, state) {
    const { awards } = draftOf(context, state);
    const toggles = AWARD_FORMS.map((award) => ({ id: award, label: awardSay(award), on: awards.includes(award) }));
    const done = say(awards.length === 0 ? 'register.awards.none' : 'choice.done');
    return toggleQuestion([say('register.awards.ask')], toggles, [{ id: 'done', label: done }]);
  },
  answer(context, state, answer) {
    if (answer.kind !== 'choice') return again(say('dialogue.not_understood'));
    const content = draftOf(context, state);
    const ticked = AWARD_FORMS.filter((award) => answer.ids.includes(award));
    if (ticked.length > 0) keep(context, state, { ...content, awards: toggled(content.awards, ticked, AWARD_FORMS) });
    return answer.ids.includes('done') ? onwards(state, 'awards') : refresh('awards', state);
  },
};

/** Which grading the person or division strives for. */
export const gradeStep: RegisterStep = {
  help: 'help.register.grade',
  ask: () => ({
    say: [say('register.grade.ask')],
    choices: [
      { id: 'good', label: say('register.grade.good') },
      { id: 'excellent', label: say('register.grade.excellent') },
    ],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id !== 'good' && id !== 'excellent') return again(say('dialogue.not_understood'));
    keep(context, state, { ...draftOf(context, state), grade: id });
    return onwards(state, 'grade');
  },
};
