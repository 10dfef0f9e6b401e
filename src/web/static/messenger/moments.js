import { state } from './state.js';

const formats = new Map();

function format(name, options) {
  const key = `${name}|${state.locale}|${state.clock.zone}`;
  if (!formats.has(key)) {
    const locale = state.locale === 'en' ? 'en-GB' : state.locale;
    formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: state.clock.zone, ...options }));
  }
  return formats.get(key);
}

/** `08:30` on the office's clock. */
export function timeOf(at) {
  return format('time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** `05/02/2022` on the office's clock. */
export function dayOf(at) {
  const parts = format('day', { day: '2-digit', month: '2-digit', year: 'numeric' }).formatToParts(at);
  const field = (type) => parts.find((part) => part.type === type)?.value ?? '';
  return `${field('day')}/${field('month')}/${field('year')}`;
}

/** `thứ Bảy, 05/02/2022`. */
export function weekdayOf(at) {
  const weekday = format('weekday', { weekday: 'long' }).format(at);
  return `${state.locale === 'vi' ? weekday.replace('Thứ', 'thứ') : weekday}, ${dayOf(at)}`;
}

/** `08:30 thứ Bảy, 05/02/2022`. */
export function momentOf(at) {
  return `${timeOf(at)} ${weekdayOf(at)}`;
}
