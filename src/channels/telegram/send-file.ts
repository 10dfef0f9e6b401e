import { readFile, stat } from 'node:fs/promises';
import { err, ok, type Result } from '../../lib/result.ts';
import type { OutboundText } from '../../presentation/types.ts';
import type { SendOutcome } from '../channel.ts';
import type { CallLimits } from './api.ts';
import { type Attempt, attempted, type Sending } from './attempt.ts';
import type { Keyboard } from './keyboard.ts';
import { plainText } from './plain-text.ts';

/** Telegram's limits for uploads, in bytes. */
const MAX_DOCUMENT = 50_000_000;
const MAX_PHOTO = 10_000_000;
const PHOTO_TYPES: readonly string[] = ['image/png', 'image/jpeg'];

/** Uploads a file with the text as its caption; pictures as photos, and as documents where Telegram cannot show them. */
export async function sendFile(
  sending: Sending,
  chat: number,
  message: OutboundText,
  file: NonNullable<OutboundText['file']>,
  keyboard: Keyboard,
  limits: CallLimits,
): Promise<SendOutcome> {
  const content = await readUpload(file.path);
  if (!content.ok) return { kind: 'rejected', detail: content.error };
  const upload = { source: content.value, filename: safeName(file.name) };

  const fields = (markup: 'HTML' | null) => ({
    chat_id: chat,
    ...(markup === null ? { caption: plainText(message.text) } : { caption: message.text, parse_mode: markup }),
    ...(keyboard === null ? {} : { reply_markup: keyboard }),
  });
  const asDocument: Attempt = (markup) =>
    sending.api.call('sendDocument', { ...fields(markup), document: upload }, limits);
  const asPhoto: Attempt = async (markup) => {
    const sent = await sending.api.call('sendPhoto', { ...fields(markup), photo: upload }, limits);
    const unfit = !sent.ok && sent.error.kind === 'refused' && sent.error.refusal === 'bad-photo';
    return unfit ? asDocument(markup) : sent;
  };
  const photo = PHOTO_TYPES.includes(file.mime) && content.value.length <= MAX_PHOTO;
  return attempted(sending, chat, photo ? asPhoto : asDocument);
}

async function readUpload(path: string): Promise<Result<Buffer, 'file-missing' | 'file-too-big' | 'file-empty'>> {
  try {
    const { size } = await stat(path);
    if (size > MAX_DOCUMENT) return err('file-too-big');
    if (size === 0) return err('file-empty');
    return ok(await readFile(path));
  } catch {
    return err('file-missing');
  }
}

// The name is written as it is into a header of the upload.
function safeName(name: string): string {
  return name.replace(/["\\/\p{Cc}]/gu, '_');
}
