/** Escapes text for the safe HTML subset (b, i, a) that formatted channels take. */
export function escapeMarkup(text: string): string {
  return /[&<>"]/.test(text)
    ? text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
    : text;
}

/** The same text without mark-up, as plain channels show it. */
export function toPlain(markup: string): string {
  // Most texts have none, and this runs several times for every message.
  if (!markup.includes('<') && !markup.includes('&')) return markup;
  return markup
    .replace(/<\/?(?:b|i|a)(?: [^>]*)?>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}

/** Length as platforms count it: UTF-16 units after mark-up is taken out. */
export function visibleLength(markup: string): number {
  return toPlain(markup).length;
}
