import { type Say, say } from '../../conversation/text-key.ts';

/** Why a template cannot be used, or no document was made of it. */
export type TemplateProblemCode =
  | 'template_missing'
  | 'template_too_large'
  | 'template_not_docx'
  | 'template_unreadable'
  | 'template_tag_unclosed'
  | 'template_tag_unopened'
  | 'template_loop_unclosed'
  | 'template_loop_unopened'
  | 'template_loop_mismatched'
  | 'template_loop_needed'
  | 'template_tag_unknown'
  | 'document_busy'
  | 'document_timeout'
  | 'document_failed';

/** What is wrong with a template, in which file, and at which tags as they are written there (without braces). */
export interface TemplateProblem {
  readonly code: TemplateProblemCode;
  readonly file: string;
  readonly tags: readonly string[];
}

/** More tags than these help nobody to find the first. */
const TAGS_NAMED = 5;
const TAG_LENGTH = 40;

/** The problem in words, with what to do about it. */
export function templateProblemSay({ code, file, tags }: TemplateProblem): Say {
  const named = tags.slice(0, TAGS_NAMED).map((tag) => `{${tag.slice(0, TAG_LENGTH)}}`);
  return say(`error.${code}`, { file, tags: { list: named, join: 'comma' } });
}
