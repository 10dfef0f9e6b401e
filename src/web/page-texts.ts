/** Texts of the pages for people, in the language that the browser asks for. */
export interface PageTexts {
  readonly locale: string;
  text(key: string): string;
}

export interface TextSource {
  readonly locale: string;
  readonly locales: readonly string[];
  texts(locale: string): Readonly<Record<string, string>>;
}

/** Picks the first language in `Accept-Language` that exists, else the office's own. */
export function pageTexts(source: TextSource, acceptLanguage: string | undefined): PageTexts {
  const wanted = (acceptLanguage ?? '').split(',').map((part) => part.split(/[;-]/)[0]?.trim().toLowerCase());
  const locale = wanted.find((tag) => tag !== undefined && source.locales.includes(tag)) ?? source.locale;
  const texts = source.texts(locale);
  return { locale, text: (key) => texts[key] ?? key };
}
