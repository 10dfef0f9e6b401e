import { chatOf, isLinked, loadChat, markRead } from './chats.js';
import { createComposer } from './composer.js';
import { el, icon } from './dom.js';
import { dayView, messageView, pendingView } from './message-view.js';
import { dayOf } from './moments.js';
import { avatar } from './people-list.js';
import { activate, announce, channelOf, chatKey, closeChat, officeNow, personById, setMode } from './state.js';
import { t } from './texts.js';

const NEAR_END_PX = 80;

/** One open chat: header, messages, composer. */
export function createColumn(personId) {
  const person = personById(personId);
  const channel = channelOf(personId);
  const key = chatKey(channel.name, personId);
  const chat = chatOf(key);
  const views = new Map();
  /** True while the newest message is in sight: it then stays so, whatever grows or shrinks. */
  let atEnd = true;
  let lastTop = 0;
  const composer = createComposer(personId);
  const linkHint = el('div', { class: 'link-hint' });
  const log = el('div', {
    class: 'log',
    role: 'log',
    'aria-live': 'polite',
    'aria-label': t('messenger.chat-of', { name: person.name }),
    tabindex: 0,
    onscroll: scrolled,
  });
  const jump = el(
    'button',
    { type: 'button', class: 'jump', hidden: true, onclick: () => toEnd() },
    t('messenger.new-messages'),
  );
  const root = el(
    'section',
    {
      class: 'column',
      data: { person: personId },
      'aria-label': t('messenger.chat-of', { name: person.name }),
      onfocusin: () => activate(personId),
      onpointerdown: () => activate(personId),
    },
    header(person),
    linkHint,
    log,
    jump,
    composer.form,
  );

  function draw() {
    const last = chat.messages.findLast((message) => message.from === 'bot');
    const nodes = [];
    let day = null;
    for (const message of chat.messages) {
      if (dayOf(message.at) !== day) {
        day = dayOf(message.at);
        nodes.push(view(`day ${day}`, dayOf(officeNow()), () => dayView(message.at)));
      }
      const current = message === last;
      nodes.push(
        view(message.id, `${message.seq} ${current}`, () =>
          messageView({ personId, personName: person.name, channel: channel.name, message, current }),
        ),
      );
    }
    for (const pending of chat.pending)
      nodes.push(view(pending.clientId, pending.failed, () => pendingView(personId, pending)));
    if (chat.typingUntil > Date.now()) nodes.push(view('typing', 0, typingView));
    if (chat.loaded && nodes.length === 0)
      nodes.push(view('empty', 0, () => el('p', { class: 'empty' }, t('messenger.empty-chat'))));
    place(nodes);
    drawLinkHint();
    if (atEnd) toEnd();
    else if (last && last.seq > chat.readUpTo) jump.hidden = false;
    seen();
  }

  /** Keeps the node of what did not change, so that a screen reader hears only what is new. */
  function view(id, version, build) {
    const known = views.get(id);
    if (known?.version === version) return known.node;
    const node = build();
    views.set(id, { version, node });
    return node;
  }

  function place(nodes) {
    const wanted = new Set(nodes);
    const focused = log.contains(document.activeElement) && document.activeElement !== log;
    for (const node of [...log.children]) if (!wanted.has(node)) node.remove();
    for (const [id, known] of views) if (!wanted.has(known.node)) views.delete(id);
    nodes.forEach((node, at) => {
      if (log.children[at] !== node) log.insertBefore(node, log.children[at] ?? null);
    });
    // A pressed button may be gone with its message: the next answer is then typed or pressed from the composer.
    if (focused && !log.contains(document.activeElement)) composer.focus();
  }

  function drawLinkHint() {
    const { inviteCode } = personById(personId) ?? person;
    linkHint.hidden = isLinked(personId);
    if (linkHint.hidden || linkHint.dataset.code === String(inviteCode)) return;
    linkHint.dataset.code = String(inviteCode);
    linkHint.replaceChildren(
      el('p', {}, inviteCode ? linkHintText(inviteCode) : t('messenger.link-hint-no-code')),
      ...(inviteCode
        ? [
            el(
              'button',
              { type: 'button', class: 'small', onclick: () => composer.fill(inviteCode) },
              t('messenger.fill-code'),
            ),
          ]
        : []),
    );
  }

  function toEnd() {
    atEnd = true;
    log.scrollTop = log.scrollHeight;
    jump.hidden = true;
  }

  function scrolled() {
    // A picture may have grown since the scrolling that this tells of: only going up leaves the end.
    const nearEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
    if (nearEnd || log.scrollTop < lastTop) atEnd = nearEnd;
    lastTop = log.scrollTop;
    if (atEnd && !nearEnd) toEnd();
    seen();
  }

  function seen() {
    if (!atEnd || document.hidden || log.clientHeight === 0) return;
    jump.hidden = true;
    if (chat.loaded) markRead(personId);
  }

  new ResizeObserver(() => atEnd && toEnd()).observe(log);
  // A picture has its height once it is loaded; `load` does not bubble, but is captured.
  log.addEventListener('load', () => atEnd && toEnd(), true);
  log.setAttribute('aria-busy', 'true');
  if (chat.loaded) draw();
  loadChat(personId)
    .catch(() => {})
    .finally(() => {
      draw();
      toEnd();
      seen();
      log.removeAttribute('aria-busy');
    });

  return {
    root,
    personId,
    channelName: channel.name,
    key,
    draw,
    seen,
    composer,
    pressChoice: (digit) => pressChoice(log, digit),
  };
}

function pressChoice(log, digit) {
  const button = log.querySelector(`.choices.current .choice[data-key="${digit}"]`);
  button?.click();
  return button !== null;
}

/** The hint with its code unbroken at a line end. */
function linkHintText(code) {
  const [before, after] = t('messenger.link-hint', { code: '\n' }).split('\n');
  return [before, el('strong', { class: 'code' }, code), after];
}

function typingView() {
  return el(
    'p',
    { class: 'typing' },
    el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')),
    el('span', { class: 'spoken' }, t('messenger.typing')),
  );
}

function header(person) {
  return el(
    'header',
    {},
    el(
      'button',
      {
        type: 'button',
        class: 'tool back',
        'aria-label': t('messenger.back'),
        onclick: () => announce('leave', person.id),
      },
      icon('back'),
    ),
    avatar(person),
    el('div', { class: 'who' }, el('h2', {}, person.name), el('p', {}, `${person.position} · ${person.division}`)),
    modeSwitch(person),
    el(
      'button',
      {
        type: 'button',
        class: 'tool close',
        title: t('messenger.close-chat', { name: person.name }),
        'aria-label': t('messenger.close-chat', { name: person.name }),
        onclick: () => closeChat(person.id),
      },
      icon('close'),
    ),
  );
}

function modeSwitch(person) {
  const group = `mode-${person.id}`;
  const rich = channelOf(person.id).buttons;
  const option = (mode, checked, text, hint) =>
    el(
      'label',
      { title: t(hint) },
      el('input', { type: 'radio', name: group, checked, onchange: () => setMode(person.id, mode) }),
      el('span', { class: 'option' }, t(text)),
    );
  return el(
    'fieldset',
    { class: 'mode' },
    el('legend', { class: 'spoken' }, t('messenger.mode')),
    option('rich', rich, 'messenger.mode-rich', 'messenger.mode-rich-hint'),
    option('textOnly', !rich, 'messenger.mode-text', 'messenger.mode-text-hint'),
  );
}
