import { randomBytes } from 'node:crypto';

/** A message's id as Zalo makes them: an m and 19 hexadecimal digits. */
export function newMessageId(): string {
  return `m${randomBytes(10).toString('hex').slice(1)}`;
}
