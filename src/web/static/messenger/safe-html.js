const PIECE = /<(\/?)(b|i|a)(?: href="([^"<>]*)")?>|&(amp|lt|gt|quot|#39);|[^<&]+|[<&]/g;
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]]/g;

/**
 * The bot's safe HTML (b, i, a) as nodes, with web addresses as links, as messengers show them; whatever else it holds is
 * shown as the characters it is made of.
 */
export function fromSafeHtml(html) {
  const root = document.createDocumentFragment();
  const open = [root];
  let text = '';
  function closeText() {
    const inLink = open.some(({ nodeName }) => nodeName === 'A');
    open[open.length - 1].append(inLink ? text : fromPlainText(text));
    text = '';
  }
  for (const [piece, slash, tag, href, entity] of html.matchAll(PIECE)) {
    const { nodeName } = open[open.length - 1];
    const closes = nodeName.toLowerCase() === tag || (nodeName === 'SPAN' && tag === 'a');
    if (tag === undefined || (slash !== '' && !closes)) {
      text += entity === undefined ? piece : ENTITIES[entity];
      continue;
    }
    closeText();
    if (slash !== '') open.pop();
    else
      open.push(
        open[open.length - 1].appendChild(tag === 'a' ? link(unescaped(href ?? '')) : document.createElement(tag)),
      );
  }
  closeText();
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
