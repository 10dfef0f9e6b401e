import type Docxtemplater from 'docxtemplater';
import type { Shape } from './shape.ts';
import { type TagWords, tagNamed } from './tag-words.ts';
import type { TemplateProblem, TemplateProblemCode } from './template-problem.ts';

export type TemplateFailure = Omit<TemplateProblem, 'file'>;

/** The library's names of mistakes, as its `errors.js` gives them. */
const CODES: Readonly<Record<string, TemplateProblemCode>> = {
  filetype_not_identified: 'template_not_docx',
  filetype_not_handled: 'template_not_docx',
  unclosed_tag: 'template_tag_unclosed',
  duplicate_open_tag: 'template_tag_unclosed',
  unopened_tag: 'template_tag_unopened',
  duplicate_close_tag: 'template_tag_unopened',
  unclosed_loop: 'template_loop_unclosed',
  unopened_loop: 'template_loop_unopened',
  closing_tag_does_not_match_opening_tag: 'template_loop_mismatched',
  unbalanced_loop_tags: 'template_loop_mismatched',
};

/** What the library's error says; of several mistakes the first kind, with all tags that have it. */
export function thrownFailure(thrown: unknown): TemplateFailure {
  const outer = propertiesOf(thrown);
  const mistakes = Array.isArray(outer.errors) ? outer.errors.map(propertiesOf) : [outer];
  const codes = mistakes.map(({ id }) => CODES[String(id)] ?? 'template_unreadable');
  // The unpacker's errors have no properties: what it was given is no archive.
  const code = codes[0] ?? 'template_unreadable';
  const tags = mistakes.filter((_, index) => codes[index] === code).flatMap(tagsIn);
  return { code, tags: [...new Set(tags)] };
}

/** What the library tells of a mistake beside its English message. */
interface MistakeProperties {
  readonly id?: unknown;
  readonly errors?: unknown;
  readonly xtag?: unknown;
  readonly openingtag?: unknown;
  readonly closingtag?: unknown;
}

function propertiesOf(thrown: unknown): MistakeProperties {
  const held = typeof thrown === 'object' && thrown !== null && 'properties' in thrown ? thrown.properties : null;
  return typeof held === 'object' && held !== null ? held : {};
}

function tagsIn({ xtag, openingtag, closingtag }: MistakeProperties): readonly string[] {
  return [xtag, openingtag, closingtag].filter((tag) => typeof tag === 'string').map((tag) => tag.replace(/^\{/, ''));
}

/** Tags of a part of a template, each with those between its beginning and its end. */
interface TagTree {
  readonly [written: string]: TagTree;
}

/** The first kind of mistake among the tags: one that the shape does not have there, or rows used as a text. */
export function tagFailure(document: Docxtemplater, shape: Shape, words: TagWords): TemplateFailure | null {
  const { headers, footers, document: body } = (document as Docxtemplater & Tagged).getTags();
  const found = [body, ...headers, ...footers].map(({ tags }) => misused(tags, [shape], words));
  const unknown = found.flatMap((part) => part.unknown);
  if (unknown.length > 0) return { code: 'template_tag_unknown', tags: [...new Set(unknown)] };
  const rows = found.flatMap((part) => part.rows);
  return rows.length > 0 ? { code: 'template_loop_needed', tags: [...new Set(rows)] } : null;
}

/** Not in the library's types: the tags of each part of the file. */
interface Tagged {
  getTags(): Readonly<Record<'headers' | 'footers', readonly TaggedPart[]>> & { readonly document: TaggedPart };
}

interface TaggedPart {
  readonly tags: TagTree;
}

interface Misused {
  readonly unknown: readonly string[];
  readonly rows: readonly string[];
}

/** `shapes` are those of the rows around, the innermost first: inner tags may come from any of them. */
function misused(tags: TagTree, shapes: readonly Shape[], words: TagWords): Misused {
  const parts = Object.entries(tags).map(([written, inner]): Misused => {
    const tag = tagNamed(written, words);
    const meant = tag === null ? undefined : shapes.find((shape) => shape[tag] !== undefined)?.[tag];
    if (meant === undefined) return { unknown: [written], rows: [] };
    const empty = Object.keys(inner).length === 0;
    if (typeof meant === 'object' && empty) return { unknown: [], rows: [written] };
    return misused(inner, typeof meant === 'object' ? [meant, ...shapes] : shapes, words);
  });
  return { unknown: parts.flatMap(({ unknown }) => unknown), rows: parts.flatMap(({ rows }) => rows) };
}
