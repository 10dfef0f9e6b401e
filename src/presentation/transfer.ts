import type { Locale } from '../domain/person.ts';
import type { Catalogue } from './catalogue.ts';
import { escapeMarkup, toPlain } from './markup.ts';
import { splitText } from './split.ts';
import type { Capabilities, OutboundText } from './types.ts';

/** Room for "(2/3)\n" before each part. */
const PART_NUMBER_UNITS = 10;

/**
 * A message that was rendered for one channel, as another one carries it: for people whose first messenger failed. Its
 * command buttons become lines to type where there are no buttons; choices bound to a question do not travel, because the
 * question stands in the other chat. Null when the message hands over a file, which only its own channel can.
 */
export function transferred(
  message: OutboundText,
  from: Capabilities,
  to: Capabilities,
  catalogue: Catalogue,
  locale: Locale,
): readonly OutboundText[] | null {
  if (message.file !== undefined) return null;
  const commands = (message.buttons ?? []).flat().filter(({ token }) => token.startsWith('/'));
  const lines = [inFormat(message.text, from.formatting, to.formatting)];
  if (!to.buttons && commands.length > 0) {
    const typed = commands.map(({ label, token }) =>
      catalogue.markup({ key: 'choices.command', params: { label, command: token } }, locale),
    );
    lines.push('', ...typed.map((line) => inFormat(line, 'html', to.formatting)));
  }
  const text = lines.join('\n');
  const parts = splitText(text, to.maxText - PART_NUMBER_UNITS, to.formatting);
  const last = parts.length - 1;
  return parts.map((part, index) => ({
    type: 'text',
    text: parts.length === 1 ? part : `(${index + 1}/${parts.length})\n${part}`,
    ...(index === last && to.buttons && commands.length > 0 ? { buttons: commands.map((button) => [button]) } : {}),
    ...(index === last && to.photoLinks && message.photoUrl !== undefined ? { photoUrl: message.photoUrl } : {}),
  }));
}

function inFormat(text: string, from: Capabilities['formatting'], to: Capabilities['formatting']): string {
  if (from === to) return text;
  return to === 'plain' ? toPlain(text) : escapeMarkup(text);
}
