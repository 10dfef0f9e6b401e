/** What stands around the body of a page for people. */
export interface PageFrame {
  readonly locale: string;
  /** Plain text. */
  readonly title: string;
  /** Own styles and scripts beside `/static/page.css`, by path. */
  readonly styles?: readonly string[];
  readonly scripts?: readonly string[];
}

/** A whole page around mark-up that is safe already. */
export function pageFrame({ locale, title, styles = [], scripts = [] }: PageFrame, body: string): string {
  const links = ['/static/page.css', ...styles].map((path) => `<link rel="stylesheet" href="${path}">`);
  return `<!doctype html>
<html lang="${escapeHtml(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
${[...links, ...scripts.map((path) => `<script src="${path}" defer></script>`)].join('\n')}
</head>
<body>
${body}
</body>
</html>
`;
}

/** Text as it stands in a page, also inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
