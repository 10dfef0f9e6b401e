import { get } from './api.js';
import { createColumn } from './chat-column.js';
import { createClockBar } from './clock-bar.js';
import { el } from './dom.js';
import { createFirstMinute } from './first-minute.js';
import { followEvents, refreshAll } from './live.js';
import { createPeopleList } from './people-list.js';
import { announce, channelOf, chatKey, on, personById, readStored, showList, state, store } from './state.js';
import { fillTexts, setTexts, t } from './texts.js';
import { applyTheme, createTools } from './tools.js';

const byId = (id) => document.getElementById(id);
const columns = new Map();
const narrow = matchMedia('(max-width: 760px)');
let statusTimer = 0;

async function begin() {
  applyTheme();
  state.session = await get('/local/session');
  const kept = readStored('locale', null);
  state.locale = state.session.locales.includes(kept) ? kept : state.session.locale;
  await loadTexts();
  createPeopleList(byId('people'));
  createClockBar(byId('clock'));
  const firstMinute = createFirstMinute(byId('guide'));
  createTools(byId('tools'), { toggleGuide: firstMinute.toggle, changeLocale });
  await refreshAll();
  const open = readStored('columns', { columns: [], active: null });
  state.columns = open.columns.filter((id) => personById(id));
  state.active = state.columns.includes(open.active) ? open.active : null;
  announce('texts');
  drawColumns({});
  followEvents();
  document.body.classList.add('ready');
}

async function loadTexts() {
  setTexts(await get('/local/texts'), state.locale);
  fillTexts();
}

async function changeLocale(locale) {
  state.locale = locale;
  store('locale', locale);
  await loadTexts();
  await refreshAll();
  for (const column of columns.values()) column.root.remove();
  columns.clear();
  announce('texts');
  drawColumns({});
}

function drawColumns({ focus }) {
  const root = byId('chats');
  for (const [personId, column] of columns) {
    if (state.columns.includes(personId) && column.channelName === channelOf(personId).name) continue;
    column.root.remove();
    columns.delete(personId);
  }
  for (const personId of state.columns) if (!columns.has(personId)) columns.set(personId, createColumn(personId));
  root.querySelector('.welcome')?.remove();
  state.columns.forEach((personId, at) => {
    const node = columns.get(personId).root;
    node.classList.toggle('active', personId === state.active);
    if (root.children[at] !== node) root.insertBefore(node, root.children[at] ?? null);
  });
  if (state.columns.length === 0) root.append(welcomeView());
  document.body.classList.toggle('in-chat', state.active !== null && columns.has(state.active));
  document.body.dataset.columns = String(state.columns.length);
  if (focus) {
    columns.get(focus)?.composer.focus();
    columns.get(focus)?.seen();
  }
}

function welcomeView() {
  return el(
    'div',
    { class: 'welcome' },
    el('img', { src: '/static/messenger/mark.svg', alt: '', width: 56, height: 56 }),
    el('h2', {}, t('messenger.welcome')),
    el('p', {}, t('messenger.welcome-text')),
  );
}

/** From the chat to its person in the list, which on a narrow screen takes the chat's place. */
function leaveChat(personId) {
  if (narrow.matches) showList();
  announce('focus-list', personId);
}

function tell(text) {
  clearTimeout(statusTimer);
  byId('status').textContent = text;
  statusTimer = setTimeout(() => {
    byId('status').textContent = '';
  }, 8000);
}

on('columns', drawColumns);
on('mode', (personId) => drawColumns({ focus: personId }));
on('chat', ({ key }) => {
  for (const [personId, column] of columns) if (chatKey(column.channelName, personId) === key) column.draw();
});
for (const topic of ['people', 'clock']) {
  on(topic, () => {
    for (const column of columns.values()) column.draw();
  });
}
on('leave', leaveChat);
on('status', tell);
on('refusal', (code) => tell(t(`error.${code}`)));
on('connection', (connected) => {
  byId('lost').hidden = connected;
});
document.addEventListener('visibilitychange', () => {
  for (const column of columns.values()) column.seen();
});
document.addEventListener('keydown', (event) => {
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (digit && event.altKey && !event.ctrlKey && !event.metaKey) {
    if (columns.get(state.active)?.pressChoice(digit)) event.preventDefault();
  } else if (
    event.key === 'Escape' &&
    !event.isComposing &&
    !event.defaultPrevented &&
    byId('chats').contains(document.activeElement)
  ) {
    leaveChat(state.active);
  }
});

begin();
