import { applyStaff, previewStaff } from '../../app/staff-import.ts';
import type { StaffRow } from '../../domain/staff-columns.ts';
import type { StaffPreview } from '../../domain/staff-list.ts';
import { type Say, say } from '../text-key.ts';
import { capped, countedRows, importSteps, PREVIEWED, wrongRows } from './manage-import.ts';

/** The secretary's steps that take the staff list in. */
export const manageStaffSteps = importSteps<StaffRow, StaffPreview>({
  name: 'staff',
  ask: 'manage.staff.ask',
  help: 'help.manage.staff_file',
  reads: (file) => ({ kind: 'read_staff_list', ...file }),
  template: { kind: 'staff_template' },
  preview: (context, rows) => previewStaff(context, rows, context.vocabulary),
  applies: (preview) => preview.new.length + preview.changed.length > 0,
  lines: (preview) => staffPreviewLines(preview),
  apply(context, preview) {
    applyStaff(context, preview, context.person);
    return staffApplied(preview);
  },
});

/** What was stored of a preview. */
export function staffApplied(preview: StaffPreview): Say {
  const counts = { added: preview.new.length, changed: preview.changed.length, wrong: wrongRows(preview) };
  return say('manage.staff.applied', counts);
}

/** A preview as texts: counts first, then each wrong row with its reason, then what is new or changes. */
export function staffPreviewLines(preview: StaffPreview, most: number = PREVIEWED): readonly Say[] {
  const { new: added, changed, wrong, warnings, missing } = preview;
  return [
    countedRows(preview),
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
