import { type NamedEntry, readAudit } from '../../app/audit-list.ts';
import type { AuditFilter } from '../../app/audit-ports.ts';
import { AUDIT_AREAS, actionsOf } from '../../domain/audit.ts';
import { auditLine } from '../audit-wording.ts';
import type { MemberContext } from '../context.ts';
import { again, go, refresh, rewind, type Step } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import type { Reply } from '../types.ts';
import { findPerson } from './find-person.ts';
import type { ManageState } from './manage-state.ts';

type ManageStep = Step<ManageState, MemberContext>;

/** Entries that a message lists. */
const PAGE = 10;

function filterOf({ memberId, area }: ManageState['audit']): AuditFilter {
  return { ...(memberId === 0 ? {} : { memberId }), ...(area === null ? {} : { actions: actionsOf(area) }) };
}

function pageOf(context: MemberContext, { audit }: ManageState): readonly NamedEntry[] {
  const page = { before: audit.before === 0 ? null : audit.before, most: PAGE };
  const read = readAudit(context, context.person, filterOf(audit), page);
  return read.ok ? read.value : [];
}

function heading(context: MemberContext, { memberId, area }: ManageState['audit']): readonly Say[] {
  const person = memberId === 0 ? null : context.store.members.byId(memberId);
  return [
    say('manage.audit.heading'),
    ...(person === null ? [] : [say('manage.audit.of_person', { name: person.fullName })]),
    ...(area === null ? [] : [say('manage.audit.of_kind', { kind: say(`audit.area.${area}`) })]),
  ];
}

/** The log, newest first, page by page. */
const listStep: ManageStep = {
  light: true,
  help: 'help.manage.audit',
  ask(context, state): Reply {
    const page = pageOf(context, state);
    const { before, memberId, area } = state.audit;
    return {
      say: [
        ...heading(context, state.audit),
        ...(page.length === 0 ? [say('manage.audit.none')] : page.map(auditLine)),
      ],
      choices: [
        ...(page.length === PAGE ? [{ id: 'more', label: say('choice.more') }] : []),
        ...(before === 0 ? [] : [{ id: 'first', label: say('choice.first_page') }]),
        { id: 'person', label: say('manage.audit.person') },
        { id: 'kind', label: say('manage.audit.kind') },
        ...(memberId === 0 && area === null ? [] : [{ id: 'all', label: say('manage.audit.all') }]),
        { id: 'back', label: say('choice.back') },
      ],
    };
  },
  answer(context, state, answer) {
    switch (answer.kind === 'choice' ? answer.ids[0] : undefined) {
      case 'more': {
        const before = pageOf(context, state).at(-1)?.entry.id ?? 0;
        return refresh('audit', { ...state, audit: { ...state.audit, before } }, []);
      }
      case 'first':
        return refresh('audit', { ...state, audit: { ...state.audit, before: 0 } }, []);
      case 'all':
        return refresh('audit', { ...state, audit: { before: 0, memberId: 0, area: null } }, []);
      case 'person':
        return go('audit_person', state);
      case 'kind':
        return go('audit_kind', state);
      case 'back':
        return rewind('section', state);
      default:
        return again(say('dialogue.not_understood'));
    }
  },
};

/** Whose entries: what somebody did, and what was done about them; also of those who left. */
const personStep: ManageStep = {
  light: true,
  help: 'help.manage.audit',
  ask: () => ({ say: [say('manage.audit.ask_person')], accepts: 'text', example: say('manage.late.example') }),
  answer(context, state, answer) {
    if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
    const found = findPerson(context, answer.text, 'all');
    if (found.person === null) return again(...found.texts);
    return rewind('audit', { ...state, audit: { ...state.audit, before: 0, memberId: found.person.id } });
  },
};

/** Of what kind. */
const kindStep: ManageStep = {
  light: true,
  help: 'help.manage.audit',
  ask: () => ({
    say: [say('manage.audit.ask_kind')],
    choices: [
      ...AUDIT_AREAS.map((area) => ({ id: area, label: say(`audit.area.${area}`) })),
      { id: 'back', label: say('choice.back') },
    ],
  }),
  answer(_context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('audit', state);
    const area = AUDIT_AREAS.find((candidate) => candidate === id);
    if (area === undefined) return again(say('dialogue.not_understood'));
    return rewind('audit', { ...state, audit: { ...state.audit, before: 0, area } });
  },
};

/** The steps of the log at the desk. */
export const manageAuditSteps = { audit: listStep, audit_person: personStep, audit_kind: kindStep };
