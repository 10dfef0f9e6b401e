import { sameSubject } from '../../app/exemplar.ts';
import { EXEMPLAR_KINDS, EXEMPLAR_LIMITS, type ExemplarSubject } from '../../domain/exemplar.ts';
import type { MemberContext } from '../context.ts';
import { again, go, type Move } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import { typedLine } from '../typed-text.ts';
import { type ExemplarState, type ExemplarStep, keepAnswer } from './exemplar-state.ts';
import { findPerson } from './find-person.ts';
import { whichDivisionStep } from './which-division.ts';

/** Exemplar, or new model. */
export const kindStep: ExemplarStep = {
  help: 'help.exemplar.kind',
  ask: () => ({
    say: [say('exemplar.kind.ask')],
    choices: EXEMPLAR_KINDS.map((kind) => ({ id: kind, label: say(`exemplar.kind.${kind}`) })),
  }),
  answer(context, state, answer) {
    const kind = EXEMPLAR_KINDS.find((candidate) => answer.kind === 'choice' && answer.ids[0] === candidate);
    return kind === undefined ? again(say('dialogue.not_understood')) : keepAnswer(context, state, 'kind', { kind });
  },
};

/** What sort of subject is proposed. */
export const subjectStep: ExemplarStep = {
  help: 'help.exemplar.subject',
  ask: () => ({
    say: [say('exemplar.subject.ask')],
    choices: [
      { id: 'subject_person', label: say('exemplar.subject.a_person') },
      { id: 'subject_division', label: say('exemplar.subject.a_division') },
      { id: 'subject_name', label: say('exemplar.subject.another') },
    ],
  }),
  answer(_context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id !== 'subject_person' && id !== 'subject_division' && id !== 'subject_name') {
      return again(say('dialogue.not_understood'));
    }
    return go(id, state);
  },
};

/** Keeps who is proposed; a proposal of others for the same is said at once. */
function keepSubject(context: MemberContext, state: ExemplarState, subject: ExemplarSubject): Move<ExemplarState> {
  const move = keepAnswer(context, state, 'subject', { subject });
  if (move.kind !== 'go') return move;
  return { ...move, say: doubleLines(context, state.id) };
}

/** Says who else proposed the same this year, nothing where nobody did. */
export function doubleLines(context: MemberContext, id: number): readonly Say[] {
  const exemplar = context.store.exemplars.byId(id);
  if (exemplar === null) return [];
  const doubles = sameSubject(context, exemplar).length;
  return doubles === 0 ? [] : [say('exemplar.double', { count: doubles })];
}

/** A member of staff, by code or name. */
export const subjectPersonStep: ExemplarStep = {
  help: 'help.exemplar.subject',
  ask: () => ({
    say: [say('exemplar.subject.person_ask')],
    accepts: 'text',
    example: say('exemplar.subject.person_example'),
  }),
  answer(context, state, answer) {
    if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
    const found = findPerson(context, answer.text);
    if (found.person === null) return again(...found.texts);
    return keepSubject(context, state, { of: 'person', memberId: found.person.id });
  },
};

/** A division of the office. */
export const subjectDivisionStep = whichDivisionStep<ExemplarState>(
  'help.exemplar.subject',
  'exemplar.subject.division_ask',
  false,
  (context, state, { id }) => keepSubject(context, state, { of: 'division', divisionId: id }),
);

/** Somebody or something that the staff list does not have. */
export const subjectNameStep: ExemplarStep = {
  help: 'help.exemplar.subject',
  ask: () => ({
    say: [say('exemplar.subject.name_ask')],
    accepts: 'text',
    example: say('exemplar.subject.name_example'),
  }),
  answer(context, state, answer) {
    const name = typedLine(answer, EXEMPLAR_LIMITS.name);
    return name.ok ? keepSubject(context, state, { of: 'named', name: name.value }) : name.error;
  },
};
