import type { Document } from 'docx';
import { countMinutes } from './count-minutes.ts';
import { officialDocument } from './page.ts';

/** The templates that come with the program, by file name. */
export const SHIPPED: Readonly<Record<string, () => Document>> = {
  'bien-ban-kiem-phieu.docx': () => officialDocument(countMinutes()),
};
