let texts = {};

/** Replaces the page's texts; keys are those of `locales/*.json`. */
export function setTexts(loaded, locale) {
  texts = loaded;
  document.documentElement.lang = locale;
}

/** The text with its `{placeholders}` filled in; a key without a text is shown as it is. */
export function t(key, values = {}) {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** Puts texts into the elements that name their key in `data-text` or `data-label`. */
export function fillTexts(root = document) {
  for (const element of root.querySelectorAll('[data-text]')) element.textContent = t(element.dataset.text);
  for (const element of root.querySelectorAll('[data-label]'))
    element.setAttribute('aria-label', t(element.dataset.label));
  document.title = t('messenger.title');
}

/** Folds text for search: no diacritics, đ as d, lower case. */
export function fold(text) {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .trim();
}
