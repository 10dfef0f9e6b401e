import { pressButton, resend } from './chats.js';
import { el, icon } from './dom.js';
import { dayOf, timeOf, weekdayOf } from './moments.js';
import { fromPlainText, fromSafeHtml } from './safe-html.js';
import { officeNow, state } from './state.js';
import { t } from './texts.js';

const PICTURE = /^image\/(?:png|jpeg|webp|gif)$/;

/** One message with its buttons; `current` gives the buttons their digits. */
export function messageView({ personId, personName, channel, message, current }) {
  const own = message.from === 'person';
  const text = message.html ? fromSafeHtml(message.text) : fromPlainText(message.text);
  return el(
    'article',
    { class: own ? 'message own' : 'message bot', data: { id: message.id } },
    el('h3', { class: 'spoken' }, own ? personName : t('messenger.bot')),
    el(
      'div',
      { class: 'bubble' },
      message.file && fileView(channel, message.file),
      message.text !== '' && el('div', { class: 'text' }, text),
      footView(message),
    ),
    message.buttons.length > 0 && buttonsView({ personId, message, current }),
  );
}

/** A message on its way, or one that the server did not take. */
export function pendingView(personId, pending) {
  return el(
    'article',
    { class: pending.failed ? 'message own failed' : 'message own pending' },
    el('div', { class: 'bubble' }, el('div', { class: 'text' }, pending.fileName ?? pending.text)),
    pending.failed === null
      ? el('p', { class: 'foot' }, t('messenger.sending'))
      : el(
          'p',
          { class: 'foot' },
          `${t('messenger.not-sent')} ${t(`error.${pending.failed}`)} `,
          el(
            'button',
            { type: 'button', class: 'link', onclick: () => resend(personId, pending) },
            t('messenger.resend'),
          ),
        ),
  );
}

/** The line between two days. */
export function dayView(at) {
  const today = dayOf(at) === dayOf(officeNow());
  return el(
    'p',
    { class: 'day' },
    el('span', { class: 'day-label' }, today ? `${t('messenger.today')}, ${dayOf(at)}` : weekdayOf(at)),
  );
}

function footView(message) {
  const time = el('time', { datetime: new Date(message.at).toISOString() }, timeOf(message.at));
  return el('p', { class: 'foot' }, message.edited && el('span', {}, t('messenger.edited')), time);
}

function fileView(channel, file) {
  const address = `/local/file/${encodeURIComponent(channel)}/${encodeURIComponent(file.id)}`;
  return el(
    'a',
    { class: 'file', href: address, download: file.name, 'aria-label': t('messenger.download', { name: file.name }) },
    PICTURE.test(file.mime)
      ? el('img', { src: address, alt: '', loading: 'lazy' })
      : el('span', { class: 'file-icon' }, icon('file')),
    el('span', { class: 'file-name' }, file.name),
    el('span', { class: 'file-size' }, sizeText(file.sizeBytes), icon('download')),
  );
}

/** `2 Đồng ý` or `2) Đồng ý`: at another place than the second, the number of the key would be read as its own. */
const NUMBERED = /^[^\p{L}\p{N}]*(\d{1,2})\)? /u;

function buttonsView({ personId, message, current }) {
  let number = 0;
  const labels = message.buttons.flat().map(({ label }) => NUMBERED.exec(label)?.[1]);
  const keyed = current && labels.every((own, index) => own === undefined || Number(own) === index + 1);
  const rows = message.buttons.map((row) =>
    el(
      'div',
      { class: row.length === 1 ? 'row single' : row.length === 2 ? 'row' : 'row side-by-side' },
      row.map((button) => {
        number += 1;
        const chosen = message.chosen === button.token;
        const key = keyed && number <= 9 ? String(number) : null;
        const digit = labels[number - 1] === undefined ? key : null;
        return el(
          'button',
          {
            type: 'button',
            class: chosen ? 'choice chosen' : 'choice',
            'aria-keyshortcuts': key && `Alt+${key}`,
            data: key ? { key } : {},
            onclick: () => pressButton(personId, message.id, button),
          },
          digit && el('span', { class: 'digit', 'aria-hidden': 'true' }, digit),
          el('span', {}, button.label),
          chosen && icon('check'),
          chosen && el('span', { class: 'spoken' }, t('messenger.chosen')),
        );
      }),
    ),
  );
  return el(
    'div',
    { class: current ? 'choices current' : 'choices', role: 'group', 'aria-label': t('messenger.choices') },
    rows,
  );
}

function sizeText(bytes) {
  const number = (value, digits) =>
    new Intl.NumberFormat(state.locale, { maximumFractionDigits: digits }).format(value);
  if (bytes < 1024) return `${number(bytes, 0)} B`;
  return bytes < 1024 * 1024 ? `${number(bytes / 1024, 0)} KB` : `${number(bytes / 1024 / 1024, 1)} MB`;
}
