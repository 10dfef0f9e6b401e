import { describe, expect, it } from 'vitest';
import en from '../locales/en.json' with { type: 'json' };
import vi from '../locales/vi.json' with { type: 'json' };
import { projectRoot } from '../src/lib/project-root.ts';
import { errorCodes, type Wording, withoutText } from './gates/error-codes.ts';
import { typeProgram } from './gates/type-program.ts';

const WORDINGS: readonly Wording[] = [
  { of: 'src/domain', problem: 'error.' },
  { of: 'src/app', problem: 'error.' },
  { of: 'src/app/backup-ports.ts', problem: 'backup.problem.' },
  { of: 'src/conversation', problem: 'error.' },
  { of: 'src/web', problem: 'error.' },
  { of: 'src/runtime', problem: 'error.' },
  { of: 'src/channels/local', problem: 'error.' },
  { of: 'src/domain/staff-problem.ts', problem: 'staff_sheet.problem.' },
  { of: 'src/domain/staff-warnings.ts', problem: 'staff_sheet.problem.', warning: 'staff_sheet.warning.' },
  { of: 'src/domain/audit/chain.ts', problem: 'cli.audit.fault.' },
  { of: 'src/intake/count-record.ts', problem: 'error.' },
  { of: 'src/intake/file-check.ts', problem: 'error.' },
  { of: 'src/domain/list-cells.ts', problem: 'staff_sheet.problem.' },
  { of: 'src/domain/history-columns.ts', problem: 'history_sheet.problem.' },
  { of: 'src/conversation/typed-text.ts', inner: 'a move of the dialogue, which says what is wrong itself' },
  { of: 'src/intake/list-sheet.ts', problem: 'staff_sheet.problem.' },
  { of: 'src/intake/list-sheet', problem: 'staff_sheet.problem.' },
  { of: 'src/intake/office-calendar.ts', problem: 'plan.problem.', warning: 'plan.warning.' },
  { of: 'src/intake/yaml-file.ts', problem: 'plan.problem.', warning: 'plan.warning.' },
  { of: 'src/intake/yaml-file', problem: 'plan.problem.', warning: 'plan.warning.' },
  { of: 'src/intake/plan-file.ts', problem: 'plan.problem.', warning: 'plan.warning.' },
  { of: 'src/intake/plan-file', problem: 'plan.problem.', warning: 'plan.warning.' },
  { of: 'src/reports', problem: 'error.' },
  { of: 'src/reports/side-process.ts', inner: 'picture_… and document_… of whoever asked it' },
  { of: 'src/config.ts', problem: 'config.problem.' },
  { of: 'src/storage', problem: 'start.problem.' },
  { of: 'src/storage/data-dir.ts', problem: 'restore.problem.' },
  { of: 'src/storage/backup', problem: 'restore.problem.' },
  { of: 'src/storage/backup/make-backup.ts', problem: 'backup.problem.' },
  { of: 'src/lib/machine-fault.ts', problem: 'start.problem.' },
  { of: 'src/open-storage.ts', problem: 'start.problem.' },
  { of: 'src/program.ts', problem: 'start.problem.' },
  { of: 'src/cli', inner: 'the command line has printed what is wrong before it passes a code on' },
  { of: 'src/channels/channel.ts', inner: 'the runtime answers with error.file_…, complete by its type' },
  { of: 'src/channels/telegram', inner: 'turned into the outcomes of channel.ts, and into codes for the log' },
  { of: 'src/channels/zalo', inner: 'turned into the outcomes of channel.ts, and into codes for the log' },
  { of: 'src/channels/platform', inner: 'codes of a health state, for /readyz and the log' },
];

const CODES = errorCodes(typeProgram(), projectRoot);

describe('every failure that a person or a platform can cause', () => {
  it('is found in the types', () => {
    expect(CODES.length).toBeGreaterThan(80);
    const known = ['no_pledge', 'code_used', 'header_not_found', 'unknown_key', 'data_dir_locked', 'port-in-use'];
    for (const code of known) expect(CODES.map((one) => one.code)).toContain(code);
  });

  it.each([
    ['vi', vi],
    ['en', en],
  ])('has a text in %s', (_locale, texts) => {
    expect(withoutText(CODES, WORDINGS, texts)).toEqual([]);
  });
});

describe('the gate rejects', () => {
  const planted = errorCodes(
    typeProgram({
      'planted/case.ts': `
        import type { Result } from '../src/lib/result.ts';
        const LISTED = ['from_a_list'] as const;
        export type PlantedError = 'by_name' | 'known';
        export type PlantedProblemCode = (typeof LISTED)[number];
        export type PlantedWarningCode = 'only_a_warning';
        export interface PlantedWarning { readonly code: 'also_a_warning' }
        export interface PlantedProblem { readonly code: 'in_an_object'; readonly line: number }
        export declare function inline(): Result<void, 'inline'>;
        export declare function several(): Promise<Result<void, readonly { kind: 'in_an_array' }[]>>;
        export declare function open(): Result<void, string>;`,
    }),
    projectRoot,
  );

  it('a failure without a text, however it is declared', () => {
    const texts = { 'error.known': '', 'warning.only_a_warning': '' };
    const wording: Wording = { of: 'planted', problem: 'error.', warning: 'warning.' };
    const found = withoutText(planted, [wording], texts).map((line) => line.split(' ').at(-1));
    expect(found.sort()).toEqual([
      'error.by_name',
      'error.from_a_list',
      'error.in_an_array',
      'error.in_an_object',
      'error.inline',
      'warning.also_a_warning',
    ]);
  });

  it('a folder of which nobody said where its texts stand', () => {
    expect(withoutText(planted, [], {})[0]).toContain('nobody says where the text of');
  });
});
