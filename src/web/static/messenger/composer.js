import { chatOf, sendFile, sendText } from './chats.js';
import { el, icon } from './dom.js';
import { announce, channelOf, chatKey, personById, state } from './state.js';
import { t } from './texts.js';

const MAX_TYPED = 4096;
/** What was typed and not sent, by person: it survives a change of language or rendering. */
const drafts = new Map();

/** Where one writes: text, file, and the list of commands. */
export function createComposer(personId) {
  const person = personById(personId);
  const channel = channelOf(personId);
  const field = el('textarea', {
    rows: 1,
    maxlength: MAX_TYPED,
    placeholder: t('messenger.write'),
    'aria-label': t('messenger.write-as', { name: person.name }),
    enterkeyhint: 'send',
    autocomplete: 'off',
    oninput: grow,
    onkeydown,
    onpaste: (event) => takeFiles(event, event.clipboardData),
  });
  const picker = el('input', { type: 'file', class: 'spoken', tabindex: -1, 'aria-hidden': 'true', onchange: picked });
  const menu = commandMenu(personId, field);
  const form = el(
    'form',
    {
      class: 'composer',
      onsubmit: submit,
      ondragover: (event) => channel.filesIn && event.preventDefault(),
      ondrop: (event) => takeFiles(event, event.dataTransfer),
    },
    menu.list,
    menu.button,
    channel.filesIn &&
      el(
        'button',
        {
          type: 'button',
          class: 'tool',
          title: t('messenger.attach'),
          'aria-label': t('messenger.attach'),
          onclick: () => picker.click(),
        },
        icon('attach'),
      ),
    channel.filesIn && picker,
    field,
    el(
      'button',
      { type: 'submit', class: 'tool send', title: t('messenger.send'), 'aria-label': t('messenger.send') },
      icon('send'),
    ),
  );

  function onkeydown(event) {
    // While a Vietnamese input method composes, Enter belongs to it.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event);
  }

  function submit(event) {
    event.preventDefault();
    const text = field.value.trim();
    if (text === '') return;
    field.value = '';
    grow();
    sendText(personId, text);
  }

  function grow() {
    drafts.set(personId, field.value);
    field.rows = Math.min(6, field.value.split('\n').length);
  }

  function takeFiles(event, transfer) {
    if (!channel.filesIn || !transfer || transfer.files.length === 0) return;
    event.preventDefault();
    for (const file of transfer.files) offer(file);
  }

  function picked() {
    for (const file of picker.files) offer(file);
    picker.value = '';
  }

  function offer(file) {
    if (file.size > state.session.fileLimitBytes) announce('refusal', 'messenger-file-too-large');
    else sendFile(personId, file);
  }

  field.value = drafts.get(personId) ?? '';
  grow();
  return {
    form,
    focus: () => field.focus(),
    fill(text) {
      field.value = text;
      grow();
      field.focus();
    },
  };
}

function commandMenu(personId, field) {
  const list = el('div', {
    class: 'commands',
    role: 'menu',
    hidden: true,
    'aria-label': t('messenger.commands'),
    onkeydown,
  });
  const button = el(
    'button',
    {
      type: 'button',
      class: 'tool',
      title: t('messenger.commands'),
      'aria-label': t('messenger.commands'),
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      onclick: toggle,
    },
    icon('commands'),
  );

  function toggle() {
    if (!list.hidden) return close();
    const { commands } = chatOf(chatKey(channelOf(personId).name, personId));
    if (commands.length === 0) return field.focus();
    list.replaceChildren(...commands.map((command) => item(command)));
    list.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    list.firstElementChild.focus();
    document.addEventListener('pointerdown', outside, true);
  }

  function item({ command, description }) {
    const typed = command.startsWith('/') ? command : `/${command}`;
    const choose = () => {
      close();
      field.focus();
      sendText(personId, typed);
    };
    return el(
      'button',
      { type: 'button', role: 'menuitem', tabindex: -1, onclick: choose },
      el('b', {}, typed),
      el('span', { class: 'command-text' }, description),
    );
  }

  function close() {
    list.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    document.removeEventListener('pointerdown', outside, true);
  }

  function outside(event) {
    if (!list.contains(event.target) && !button.contains(event.target)) close();
  }

  function onkeydown(event) {
    const items = [...list.children];
    const at = items.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') {
      close();
      button.focus();
    } else if (next !== undefined) items.at(next % items.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return { list, button };
}
