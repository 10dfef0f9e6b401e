import type { IsoDate } from '../lib/clock.ts';

export type LegalDocumentKind = 'law' | 'amending_law' | 'decree' | 'circular';
export type LegalIssuer = 'national_assembly' | 'government' | 'ministry_of_home_affairs';

/** A published text that rules are taken from. Number and dates are as published; the name is a text by `kind`. */
export interface LegalDocument {
  readonly id: LegalDocumentId;
  readonly kind: LegalDocumentKind;
  readonly number: string;
  /** Day it was passed or signed; null where it is not known for certain. */
  readonly date: IsoDate | null;
  readonly effectiveFrom: IsoDate;
  /** Last day in force; null while in force. */
  readonly effectiveTo: IsoDate | null;
  readonly issuer: LegalIssuer;
  /** False while nobody has compared these facts with the official text. */
  readonly verified: boolean;
}

/** Where in a legal document a rule stands; article and clause are null where only the document is known. */
export interface Citation {
  readonly document: LegalDocumentId;
  readonly article: number | null;
  readonly clause: number | null;
}

export const LEGAL_DOCUMENT_IDS = [
  'law-15-2003',
  'law-39-2013',
  'decree-91-2017',
  'law-06-2022',
  'decree-98-2023',
  'decree-152-2025',
  'circular-15-2025',
  'law-06-2026',
] as const;
export type LegalDocumentId = (typeof LEGAL_DOCUMENT_IDS)[number];

/** Every legal text that a rule set or the office's grounds refer to, oldest first. */
export const LEGAL_DOCUMENTS: readonly LegalDocument[] = [
  {
    id: 'law-15-2003',
    kind: 'law',
    number: '15/2003/QH11',
    date: '2003-11-26',
    effectiveFrom: '2004-07-01',
    effectiveTo: '2023-12-31',
    issuer: 'national_assembly',
    verified: true,
  },
  {
    id: 'law-39-2013',
    kind: 'amending_law',
    number: '39/2013/QH13',
    date: null,
    effectiveFrom: '2014-06-01',
    effectiveTo: '2023-12-31',
    issuer: 'national_assembly',
    verified: true,
  },
  {
    id: 'decree-91-2017',
    kind: 'decree',
    number: '91/2017/NĐ-CP',
    date: '2017-07-31',
    effectiveFrom: '2017-10-01',
    effectiveTo: '2023-12-31',
    issuer: 'government',
    verified: true,
  },
  {
    id: 'law-06-2022',
    kind: 'law',
    number: '06/2022/QH15',
    date: '2022-06-15',
    effectiveFrom: '2024-01-01',
    effectiveTo: null,
    issuer: 'national_assembly',
    verified: true,
  },
  {
    id: 'decree-98-2023',
    kind: 'decree',
    number: '98/2023/NĐ-CP',
    date: '2023-12-31',
    effectiveFrom: '2024-01-01',
    effectiveTo: '2025-06-30',
    issuer: 'government',
    verified: true,
  },
  {
    id: 'decree-152-2025',
    kind: 'decree',
    number: '152/2025/NĐ-CP',
    date: '2025-06-14',
    effectiveFrom: '2025-07-01',
    effectiveTo: null,
    issuer: 'government',
    verified: true,
  },
  {
    id: 'circular-15-2025',
    kind: 'circular',
    number: '15/2025/TT-BNV',
    date: '2025-08-04',
    effectiveFrom: '2025-08-05',
    effectiveTo: null,
    issuer: 'ministry_of_home_affairs',
    verified: false,
  },
  {
    id: 'law-06-2026',
    kind: 'amending_law',
    number: '06/2026/QH16',
    date: '2026-04-23',
    effectiveFrom: '2026-10-01',
    effectiveTo: null,
    issuer: 'national_assembly',
    verified: false,
  },
];

/** The registered document; every id of the type is registered, so a miss is a bug. */
export function legalDocument(id: LegalDocumentId): LegalDocument {
  const found = LEGAL_DOCUMENTS.find((document) => document.id === id);
  if (found === undefined) throw new Error(`legal document not registered: ${id}`);
  return found;
}
