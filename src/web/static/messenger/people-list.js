import { el, icon } from './dom.js';
import { channelOf, on, openChat, state } from './state.js';
import { fold, t } from './texts.js';

const TINTS = 6;

/** The person's initials on a quiet tint. */
export function avatar(person) {
  const words = person.name.trim().split(/\s+/);
  const initials = words
    .slice(-2)
    .map((word) => [...word][0])
    .join('');
  const tint = [...person.id].reduce((sum, char) => sum + char.codePointAt(0), 0) % TINTS;
  return el('span', { class: `avatar tint-${tint}`, 'aria-hidden': 'true' }, initials.toUpperCase());
}

/** The staff on the left: search, divisions, who is linked, what is unread. */
export function createPeopleList(root) {
  const search = el('input', {
    type: 'search',
    autocomplete: 'off',
    spellcheck: 'false',
    oninput: draw,
    onkeydown: searchKeys,
  });
  const list = el('div', { class: 'list', onkeydown: listKeys });
  const fictional = el('p', { class: 'fictional' });
  const found = el('p', { class: 'spoken', role: 'status' });
  root.append(el('div', { class: 'search' }, icon('search'), search), found, list, fictional);
  let roving = null;

  function draw() {
    const label = t('messenger.search');
    search.placeholder = label;
    search.setAttribute('aria-label', label);
    fictional.textContent = t('messenger.demo-note');
    const shown = state.people.filter(matches);
    const focused = list.contains(document.activeElement) ? document.activeElement.dataset.person : null;
    if (!shown.some((person) => person.id === roving)) roving = state.active ?? shown[0]?.id ?? null;
    if (!shown.some((person) => person.id === roving)) roving = shown[0]?.id ?? null;
    const groups = byDivision(shown);
    const scroll = list.scrollTop;
    list.replaceChildren(...[...groups].map(([division, people]) => groupView(division, people)));
    if (shown.length === 0) list.append(el('p', { class: 'empty' }, t('messenger.nobody-found')));
    list.scrollTop = scroll;
    found.textContent = search.value === '' ? '' : t('messenger.people-found', { count: shown.length });
    if (focused) rowOf(focused)?.focus();
  }

  function matches(person) {
    const wanted = fold(search.value);
    const text = fold(
      [person.name, person.position, person.division, ...person.roles.map((role) => role.label)].join(' '),
    );
    return wanted.split(/\s+/).every((word) => text.includes(word));
  }

  function groupView(division, people) {
    return el('section', { 'aria-label': division }, el('h2', {}, division), el('ul', {}, people.map(rowView)));
  }

  function rowView(person) {
    const linked = person.linkedOn.includes(channelOf(person.id).name);
    const unread = Object.values(person.unread).reduce((sum, count) => sum + count, 0);
    const isOpen = state.columns.includes(person.id);
    const row = el(
      'button',
      {
        type: 'button',
        class: 'person',
        tabindex: person.id === roving ? 0 : -1,
        'aria-current': state.active === person.id ? 'true' : null,
        data: { person: person.id, ...(isOpen ? { open: '' } : {}) },
        onclick: (event) => openChat(person.id, event.ctrlKey || event.metaKey || event.shiftKey),
      },
      avatar(person),
      el(
        'span',
        { class: 'about' },
        el('span', { class: 'name' }, person.name),
        el('span', { class: 'position' }, person.position),
        el(
          'span',
          { class: 'marks' },
          ...person.roles.map((role) => el('span', { class: `role role-${role.code}` }, role.label)),
          !linked && el('span', { class: 'unlinked' }, notLinkedText(person)),
        ),
      ),
      unread > 0 &&
        el(
          'span',
          { class: 'badge' },
          el('span', { 'aria-hidden': 'true' }, String(unread)),
          el('span', { class: 'spoken' }, t('messenger.unread', { count: unread })),
        ),
    );
    const label = t('messenger.open-beside', { name: person.name });
    return el(
      'li',
      {},
      row,
      el(
        'button',
        {
          type: 'button',
          class: 'tool beside',
          tabindex: -1,
          title: label,
          'aria-label': label,
          onclick: () => openChat(person.id, true),
        },
        icon('beside'),
      ),
    );
  }

  function searchKeys(event) {
    if (event.key === 'ArrowDown') moveTo(rows()[0], event);
    else if (event.key === 'Enter') rows()[0]?.click();
    else if (event.key === 'Escape' && search.value !== '') {
      event.preventDefault();
      search.value = '';
      draw();
    }
  }

  function listKeys(event) {
    const all = rows();
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    if (event.key === 'Enter' && event.shiftKey) {
      event.preventDefault();
      openChat(all[at].dataset.person, true);
    }
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === -1) moveTo(search, event);
    else if (next !== undefined) moveTo(all[next], event);
  }

  function moveTo(target, event) {
    event.preventDefault();
    if (!target) return;
    if (target !== search) {
      rowOf(roving)?.setAttribute('tabindex', '-1');
      roving = target.dataset.person;
      target.setAttribute('tabindex', '0');
    }
    target.focus();
  }

  function rows() {
    return [...list.querySelectorAll('.person')];
  }

  function rowOf(personId) {
    return rows().find((row) => row.dataset.person === personId);
  }

  on('people', draw);
  on('columns', draw);
  on('mode', draw);
  on('texts', draw);
  on('focus-list', (personId) => (rowOf(personId) ?? search).focus());
}

function notLinkedText(person) {
  const text = t('messenger.not-linked');
  return person.inviteCode ? `${text} · ${t('messenger.code', { code: person.inviteCode })}` : text;
}

function byDivision(people) {
  const groups = new Map();
  for (const person of people) groups.set(person.division, [...(groups.get(person.division) ?? []), person]);
  return groups;
}
