import type { Document, Message, PhotoSize, UserFromGetMe } from 'telegraf/types';
import type { InboundBody, IncomingFile } from '../../conversation/types.ts';
import { withoutOwnName } from './addressed.ts';

/** What people send and the product has no use for; all else that is unknown is a service message: no answer. */
const CONTENT_WITHOUT_USE = [
  'animation',
  'audio',
  'checklist',
  'dice',
  'game',
  'gift',
  'giveaway',
  'invoice',
  'live_photo',
  'location',
  'paid_media',
  'poll',
  'rich_message',
  'sticker',
  'story',
  'unique_gift',
  'venue',
  'video',
  'video_note',
  'voice',
] as const;

/** Reduces a message to what the product uses; null for service messages and commands to other bots. */
export function messageBody(message: Message, me: UserFromGetMe): InboundBody | null {
  if ('text' in message) {
    const text = withoutOwnName(message.text, me);
    if (text === null) return message.chat.type === 'private' ? { kind: 'text', text: message.text } : null;
    return { kind: 'text', text };
  }
  if ('contact' in message) {
    const { phone_number: phone, user_id: owner } = message.contact;
    return { kind: 'contact', phone, own: owner !== undefined && owner === message.from?.id };
  }
  // An animation carries a `document` too, for old clients.
  if (CONTENT_WITHOUT_USE.some((kind) => kind in message)) return { kind: 'unsupported' };
  if ('document' in message) return withCaption(documentFile(message.document), message.caption);
  if ('photo' in message) {
    const file = photoFile(message.photo, message.message_id);
    return file === null ? { kind: 'unsupported' } : withCaption(file, message.caption);
  }
  return null;
}

function withCaption(file: IncomingFile, caption: string | undefined): InboundBody {
  return caption === undefined ? { kind: 'file', file } : { kind: 'file', file, caption };
}

function documentFile(document: Document): IncomingFile {
  return {
    ref: document.file_id,
    name: document.file_name ?? 'document',
    sizeBytes: document.file_size ?? 0,
    mime: document.mime_type ?? 'application/octet-stream',
  };
}

/** The largest of a photo's sizes; Telegram always makes it a JPEG. */
function photoFile(sizes: readonly PhotoSize[], messageId: number): IncomingFile | null {
  const largest = sizes.reduce<PhotoSize | null>(
    (best, size) => (best === null || size.width * size.height > best.width * best.height ? size : best),
    null,
  );
  if (largest === null) return null;
  const name = `photo-${messageId}.jpg`;
  return { ref: largest.file_id, name, sizeBytes: largest.file_size ?? 0, mime: 'image/jpeg' };
}
