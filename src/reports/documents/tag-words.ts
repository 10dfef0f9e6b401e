import { LOCALES } from '../../domain/person.ts';
import { fold } from '../../lib/vietnamese.ts';
import type { Catalogue } from '../../presentation/catalogue.ts';
import { type DocumentTag, type Shape, tagsOf } from './shape.ts';

/** How the tags of a shape may be written, in any language, with or without diacritics and capitals. */
export type TagWords = ReadonlyMap<string, DocumentTag>;

/** Collects the words of all tags of a shape and of the rows in it. */
export function tagWords(shape: Shape, catalogue: Catalogue): TagWords {
  const words = new Map<string, DocumentTag>();
  const collect = (part: Shape): void => {
    for (const [tag, inner] of tagsOf(part)) {
      for (const locale of LOCALES) {
        for (const word of catalogue.aliases(`document.tag.${tag}`, locale)) words.set(fold(word), tag);
      }
      if (typeof inner === 'object') collect(inner);
    }
  };
  collect(shape);
  return words;
}

/** The tag that a template means by what stands between the braces; null where no word is like it. */
export function tagNamed(written: string, words: TagWords): DocumentTag | null {
  return words.get(fold(written)) ?? null;
}
