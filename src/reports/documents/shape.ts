import type { TextKey } from '../../conversation/text-key.ts';

/** What may stand between braces in a template; how people write it is in the locales (`document.tag.…`). */
export type DocumentTag = TextKey extends infer Key ? (Key extends `document.tag.${infer Tag}` ? Tag : never) : never;

/** What a template may use: a text, a condition, or rows with tags of their own. */
export type Shape = { readonly [Tag in DocumentTag]?: 'text' | 'flag' | Shape };

/** What fills a template of this shape. */
export type DataOf<S> = {
  readonly [Tag in keyof S]: S[Tag] extends 'text'
    ? string
    : S[Tag] extends 'flag'
      ? boolean
      : readonly DataOf<S[Tag]>[];
};

/** The tags of a shape with what they stand for, in the order in which they are declared. */
export function tagsOf(shape: Shape): readonly (readonly [DocumentTag, 'text' | 'flag' | Shape])[] {
  // Keys of an object literal that satisfies `Shape` are tags.
  return Object.entries(shape) as [DocumentTag, 'text' | 'flag' | Shape][];
}
