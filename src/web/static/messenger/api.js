import { beginRun, state } from './state.js';

/** A refusal by the server; `code` has a text under `error.<code>`. */
class Refusal extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** Reads JSON from the server in the page's language. */
export async function get(path) {
  const mark = path.includes('?') ? '&' : '?';
  return answer(await fetch(`${path}${mark}locale=${state.locale}`, { headers: { accept: 'application/json' } }));
}

/** Sends JSON or a form; a page older than the running program fetches its new token and tries once more. */
export async function post(path, body) {
  try {
    return await postOnce(path, body);
  } catch (refusal) {
    if (refusal.code !== 'page-outdated') throw refusal;
    await renewSession();
    return postOnce(path, body);
  }
}

/** Asks the program that runs now for its token. */
export async function renewSession() {
  beginRun(await get('/local/session'));
}

async function postOnce(path, body) {
  const headers = { accept: 'application/json', 'x-messenger-token': state.session.csrf };
  if (body instanceof FormData) return answer(await fetch(path, { method: 'POST', headers, body }));
  headers['content-type'] = 'application/json';
  return answer(await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function answer(response) {
  if (response.status === 204) return null;
  const body = await response.json().catch(() => ({ error: 'internal' }));
  if (!response.ok) throw new Refusal(body.error ?? 'internal');
  return body;
}
