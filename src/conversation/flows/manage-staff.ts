import type { StaffListRead } from '../../app/job-request.ts';
import { applyStaff, previewStaff } from '../../app/staff-import.ts';
import type { StaffPreview } from '../../domain/staff-list.ts';
import type { MemberContext } from '../context.ts';
import { again, end, go, type Move, rewind, type Step } from '../flow.ts';
import { type Say, say, type TextKey } from '../text-key.ts';
import { enqueue } from './enqueue.ts';
import type { ManageState } from './manage-state.ts';

type ManageStep = Step<ManageState, MemberContext>;

/** Lines of a preview that a chat message shows of each sort; the command line prints all. */
const SHOWN = 8;

/** Waits for the list as a file. */
export const staffFileStep: ManageStep = {
  light: true,
  help: 'help.manage.staff_file',
  ask: () => ({
    say: [say('manage.staff.ask')],
    accepts: 'file',
    fileKinds: 'staff_list',
    choices: [
      { id: 'template', label: say('manage.staff.template') },
      { id: 'back', label: say('choice.back') },
    ],
  }),
  answer(context, state, answer) {
    if (answer.kind === 'file') {
      const { ref, name, sizeBytes } = answer.file;
      const jobId = enqueue(context, { kind: 'read_staff_list', ref, name, sizeBytes });
      return go('staff_reading', { ...state, jobId });
    }
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('section', state);
    if (id !== 'template') return again(say('dialogue.not_understood'));
    enqueue(context, { kind: 'staff_template' });
    return again(say('manage.file_coming'));
  },
};

/** The list is being fetched and read outside the transaction. */
export const staffReadingStep: ManageStep = {
  help: 'help.manage.staff_file',
  ask(context, state) {
    // The job may have ended while the person was busy with something else.
    const done = context.store.jobs.result(state.jobId) !== null;
    return {
      say: [say(done ? 'manage.staff.read' : 'manage.staff.reading')],
      choices: [
        ...(done ? [{ id: 'show', label: say('manage.staff.show') }] : []),
        { id: 'back', label: say('choice.back') },
      ],
      awaitsJob: state.jobId,
    };
  },
  answer(context, state, answer) {
    if (answer.kind === 'choice' && answer.ids[0] === 'back') return rewind('staff_file', state);
    const done = context.store.jobs.result(state.jobId);
    if (done === null) return again();
    const read = readResult(context, state);
    if (read === null) return rewind('staff_file', state, [say('error.file_unreadable')]);
    if (!read.ok) return rewind('staff_file', state, [say(read.text as TextKey, read.params)]);
    return { ...go('staff_preview', state), remember: false };
  },
};

// Written by the job of this very number and never by anybody else.
function readResult(context: MemberContext, state: ManageState): StaffListRead | null {
  const done = context.store.jobs.result(state.jobId);
  return done === null || done.state === 'failed' ? null : (done.result as StaffListRead);
}

function previewOf(context: MemberContext, state: ManageState): StaffPreview | null {
  const read = readResult(context, state);
  return read?.ok === true ? previewStaff(context, read.rows, context.vocabulary) : null;
}

/** New, changed, unchanged and wrong rows; nothing is written before it is confirmed. */
export const staffPreviewStep: ManageStep = {
  help: 'help.manage.staff_preview',
  ask(context, state) {
    const preview = previewOf(context, state);
    const applies = preview !== null && preview.new.length + preview.changed.length > 0;
    return {
      say: preview === null ? [say('error.file_unreadable')] : previewLines(preview),
      choices: [
        ...(applies ? [{ id: 'apply', label: say('manage.staff.apply') }] : []),
        { id: 'back', label: say('manage.staff.other_file') },
      ],
    };
  },
  answer(context, state, answer): Move<ManageState> {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('staff_file', state);
    const preview = previewOf(context, state);
    if (id !== 'apply' || preview === null) return again(say('dialogue.not_understood'));
    applyStaff(context, preview);
    const counts = { added: preview.new.length, changed: preview.changed.length, wrong: preview.wrong.length };
    return end([say('manage.staff.applied', counts)], [{ command: 'quanly', label: say('command.quanly.label') }]);
  },
};

/** A preview as texts: counts first, then each wrong row with its reason, then what is new or changes. */
export function previewLines(preview: StaffPreview, most: number = SHOWN): readonly Say[] {
  const { new: added, changed, unchanged, wrong, warnings, missing } = preview;
  return [
    say('manage.staff.preview', {
      added: added.length,
      changed: changed.length,
      unchanged: unchanged.length,
      wrong: wrong.length,
    }),
    ...capped(
      wrong.map((problem) => say(`staff_sheet.problem.${problem.code}`, { ...problem.params, row: problem.row })),
      most,
    ),
    ...capped(
      warnings.map((warning) => say(`staff_sheet.warning.${warning.code}`, warning.params)),
      most,
    ),
    ...capped(
      changed.map(({ record, changes }) =>
        say('manage.staff.changed_line', {
          code: record.code,
          name: record.fullName,
          fields: { list: changes.map(({ field }) => say(`staff_field.${field}`)), join: 'comma' },
        }),
      ),
      most,
    ),
    ...capped(
      added.map(({ record }) => say('manage.staff.new_line', { code: record.code, name: record.fullName })),
      most,
    ),
    ...(missing.length === 0 ? [] : [say('manage.staff.missing', { count: missing.length })]),
  ];
}

function capped(lines: readonly Say[], most: number): readonly Say[] {
  return lines.length <= most
    ? lines
    : [...lines.slice(0, most), say('manage.staff.more', { count: lines.length - most })];
}
