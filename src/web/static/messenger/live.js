import { get, renewSession } from './api.js';
import { loadChat, receiveMessage, receiveTyping } from './chats.js';
import { announce, state } from './state.js';

const PEOPLE_DELAY_MS = 250;
let peopleTimer = 0;

/** Reads the staff list; calls in quick succession become one. */
function refreshPeopleSoon() {
  clearTimeout(peopleTimer);
  peopleTimer = setTimeout(() => refreshPeople().catch(() => {}), PEOPLE_DELAY_MS);
}

async function refreshPeople() {
  state.people = await get('/local/people');
  announce('people');
}

async function refreshClock() {
  const read = await get('/local/clock');
  state.clock = { ...read, readAt: Date.now() };
  announce('clock');
}

/** Reads everything that is shown; after a broken connection, and in another language. */
export async function refreshAll() {
  await Promise.all([refreshPeople(), refreshClock()]);
  await Promise.all(state.columns.map((personId) => loadChat(personId)));
}

/** The program may have been started anew in the meantime. */
async function catchUp() {
  await renewSession();
  await refreshAll();
}

/** Follows what happens on the server; after an interruption everything shown is read anew. */
export function followEvents() {
  const source = new EventSource('/local/events');
  let interrupted = false;
  source.addEventListener('open', () => {
    announce('connection', true);
    if (interrupted) catchUp().catch(() => {});
    interrupted = false;
  });
  source.addEventListener('error', () => {
    interrupted = true;
    announce('connection', false);
    // A refusal (too many windows) ends the stream for good; everything else is retried by the browser.
    if (source.readyState === EventSource.CLOSED) setTimeout(followEvents, 5000);
  });
  source.addEventListener('message', (event) => {
    const detail = JSON.parse(event.data);
    receiveMessage(detail);
    refreshPeopleSoon();
  });
  source.addEventListener('typing', (event) => receiveTyping(JSON.parse(event.data)));
  source.addEventListener('menu', () => {
    for (const personId of state.columns) loadChat(personId).catch(() => {});
  });
  source.addEventListener('clock', (event) => {
    announce('clock-moved', JSON.parse(event.data));
    refreshClock().catch(() => {});
    refreshPeopleSoon();
  });
}
