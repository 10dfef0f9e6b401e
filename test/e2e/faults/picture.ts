import { telegramAccount } from '../../support/phone.ts';
import { PEOPLE, type Town } from './town.ts';

/** Begins as a picture does; the rest is nobody's business. */
export const PICTURE = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
  Buffer.alloc(500, 7),
]);

/** Somebody sends a picture: as a document on Telegram, as a photo on Zalo. */
export function sendPicture(town: Town, who: string, bytes: Uint8Array): void {
  const name = 'minh-chung.jpg';
  if (who === PEOPLE.zalo.unlucky) town.zalo.person(who).sendPhoto({ bytes });
  else town.telegram.user(telegramAccount(who)).sendDocument({ name, bytes, mime: 'image/jpeg' });
}
