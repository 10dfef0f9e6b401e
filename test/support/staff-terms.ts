import { createCatalogue } from '../../src/presentation/catalogue.ts';
import { staffHeaders, staffVocabulary } from '../../src/presentation/staff-sheet-terms.ts';

export const catalogue = createCatalogue('Asia/Ho_Chi_Minh');
export const headers = staffHeaders(catalogue, 'vi');
export const vocabulary = staffVocabulary(catalogue, 'vi');
