import { el, icon } from './dom.js';
import { on, openChat, personById, readStored, state, store } from './state.js';
import { t } from './texts.js';

const STEPS = ['hello', 'code', 'pledge', 'head', 'secretary', 'clock'];

/** In which states of the newcomer's pledge a step is done. */
const REACHED = {
  pledge: ['submitted', 'returned', 'endorsed', 'accepted'],
  head: ['returned', 'endorsed', 'accepted'],
  secretary: ['accepted'],
};

/** A panel that leads a newcomer through the main job and ticks each step as it happens. */
export function createFirstMinute(root) {
  const kept = readStored('guide', {});
  let done = new Set(kept.done ?? []);
  let hidden = kept.hidden ?? false;
  let cast = kept.cast ?? null;

  function draw() {
    cast = castFrom(cast);
    root.hidden = hidden;
    document.body.classList.toggle('with-guide', !hidden);
    const next = STEPS.find((step) => !done.has(step));
    root.replaceChildren(
      el(
        'header',
        {},
        el('h2', {}, t('messenger.guide-title')),
        el(
          'button',
          {
            type: 'button',
            class: 'tool',
            title: t('messenger.guide-hide'),
            'aria-label': t('messenger.guide-hide'),
            onclick: () => show(false),
          },
          icon('close'),
        ),
      ),
      el('p', { class: 'lead' }, t('messenger.guide-lead')),
      el(
        'ol',
        {},
        STEPS.map((step, at) => stepView(step, at, step === next)),
      ),
      ...(next === undefined
        ? [
            el('p', { class: 'all-done' }, t('messenger.guide-all-done')),
            el('button', { type: 'button', class: 'small', onclick: again }, t('messenger.guide-again')),
          ]
        : []),
      keysView(),
    );
  }

  function stepView(step, at, isNext) {
    const isDone = done.has(step);
    const person = { hello: cast?.newcomer, head: cast?.head, secretary: cast?.secretary }[step];
    const name = personById(person)?.name;
    return el(
      'li',
      { class: isDone ? 'done' : isNext ? 'next' : null, 'aria-current': isNext ? 'step' : null },
      el('span', { class: 'mark', 'aria-hidden': 'true' }, isDone ? icon('check') : String(at + 1)),
      el(
        'div',
        {},
        el('p', {}, stepText(step), isDone && el('span', { class: 'spoken' }, ` (${t('messenger.guide-done')})`)),
        isNext &&
          name &&
          !state.columns.includes(person) &&
          el(
            'button',
            { type: 'button', class: 'small', onclick: () => openChat(person, true) },
            t('messenger.guide-open', { name }),
          ),
      ),
    );
  }

  function stepText(step) {
    const nameOf = (id) => personById(id)?.name ?? '…';
    if (step === 'hello') return t('messenger.guide-hello', { name: nameOf(cast?.newcomer) });
    if (step === 'head') return t('messenger.guide-head', { name: nameOf(cast?.head) });
    if (step === 'secretary') return t('messenger.guide-secretary', { name: nameOf(cast?.secretary) });
    const code = personById(cast?.newcomer)?.inviteCode;
    if (step === 'code') return code ? t('messenger.guide-code', { code }) : t('messenger.guide-code-done');
    return t(`messenger.guide-${step}`);
  }

  function tick(step) {
    if (done.has(step)) return;
    done.add(step);
    keep();
    draw();
  }

  function show(shown) {
    hidden = !shown;
    keep();
    draw();
    if (shown) root.querySelector('button').focus();
  }

  function again() {
    done = new Set();
    cast = null;
    keep();
    draw();
  }

  function keep() {
    store('guide', { done: [...done], hidden, cast });
  }

  on('did', ({ personId }) => {
    if (personById(personId)?.linkedOn.length !== 0) return;
    cast = castFrom({ newcomer: personId });
    tick('hello');
  });
  on('people', () => {
    const newcomer = personById(cast?.newcomer);
    if (done.has('hello') && newcomer?.linkedOn.length > 0) {
      tick('code');
      for (const [step, states] of Object.entries(REACHED)) if (states.includes(newcomer.pledge)) tick(step);
    }
    draw();
  });
  on('advanced', () => tick('clock'));
  on('columns', draw);
  on('texts', draw);

  return { toggle: () => show(hidden) };
}

/** Who plays: a colleague without a link and without an office, that division's head, and the secretary. */
function castFrom(known) {
  const plain = (person) =>
    person.roles.every((role) => role.code !== 'head' && role.code !== 'secretary' && role.code !== 'leader');
  const free = state.people.filter((person) => person.linkedOn.length === 0 && plain(person));
  const newcomer = personById(known?.newcomer) ?? free.findLast((person) => headOf(person.division)) ?? free[0];
  if (newcomer === undefined) return null;
  const secretary = state.people.find((person) => person.roles.some((role) => role.code === 'secretary'));
  return { newcomer: newcomer.id, head: headOf(newcomer.division)?.id ?? null, secretary: secretary?.id ?? null };
}

function headOf(division) {
  return state.people.find(
    (person) => person.division === division && person.roles.some((role) => role.code === 'head'),
  );
}

function keysView() {
  const keys = [
    ['↑ ↓', 'arrows'],
    ['Enter', 'open'],
    ['Shift+Enter', 'beside'],
    ['Alt+1…9', 'choice'],
    ['Esc', 'escape'],
  ];
  return el(
    'details',
    {},
    el('summary', {}, t('messenger.keys')),
    el(
      'dl',
      {},
      keys.map(([key, name]) =>
        el('div', {}, el('dt', {}, el('kbd', {}, key)), el('dd', {}, t(`messenger.key-${name}`))),
      ),
    ),
  );
}
