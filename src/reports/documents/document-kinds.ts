/** The template of each kind of document; the office's own has the same name. */
export const TEMPLATE_FILES = {
  count_minutes: 'bien-ban-kiem-phieu.docx',
} as const;

export type DocumentKind = keyof typeof TEMPLATE_FILES;
