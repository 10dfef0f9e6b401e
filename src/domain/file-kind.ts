/** What a step of a dialogue takes as a file; each has a text `file_kind.<kind>` with its forms and its limit. */
export type FileKind = 'staff_list' | 'evidence';

/** Forms that a file's content is recognised as. */
export type FileForm = 'xlsx' | 'csv' | 'docx' | 'pdf' | 'jpeg' | 'png' | 'webp' | 'heic';

/** What a kind of file may be. */
export interface FileLimits {
  readonly bytes: number;
  readonly forms: readonly FileForm[];
}

const MEGABYTE = 1_000_000;

/**
 * The one table of what is taken. A staff list of a province's 20,000 people is about 2 MB (the reader has finer
 * limits); a photo of a good phone is 4–8 MB.
 */
export const FILE_LIMITS: Readonly<Record<FileKind, FileLimits>> = {
  staff_list: { bytes: 5 * MEGABYTE, forms: ['xlsx', 'csv'] },
  evidence: { bytes: 10 * MEGABYTE, forms: ['jpeg', 'png', 'webp', 'heic', 'pdf', 'docx', 'xlsx'] },
};

/** MIME type and file name endings of each form; the first ending is the usual one. */
export const FILE_FORMS: Readonly<Record<FileForm, { readonly mime: string; readonly endings: readonly string[] }>> = {
  xlsx: { mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', endings: ['xlsx'] },
  csv: { mime: 'text/csv', endings: ['csv', 'tsv', 'txt'] },
  docx: { mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', endings: ['docx'] },
  pdf: { mime: 'application/pdf', endings: ['pdf'] },
  jpeg: { mime: 'image/jpeg', endings: ['jpg', 'jpeg', 'jfif'] },
  png: { mime: 'image/png', endings: ['png'] },
  webp: { mime: 'image/webp', endings: ['webp'] },
  heic: { mime: 'image/heic', endings: ['heic', 'heif'] },
};
