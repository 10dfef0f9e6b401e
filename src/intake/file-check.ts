import { FILE_FORMS, FILE_LIMITS, type FileForm, type FileKind } from '../domain/file-kind.ts';
import { endingOf, tidyFileName } from '../lib/file-name.ts';
import { err, ok, type Result } from '../lib/result.ts';

/** Why a file is not taken; each has a text `error.<code>`. */
export type FileProblem = 'file_empty' | 'file_over_limit' | 'file_form_refused';

/** A file whose content is what it may be. */
export interface CheckedFile {
  readonly form: FileForm;
  readonly mime: string;
  /** Safe to show and to hand over; its ending is that of the content. */
  readonly name: string;
}

/**
 * Recognises a file by its content and says whether a kind takes it; the name decides only for text, which has no mark
 * of its own. The content is not opened.
 */
export async function checkFileKind(
  bytes: Uint8Array,
  name: string,
  kind: FileKind,
): Promise<Result<CheckedFile, FileProblem>> {
  const limits = FILE_LIMITS[kind];
  if (bytes.byteLength === 0) return err('file_empty');
  if (bytes.byteLength > limits.bytes) return err('file_over_limit');
  const form = await formOf(bytes, name);
  if (form === null || !limits.forms.includes(form)) return err('file_form_refused');
  const { mime, endings } = FILE_FORMS[form];
  return ok({ form, mime, name: namedAs(name, endings) });
}

async function formOf(bytes: Uint8Array, name: string): Promise<FileForm | null> {
  const namedText = FILE_FORMS.csv.endings.includes(endingOf(name));
  // The mark of UTF-16 looks like the start of an MP3.
  if (namedText && isUtf16(bytes)) return 'csv';
  // Read only where a file has come, not at every start.
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(bytes);
  // Text of all other encodings has no mark, and never a NUL.
  if (found === undefined) return namedText && !bytes.includes(0) ? 'csv' : null;
  const forms = Object.entries(FILE_FORMS) as [FileForm, (typeof FILE_FORMS)[FileForm]][];
  const known = forms.find(([, { mime }]) => mime === found.mime)?.[0];
  // HEIF is the family, HEIC what phones write of it.
  return known ?? (found.mime.startsWith('image/hei') ? 'heic' : null);
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

// A name must not promise another program than the one that opens the content.
function namedAs(name: string, endings: readonly string[]): string {
  const tidied = tidyFileName(name);
  const usual = endings[0] ?? '';
  if (endings.includes(endingOf(tidied))) return tidied;
  const stem = tidied.replace(/\.[^.]*$/, '');
  return `${stem === '' ? usual : stem}.${usual}`;
}
