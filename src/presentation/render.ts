import type { Reply } from '../conversation/types.ts';
import type { Locale } from '../domain/person.ts';
import { clipped } from '../lib/vietnamese.ts';
import type { Catalogue } from './catalogue.ts';
import { toPlain } from './markup.ts';
import { splitText } from './split.ts';
import type { Button, Capabilities, OutboundText } from './types.ts';

/** For whom and where a reply is rendered. */
export interface Rendering {
  readonly locale: Locale;
  readonly capabilities: Capabilities;
  /** Platform id of the message whose button was pressed, for replies that replace it. */
  readonly tappedMessageId?: string;
  /** Folder of stored files. */
  readonly filesDir: string;
  /** Public address of the picture that the reply shows, on channels with `photoLinks`. */
  readonly photoUrl?: string;
}

/** Room for "(2/3)\n" before each part. */
const PART_NUMBER_UNITS = 10;

/** Two short buttons share a row; longer ones have their own. */
const SHORT_LABEL = 16;
/** Numbers with a mark share a row of five. */
const TINY_LABEL = 5;

/** Renders one reply as the messages that carry it on one channel. */
export function renderReply(reply: Reply, catalogue: Catalogue, to: Rendering): readonly OutboundText[] {
  const { capabilities, locale } = to;
  const lines = reply.say.map((say) => catalogue.markup(say, locale));
  if (!capabilities.buttons) lines.push(...typedChoices(reply, catalogue, locale));
  else lines.push(...spelledOut(reply, catalogue, to));
  const full = lines.join('\n');
  const text = capabilities.formatting === 'html' ? full : toPlain(full);
  const messages = messagesOf(reply, text, to).map((part): OutboundText => ({ type: 'text', text: part }));
  const last = messages.length - 1;
  const carrier = showsPicture(reply, to) ? 0 : last;
  const buttons = capabilities.buttons ? buttonRows(reply, catalogue, to) : [];
  return messages.map((message, index) => ({
    ...message,
    ...(reply.ephemeral === true ? { protected: true } : {}),
    ...(index === 0 && reply.mode === 'replace' && capabilities.edits && to.tappedMessageId !== undefined
      ? { editMessageId: to.tappedMessageId }
      : {}),
    ...(index === last && buttons.length > 0 ? { buttons } : {}),
    ...(index === carrier && reply.file !== undefined && capabilities.filesOut
      ? { file: { path: `${to.filesDir}/${reply.file.storedName}`, name: reply.file.name, mime: reply.file.mime } }
      : {}),
    ...(index === carrier && to.photoUrl !== undefined ? { photoUrl: to.photoUrl } : {}),
    ...(index === last && reply.askContact === true && capabilities.shareContact
      ? { askContact: { label: catalogue.plain({ key: 'link.share_contact' }, locale) } }
      : {}),
  }));
}

// A picture comes first, with all that is said where its caption holds it, else with the first line; then the rest, in
// messages of full length.
function messagesOf(reply: Reply, text: string, to: Rendering): readonly string[] {
  const { formatting, maxText, maxCaption } = to.capabilities;
  if (!showsPicture(reply, to)) return numbered(text, reply.file === undefined ? maxText : maxCaption, formatting);
  const whole = splitText(text, maxCaption, formatting);
  if (whole.length <= 1) return whole;
  const [first = '', ...others] = text.split('\n');
  const [caption = '', ...left] = splitText(first, maxCaption, formatting);
  const rest = [...left, ...others].join('\n');
  return rest.trim() === '' ? [caption] : [caption, ...numbered(rest, maxText, formatting)];
}

function numbered(text: string, limit: number, formatting: Capabilities['formatting']): readonly string[] {
  const parts = splitText(text, text.length <= limit ? limit : limit - PART_NUMBER_UNITS, formatting);
  return parts.length === 1 ? parts : parts.map((part, index) => `(${index + 1}/${parts.length})\n${part}`);
}

function showsPicture({ file }: Reply, { capabilities, photoUrl }: Rendering): boolean {
  return photoUrl !== undefined || (capabilities.filesOut && file?.mime.startsWith('image/') === true);
}

function typedChoices(reply: Reply, catalogue: Catalogue, locale: Locale): readonly string[] {
  const lines: string[] = [];
  const choices = reply.choices ?? [];
  // Where a figure is asked for, a typed number is that figure.
  const numeric = reply.numeric === true;
  for (const [index, choice] of choices.entries()) {
    const mark = numeric ? '•' : `${index + 1})`;
    lines.push(`${mark} ${catalogue.markup(choice.label, locale)}`);
  }
  if (choices.length > 0)
    lines.push(catalogue.markup({ key: numeric ? 'choices.hint_words' : 'choices.hint' }, locale));
  for (const { command, label } of reply.commands ?? []) {
    // What stands behind a command is taken only behind its stroke.
    const typed = command.includes(' ') ? `/${command}` : command;
    lines.push(catalogue.markup({ key: 'choices.command', params: { command: typed, label } }, locale));
  }
  return lines.length === 0 ? [] : ['', ...lines];
}

// Sentences do not fit on buttons: they stand in the message under the number that their button shows.
function spelledOut(reply: Reply, catalogue: Catalogue, { locale, capabilities }: Rendering): readonly string[] {
  const lines = (reply.choices ?? []).flatMap((choice, index) => {
    const fits = choice.short === undefined && catalogue.plain(choice.label, locale).length <= capabilities.maxLabel;
    return fits ? [] : [`${index + 1}) ${catalogue.markup(choice.label, locale)}`];
  });
  return lines.length === 0 ? [] : ['', ...lines];
}

function buttonRows(reply: Reply, catalogue: Catalogue, to: Rendering): readonly (readonly Button[])[] {
  const rows: { readonly name: string | null; readonly buttons: Button[] }[] = [];
  function add(text: string, token: string, name: string | null): void {
    const button = { label: clipped(text, to.capabilities.maxLabel), token };
    const row = rows.at(-1);
    const joins = name === null ? row?.name === null && fitsInto(row.buttons, button) : row?.name === name;
    if (joins && row !== undefined) row.buttons.push(button);
    else rows.push({ name, buttons: [button] });
  }
  for (const [index, choice] of (reply.choices ?? []).entries()) {
    const label = catalogue.plain(choice.short ?? choice.label, to.locale);
    const whole = choice.short !== undefined || label.length <= to.capabilities.maxLabel;
    add(whole ? label : `${index + 1}) ${label}`, `${reply.promptToken ?? ''}.${index}`, choice.row ?? null);
  }
  for (const { command, label } of reply.commands ?? []) {
    add(catalogue.plain(label, to.locale), `/${command}`, null);
  }
  return rows.map(({ buttons }) => buttons);
}

function fitsInto(row: readonly Button[], button: Button): boolean {
  const longest = Math.max(button.label.length, ...row.map((other) => other.label.length));
  return longest <= TINY_LABEL ? row.length < 5 : longest <= SHORT_LABEL && row.length < 2;
}
