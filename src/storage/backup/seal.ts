import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { syncToDisk } from '../data-dir.ts';

/** What was written: its length and checksum. */
export interface Written {
  readonly bytes: number;
  readonly sha256: string;
}

const CHUNK_BYTES = 1 << 18;

/** Whether a text is a recipient of age, checksum and all. */
export async function isRecipient(text: string): Promise<boolean> {
  const { Encrypter } = await import('age-encryption');
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/** Copies a file piece by piece, encrypted for a recipient of age unless that is null, and has it written through. */
export async function writeCopy(from: string, to: string, recipient: string | null): Promise<Written> {
  if (recipient === null) return written(source(from), to);
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const sealed = await encrypter.encrypt(webStream(source(from)));
  return written(Readable.fromWeb(sealed as ReadableStream), to);
}

/**
 * Copies a file piece by piece, decrypted with one of these identities of age. Throws when none is the right one, or the
 * file is damaged or cut short, even if only at its end: then what was written is of no use.
 */
export async function writeDecrypted(from: string, to: string, identities: readonly string[]): Promise<Written> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  const opened = await decrypter.decrypt(webStream(source(from)));
  return written(Readable.fromWeb(opened as ReadableStream), to);
}

/** Length and checksum of a file, read piece by piece. */
export async function measured(path: string): Promise<Written> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of source(path) as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function written(from: Readable, to: string): Promise<Written> {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  await pipeline(from, counted, createWriteStream(to, { mode: 0o600, flags: 'w' }));
  syncToDisk(to);
  return { bytes, sha256: hash.digest('hex') };
}

function source(path: string): Readable {
  return createReadStream(path, { highWaterMark: CHUNK_BYTES });
}

// The types of the web's streams and of node's own differ in name only.
function webStream(from: Readable): globalThis.ReadableStream<Uint8Array> {
  return Readable.toWeb(from) as globalThis.ReadableStream<Uint8Array>;
}
