import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/**
 * Reads so many lines that nobody else may see, one after the other: from a terminal without showing them, else from what
 * is piped in. Fewer come where the input ends. `ask` is called before each.
 */
export async function readSecretLines(count: number, ask: (number: number) => void): Promise<readonly string[]> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: process.stdin.isTTY === true });
  const read: string[] = [];
  try {
    ask(1);
    for await (const line of lines) {
      if (line.trim() === '') continue;
      read.push(line.trim());
      if (read.length === count) break;
      ask(read.length + 1);
    }
  } finally {
    lines.close();
  }
  return read;
}
