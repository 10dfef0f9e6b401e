import type { Capabilities, OutboundText } from '../../presentation/types.ts';

/** Bytes of a button's token that the strictest platform carries (Telegram's callback data). */
const TOKEN_BYTES = 64;

const TAG = /<(\/?)(b|i|a)(?: href="[^"<>]*")?>/g;
const ENTITY = /&(?:amp|lt|gt|quot|#39);/g;

/**
 * Why the channel would refuse this message, as a short code, or null. As strict as a real platform, so that the
 * demonstration never shows what Telegram or Zalo would not carry.
 */
export function refusalOf(message: OutboundText, capabilities: Capabilities): string | null {
  if (message.text === '' && message.file === undefined) return 'empty-text';
  const length = shownLength(message.text, capabilities);
  if (length === null) return 'broken-html';
  if (length > (message.file === undefined ? capabilities.maxText : capabilities.maxCaption)) return 'text-too-long';
  if (message.file !== undefined && !capabilities.filesOut) return 'files-not-carried';
  const buttons = message.buttons?.flat() ?? [];
  if (buttons.length > 0 && !capabilities.buttons) return 'buttons-not-carried';
  for (const button of buttons) {
    if (button.label === '') return 'empty-button';
    const bytes = Buffer.byteLength(button.token);
    if (bytes === 0 || bytes > TOKEN_BYTES) return 'bad-button-token';
  }
  return null;
}

/** UTF-16 units after mark-up is taken out; null when the mark-up is not well formed. */
function shownLength(text: string, capabilities: Capabilities): number | null {
  if (capabilities.formatting === 'plain') return text.length;
  const open: string[] = [];
  for (const [, slash, name = ''] of text.matchAll(TAG)) {
    if (slash === '') open.push(name);
    else if (open.pop() !== name) return null;
  }
  const bare = text.replace(TAG, '').replace(ENTITY, '_');
  return open.length > 0 || /[<>&]/.test(bare) ? null : bare.length;
}
