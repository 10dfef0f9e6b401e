import type { Citation, LegalDocumentId } from '../legal-document.ts';
import type { Condition, DecidingPost, Provenance, Requirement, Rule, TitleRules } from '../rule-set.ts';

/** A citation of a document, an article of it, or a clause of an article. */
export function cite(document: LegalDocumentId, article: number | null = null, clause: number | null = null): Citation {
  return { document, article, clause };
}

/** Provenance of a rule that was read in an official text or a clear quotation of it. */
export function read(ground: Citation, source: string): Provenance {
  return { ground, verified: true, source };
}

/** Provenance of a rule that the office has to compare with the official text before relying on it. */
export function unread(ground: Citation, source: string): Provenance {
  return { ground, verified: false, source };
}

/** A condition joined with where it comes from. */
export function rule(condition: Condition, provenance: Provenance): Rule {
  return { ...condition, ...provenance };
}

/** Conditions that must all hold. */
export function all(...of: Requirement[]): Requirement {
  return { kind: 'all', of };
}

/** Conditions of which one is enough; the provenance is that of the alternative as a whole. */
export function any(provenance: Provenance, ...of: Rule[]): Requirement {
  return { kind: 'any', of, ...provenance };
}

/** A deciding post read in a source. */
export function decidedBy(post: DecidingPost, source: string): TitleRules['decidedBy'] {
  return { post, verified: true, source };
}

/** A deciding post that is general knowledge only. */
export function usuallyDecidedBy(post: DecidingPost): TitleRules['decidedBy'] {
  return { post, verified: false, source: GENERAL_KNOWLEDGE };
}

export const GENERAL_KNOWLEDGE = 'general knowledge, no source read';
