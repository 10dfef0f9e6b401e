/** Most people open side by side. */
const MAX_COLUMNS = 3;

/** What the page knows; changed only through the functions below and `data.js`, which announce it. */
export const state = {
  session: null,
  locale: 'vi',
  people: [],
  clock: { now: 0, zone: 'UTC', next: [], readAt: 0 },
  /** Ids of the people whose chats are open, left to right. */
  columns: [],
  active: null,
  /** Person id → `rich` or `textOnly`. */
  modes: readStored('modes', {}),
  /** `channel/person` → what the page knows of that chat. */
  chats: new Map(),
};

const listeners = new Map();

/** Calls `listener(detail)` whenever `topic` is announced. */
export function on(topic, listener) {
  listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
}

export function announce(topic, detail) {
  for (const listener of listeners.get(topic) ?? []) listener(detail);
}

/** A value that this browser kept, or `fallback`. */
export function readStored(name, fallback) {
  try {
    return JSON.parse(localStorage.getItem(`messenger.${name}`)) ?? fallback;
  } catch {
    return fallback;
  }
}

/** Keeps a value in this browser, where it lets us. */
export function store(name, value) {
  try {
    localStorage.setItem(`messenger.${name}`, JSON.stringify(value));
  } catch {
    // Private windows may refuse; the page works without.
  }
}

/**
 * Takes over the session of the program that runs now. Another run knows nothing of the messages of the one before it
 * and numbers its own anew: what was read from that one goes, what is still to be sent stays.
 */
export function beginRun(session) {
  if (state.session !== null && state.session.csrf !== session.csrf) {
    for (const chat of state.chats.values()) Object.assign(chat, { messages: [], loaded: false, readUpTo: 0 });
  }
  state.session = session;
}

export function personById(id) {
  return state.people.find((person) => person.id === id);
}

/** The channel through which this person is played: its name and what it can do. */
export function channelOf(personId) {
  return state.session.channels[state.modes[personId] === 'textOnly' ? 'textOnly' : 'rich'];
}

export function chatKey(channelName, personId) {
  return `${channelName}/${personId}`;
}

/** Office time now: the demo clock as last read, running on. */
export function officeNow() {
  return state.clock.now + (Date.now() - state.clock.readAt);
}

/** Opens a chat in place of the active one, or beside it. */
export function openChat(personId, beside = false) {
  if (!state.columns.includes(personId)) {
    const place = state.columns.indexOf(state.active);
    if (place < 0) state.columns = [...state.columns, personId].slice(-MAX_COLUMNS);
    else if (!beside) state.columns = state.columns.with(place, personId);
    else if (state.columns.length < MAX_COLUMNS) state.columns = [...state.columns, personId];
    else state.columns = [...state.columns.slice(0, -1), personId];
  }
  state.active = personId;
  columnsChanged({ focus: personId });
}

export function closeChat(personId) {
  state.columns = state.columns.filter((id) => id !== personId);
  if (state.active === personId) state.active = state.columns.at(-1) ?? null;
  columnsChanged({ focus: state.active });
}

/** Marks the chat that keyboard shortcuts act on. */
export function activate(personId) {
  if (state.active === personId) return;
  state.active = personId;
  columnsChanged({});
}

/** On a narrow screen: back from the chat to the list. */
export function showList() {
  state.active = null;
  columnsChanged({});
}

export function setMode(personId, mode) {
  state.modes = { ...state.modes, [personId]: mode };
  store('modes', state.modes);
  announce('mode', personId);
}

function columnsChanged(detail) {
  store('columns', { columns: state.columns, active: state.active });
  announce('columns', detail);
}
