import { post } from './api.js';
import { el, icon } from './dom.js';
import { dayOf, momentOf, timeOf, weekdayOf } from './moments.js';
import { announce, officeNow, on, state } from './state.js';
import { t } from './texts.js';

const KINDS = ['next-reminder', 'next-digest', 'next-deadline'];
const TICK_MS = 5000;

/** The office's time, and buttons that put the demonstration's clock forward. */
export function createClockBar(root) {
  const hour = el('strong', {});
  const day = el('span', { class: 'date' });
  const title = el('span', { class: 'spoken' });
  const stops = el('div', { class: 'stops' });
  root.append(el('p', { class: 'now' }, icon('clock'), title, hour, day), stops);
  let moving = false;

  function tick() {
    const now = officeNow();
    hour.textContent = timeOf(now);
    day.textContent = weekdayOf(now);
  }

  function draw() {
    title.textContent = `${t('messenger.clock-now')}: `;
    stops.replaceChildren(...KINDS.map(stopView));
    tick();
  }

  function stopView(kind) {
    const stop = state.clock.next.find((one) => one.kind === kind);
    const detail = stop ? `${timeOf(stop.at)} ${dayOf(stop.at)}` : t('messenger.none-ahead');
    return el(
      'button',
      {
        type: 'button',
        class: 'stop',
        disabled: !stop || moving,
        title: stop?.label,
        data: { kind },
        onclick: () => advance(kind),
      },
      el('span', {}, t(`messenger.to-${kind}`)),
      el('small', {}, detail),
    );
  }

  async function advance(kind) {
    moving = true;
    draw();
    announce('status', t('messenger.clock-moving'));
    try {
      const { at, fired } = await post('/local/clock/advance', { to: kind });
      announce('status', t('messenger.clock-moved', { at: momentOf(at), fired }));
      announce('advanced', kind);
    } catch (refusal) {
      announce('refusal', refusal.code ?? 'messenger-stopped');
    }
    moving = false;
    draw();
  }

  on('clock', draw);
  on('texts', draw);
  setInterval(tick, TICK_MS);
}
