import type { StoredElection } from '../../app/ballot-ports.ts';
import { changeRule, type DraftError, resetRule } from '../../app/election-draft.ts';
import { preparedElection } from '../../app/prepared-election.ts';
import type { ElectionRule } from '../../domain/ballot/election.ts';
import type { Result } from '../../lib/result.ts';
import type { MemberContext } from '../context.ts';
import { ruleSay } from '../election-draft-wording.ts';
import { type Answer, again, go, type Move, refresh, rewind } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import { readShare } from '../typed-share.ts';
import { typedLine } from '../typed-text.ts';
import { shortTitleSay } from '../wording.ts';
import { BACK, type ElectionsState, type ElectionsStep, GONE, roundOf, toRound } from './elections-state.ts';

/** Longest grounds in characters: they are printed in the minutes. */
const LONGEST_GROUNDS = 500;

function rulesOf(context: MemberContext, state: ElectionsState) {
  const stored = roundOf(context, state);
  return stored?.course.state === 'draft' ? { stored, rules: preparedElection(context, stored).rules } : null;
}

/** The rule of every title on the ballot. */
const rulesStep: ElectionsStep = {
  light: true,
  help: 'help.elections.rules',
  ask(context, state) {
    const found = rulesOf(context, state);
    if (found === null) return GONE;
    return {
      say: [say(found.rules.length === 0 ? 'election.rules.none' : 'election.rules.ask')],
      choices: [
        ...found.rules.map((rule, index) => ({
          id: rule.voting.title,
          label: ruleSay(context, found.stored, rule),
          short: say('election.rules.pick', { number: index + 1, title: shortTitleSay(rule.voting.title) }),
        })),
        BACK,
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return toRound(state);
    const rule = rulesOf(context, state)?.rules.find(({ voting }) => voting.title === id);
    return rule === undefined
      ? again(say('dialogue.not_understood'))
      : go('rule', { ...state, title: rule.voting.title });
  },
};

interface Picked {
  readonly stored: StoredElection;
  readonly rule: ElectionRule;
}

function pickedRule(context: MemberContext, state: ElectionsState): Picked | null {
  const found = rulesOf(context, state);
  const rule = found?.rules.find(({ voting }) => voting.title === state.title);
  return found === null || rule === undefined ? null : { stored: found.stored, rule };
}

function settled(
  step: 'rule' | 'rule_value',
  state: ElectionsState,
  done: Result<unknown, DraftError>,
): Move<ElectionsState> {
  const texts = done.ok ? [] : [say(`error.${done.error}`)];
  return step === 'rule' ? refresh('rule', state, texts) : rewind('rule', { ...state, field: '' }, texts);
}

/** One rule with what can be changed in it. */
const ruleStep: ElectionsStep = {
  light: true,
  help: 'help.elections.rules',
  ask(context, state) {
    const found = pickedRule(context, state);
    if (found === null) return GONE;
    const choices = ['pass', 'base', 'quorum', 'recusal', 'places', 'grounds', 'reset'] as const;
    return {
      say: [ruleSay(context, found.stored, found.rule)],
      choices: [...choices.map((id) => ({ id, label: say(`election.rule.${id}`) })), BACK],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('rules', state);
    const found = pickedRule(context, state);
    if (found === null) return toRound(state);
    const { base, recusal, title } = found.rule.voting;
    const change = (values: Parameters<typeof changeRule>[4]) =>
      settled('rule', state, changeRule(context, context.person, state.electionId, title, values));
    switch (id) {
      case 'base':
        return change({ base: base === 'all_members' ? 'members_voting' : 'all_members' });
      case 'recusal':
        return change({ recusal: recusal === 'votes_on_all' ? 'abstains_on_own' : 'votes_on_all' });
      case 'reset':
        return settled('rule', state, resetRule(context, context.person, state.electionId, title));
      case 'pass':
      case 'quorum':
      case 'places':
      case 'grounds':
        return go('rule_value', { ...state, field: id });
      default:
        return again(say('dialogue.not_understood'));
    }
  },
};

/** Shares worth offering, as they are typed. */
const SHARES: Readonly<Record<string, readonly string[]>> = {
  pass: ['> 1/2', '>= 2/3', '>= 70%', '>= 80%', '>= 90%'],
  quorum: ['1/2', '2/3', '3/4'],
  places: [],
  grounds: [],
};

function shareSay(typed: string): Say {
  const [sign, share] = typed.includes(' ') ? typed.split(' ') : ['', typed];
  const key = sign === '>' ? 'election.share.more_than' : sign === '>=' ? 'election.share.at_least' : 'election.share';
  return say(key, { share: share ?? '' });
}

/** A share, a number or the grounds of a rule. */
const valueStep: ElectionsStep = {
  help: 'help.elections.rules',
  ask(_context, { field }) {
    const shares = (SHARES[field] ?? []).map((share) => ({ id: share, label: shareSay(share) }));
    const none = field === 'places' ? [{ id: 'uncapped', label: say('election.places.none') }] : [];
    const known = field === 'pass' || field === 'quorum' || field === 'places' ? field : 'grounds';
    return {
      say: [say(`election.rule.${known}.ask`)],
      choices: [...shares, ...none, BACK],
      accepts: 'text',
      ...(field === 'places' ? { numeric: true } : {}),
      example: say(`election.rule.${known}.example`),
    };
  },
  answer(context, state, answer) {
    if (answer.kind === 'choice' && answer.ids[0] === 'back') return rewind('rule', state);
    const found = pickedRule(context, state);
    if (found === null) return toRound(state);
    const read = readValue(context, state.field, answer);
    if ('move' in read) return read.move;
    const { title } = found.rule.voting;
    return settled('rule_value', state, changeRule(context, context.person, state.electionId, title, read));
  },
};

type Read = Parameters<typeof changeRule>[4] | { readonly move: Move<never> };

function readValue(context: MemberContext, field: string, answer: Answer): Read {
  const unread = (key: Say) => ({ move: again(key) });
  if (field === 'grounds') {
    const typed = typedLine(answer, LONGEST_GROUNDS);
    return typed.ok ? { grounds: typed.value } : { move: typed.error };
  }
  const text = answer.kind === 'choice' ? (answer.ids[0] ?? '') : answer.kind === 'text' ? answer.text : '';
  if (field === 'places') {
    if (text === 'uncapped') return { places: null };
    return /^\d{1,4}$/.test(text) ? { places: Number(text) } : unread(say('election.rule.places.example'));
  }
  const share = readShare(context, text);
  if (share === null) return unread(say('election.share.unread'));
  const { comparator, ...fraction } = share;
  return field === 'quorum' ? { quorum: fraction } : { ...fraction, comparator };
}

/** The steps that change how a title is voted on. */
export const ruleSteps = { rules: rulesStep, rule: ruleStep, rule_value: valueStep };
