import type { JobRequest, ListRead } from '../../app/job-request.ts';
import type { MemberContext } from '../context.ts';
import { again, end, go, type Move, rewind, type Step } from '../flow.ts';
import { type Say, say, type TextKey } from '../text-key.ts';
import type { IncomingFile } from '../types.ts';
import { enqueue } from './enqueue.ts';
import type { ManageState } from './manage-state.ts';

type ManageStep = Step<ManageState, MemberContext>;

/** A list that the secretary's desk takes in from a file: what is asked, how it is read, compared and stored. */
interface ListImport<Row, Preview> {
  /** The steps are `<name>_file`, `<name>_reading` and `<name>_preview`. */
  readonly name: 'staff' | 'history';
  readonly ask: TextKey;
  readonly help: TextKey;
  readonly reads: (file: Pick<IncomingFile, 'ref' | 'name' | 'sizeBytes'>) => JobRequest;
  readonly template: JobRequest;
  readonly preview: (context: MemberContext, rows: readonly Row[]) => Preview;
  /** Whether there is anything to store. */
  readonly applies: (preview: Preview) => boolean;
  readonly lines: (preview: Preview) => readonly Say[];
  /** Stores what is right and says what was stored, or why nothing was. */
  readonly apply: (context: MemberContext, preview: Preview) => Say;
}

/** The three steps of taking a list in: the file, the wait, and the preview that is confirmed or not. */
export function importSteps<Row, Preview>(list: ListImport<Row, Preview>): Readonly<Record<string, ManageStep>> {
  const file = `${list.name}_file`;
  const reading = `${list.name}_reading`;
  const preview = `${list.name}_preview`;

  const fileStep: ManageStep = {
    light: true,
    help: list.help,
    ask: () => ({
      say: [say(list.ask)],
      accepts: 'file',
      fileKinds: 'staff_list',
      choices: [
        { id: 'template', label: say('manage.import.template') },
        { id: 'back', label: say('choice.back') },
      ],
    }),
    answer(context, state, answer) {
      if (answer.kind === 'file') {
        const { ref, name, sizeBytes } = answer.file;
        return go(reading, { ...state, jobId: enqueue(context, list.reads({ ref, name, sizeBytes })) });
      }
      const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
      if (id === 'back') return rewind('section', state);
      if (id !== 'template') return again(say('dialogue.not_understood'));
      enqueue(context, list.template);
      return again(say('manage.file_coming'));
    },
  };

  // Fetched and read outside the transaction.
  const readingStep: ManageStep = {
    help: list.help,
    ask(context, state) {
      // The job may have ended while the person was busy with something else.
      const done = context.store.jobs.result(state.jobId) !== null;
      return {
        say: [say(done ? 'manage.import.read' : 'manage.import.reading')],
        choices: [
          ...(done ? [{ id: 'show', label: say('manage.import.show') }] : []),
          { id: 'back', label: say('choice.back') },
        ],
        awaitsJob: state.jobId,
      };
    },
    answer(context, state, answer) {
      if (answer.kind === 'choice' && answer.ids[0] === 'back') return rewind(file, state);
      const done = context.store.jobs.result(state.jobId);
      if (done === null) return again();
      const read = readResult(context, state);
      if (read === null) return rewind(file, state, [say('error.file_unreadable')]);
      if (!read.ok) return rewind(file, state, [say(read.text as TextKey, read.params)]);
      return { ...go(preview, state), remember: false };
    },
  };

  // Written by the job of this very number and never by anybody else.
  function readResult(context: MemberContext, state: ManageState): ListRead<Row> | null {
    const done = context.store.jobs.result(state.jobId);
    return done === null || done.state === 'failed' ? null : (done.result as ListRead<Row>);
  }

  function previewOf(context: MemberContext, state: ManageState): Preview | null {
    const read = readResult(context, state);
    return read?.ok === true ? list.preview(context, read.rows) : null;
  }

  function unwantedOf(context: MemberContext, state: ManageState): readonly string[] {
    const read = readResult(context, state);
    return read?.ok === true ? (read.unwanted ?? []) : [];
  }

  // Nothing is written before it is confirmed.
  const previewStep: ManageStep = {
    help: 'help.manage.import_preview',
    ask(context, state) {
      const seen = previewOf(context, state);
      const applies = seen !== null && list.applies(seen);
      return {
        say:
          seen === null
            ? [say('error.file_unreadable')]
            : [...unwantedSay(unwantedOf(context, state)), ...list.lines(seen)],
        choices: [
          ...(applies ? [{ id: 'apply', label: say('manage.import.apply') }] : []),
          { id: 'back', label: say('manage.import.other_file') },
        ],
      };
    },
    answer(context, state, answer): Move<ManageState> {
      const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
      if (id === 'back') return rewind(file, state);
      const seen = previewOf(context, state);
      if (id !== 'apply' || seen === null) return again(say('dialogue.not_understood'));
      return end([list.apply(context, seen)], [{ command: 'quanly', label: say('command.quanly.label') }]);
    },
  };

  return { [file]: fileStep, [reading]: readingStep, [preview]: previewStep };
}

/** Lines of each sort that a preview in a chat shows; the command line prints all. */
export const PREVIEWED = 8;

/** Says which columns were not read because they are nobody's business here. */
export function unwantedSay(headers: readonly string[]): readonly Say[] {
  return headers.length === 0 ? [] : [say('manage.import.unwanted', { headers: { list: headers, join: 'comma' } })];
}

/** So many lines, and how many more there are. */
export function capped(lines: readonly Say[], most: number): readonly Say[] {
  return lines.length <= most
    ? lines
    : [...lines.slice(0, most), say('manage.import.more', { count: lines.length - most })];
}

/** How a preview begins: how many rows are new, differ, are known already, or wrong. */
export function countedRows(preview: {
  readonly new: readonly unknown[];
  readonly changed: readonly unknown[];
  readonly unchanged: readonly unknown[];
  readonly wrong: readonly { readonly row: number }[];
}): Say {
  return say('manage.import.preview', {
    added: preview.new.length,
    changed: preview.changed.length,
    unchanged: preview.unchanged.length,
    wrong: wrongRows(preview),
  });
}

/** How many rows are wrong; a row may be for several reasons. */
export function wrongRows({ wrong }: { readonly wrong: readonly { readonly row: number }[] }): number {
  return new Set(wrong.map(({ row }) => row)).size;
}
