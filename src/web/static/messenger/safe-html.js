const PIECE = /<(\/?)(b|i|a)(?: href="([^"<>]*)")?>|&(amp|lt|gt|quot|#39);|[^<&]+|[<&]/g;
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]]/g;

/** The bot's safe HTML (b, i, a) as nodes; whatever else it holds is shown as the characters it is made of. */
export function fromSafeHtml(html) {
  const root = document.createDocumentFragment();
  const open = [root];
  for (const [piece, slash, tag, href, entity] of html.matchAll(PIECE)) {
    const top = open[open.length - 1];
    if (tag === undefined) top.append(entity === undefined ? piece : ENTITIES[entity]);
    else if (slash === '')
      open.push(top.appendChild(tag === 'a' ? link(unescaped(href ?? '')) : document.createElement(tag)));
    else if (top.nodeName.toLowerCase() === tag || (top.nodeName === 'SPAN' && tag === 'a')) open.pop();
    else top.append(piece);
  }
  return root;
}

/** Plain text as nodes, with web addresses as links, as messengers show them. */
export function fromPlainText(text) {
  const root = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    root.append(text.slice(end, match.index), Object.assign(link(match[0]), { textContent: match[0] }));
    end = match.index + match[0].length;
  }
  root.append(text.slice(end));
  return root;
}

/** Only web addresses become links; `javascript:` and its kin stay text. */
function link(address) {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return document.createElement('span');
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.rel = 'noopener noreferrer';
  anchor.target = '_blank';
  return anchor;
}

function unescaped(text) {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, entity) => ENTITIES[entity]);
}
