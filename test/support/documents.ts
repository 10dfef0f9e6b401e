import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { projectRoot } from '../../src/lib/project-root.ts';
import type { Result } from '../../src/lib/result.ts';
import { documentWords } from '../../src/reports/documents/document-words.ts';
import { fillHere, type Template } from '../../src/reports/documents/fill-template.ts';
import { ZONE } from './office-clock.ts';
import { catalogue } from './staff-terms.ts';

export const words = documentWords(catalogue, ZONE, fillHere);

/** A template as it is shipped. */
export function shippedTemplate(file: string): Template {
  return { file, bytes: readFileSync(join(projectRoot, 'templates', file)) };
}

/** The lines of a made document as another program reads them; throws where it was refused. */
export async function linesOf(made: Result<Uint8Array, unknown>): Promise<readonly string[]> {
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(made.value) });
  return value.split('\n').filter((text) => text !== '');
}
