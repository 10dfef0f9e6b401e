import type Docxtemplater from 'docxtemplater';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Catalogue } from '../../presentation/catalogue.ts';
import { plainValues } from './plain-values.ts';
import type { DataOf, Shape } from './shape.ts';
import { type TagWords, tagNamed, tagWords } from './tag-words.ts';
import { type TemplateFailure, tagFailure, thrownFailure } from './template-failure.ts';
import type { TemplateProblem } from './template-problem.ts';

/** A tagged Word file; `file` is its name as people know it. */
export interface Template {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Templates are text with a few pictures; a larger one is something else. */
const LARGEST_BYTES = 5 * 1024 * 1024;

/** Everything that filling takes, as it can be handed to another process. */
export interface FillOrder {
  readonly template: Template;
  readonly shape: Shape;
  readonly data: unknown;
  readonly words: TagWords;
}

/** What fills templates: this process, or one of its own (`filling-room.ts`). */
export type Fill = (order: FillOrder) => Promise<Result<Uint8Array, TemplateProblem>>;

/**
 * Fills a Word template. Values come out as plain text, whatever they hold; every tag of the template must be one of the
 * shape's, in the rows that have it. Nothing is filled half: a template with a mistake is refused with its tags named.
 */
export function fillTemplate<const S extends Shape>(
  template: Template,
  shape: S,
  data: DataOf<S>,
  { catalogue, fill }: { readonly catalogue: Catalogue; readonly fill: Fill },
): Promise<Result<Uint8Array, TemplateProblem>> {
  return fill({ template, shape, data, words: tagWords(shape, catalogue) });
}

/** Fills in this process, which does nothing else meanwhile: two thirds of a millisecond a row. */
export async function fillHere({
  template,
  shape,
  data,
  words,
}: FillOrder): Promise<Result<Uint8Array, TemplateProblem>> {
  const { file, bytes } = template;
  const refuse = ({ code, tags }: TemplateFailure): Result<never, TemplateProblem> => err({ code, file, tags });
  if (bytes.length > LARGEST_BYTES) return refuse({ code: 'template_too_large', tags: [] });
  const opened = await openTemplate(bytes, words);
  if (!opened.ok) return refuse(opened.error);
  const failure = tagFailure(opened.value, shape, words);
  if (failure !== null) return refuse(failure);
  opened.value.render(plainValues(data));
  return ok(opened.value.toUint8Array());
}

/** The libraries take a tenth of a second to load, and most days nobody prints: they come with the first document. */
async function openTemplate(bytes: Uint8Array, words: TagWords): Promise<Result<Docxtemplater, TemplateFailure>> {
  const [{ default: Template }, { default: Zip }] = await Promise.all([import('docxtemplater'), import('pizzip')]);
  try {
    const zip = new Zip(bytes);
    if (zip.file('word/document.xml') === null) return err({ code: 'template_not_docx', tags: [] });
    return ok(
      new Template(zip, {
        paragraphLoop: true,
        linebreaks: true,
        errorLogging: false,
        // A template could ask for a value as raw XML, or for other braces than those that are documented.
        modules: [{ name: 'plain-text-only', optionsTransformer: withoutRawXml }],
        syntax: { changeDelimiterPrefix: null },
        parser: (written) => ({ get: (scope) => valueIn(scope, written, words) }),
        nullGetter: () => '',
      }),
    );
  } catch (thrown) {
    return err(thrownFailure(thrown));
  }
}

function withoutRawXml<T>(options: T, document: Docxtemplater): T {
  document.modules = document.modules.filter((module) => module.name !== 'RawXmlModule');
  return options;
}

/** Undefined where these rows do not have the tag: then the library looks in what is around them. */
function valueIn(scope: Readonly<Record<string, unknown>>, written: string, words: TagWords): unknown {
  const tag = tagNamed(written, words);
  return tag === null || !Object.hasOwn(scope, tag) ? undefined : scope[tag];
}
